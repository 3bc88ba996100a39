package dev.cartulary.endtoend;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/** What can happen to a run in its middle; each leaves the machine as it was before. */
enum Disaster {
  /** The program alone. */
  KILLED {
    @Override
    void strike(Program.Started run, Path folder, Random random) throws Exception {
      run.process().destroyForcibly().waitFor();
    }
  },
  /** The program and all that it has started, at once. */
  KILLED_WITH_CHILDREN {
    @Override
    void strike(Program.Started run, Path folder, Random random) throws Exception {
      List<ProcessHandle> children = run.process().descendants().toList();
      run.process().destroyForcibly();
      children.forEach(ProcessHandle::destroyForcibly);
      run.process().waitFor();
    }
  },
  /** A parser process, as when memory runs out; the run goes on. */
  PARSER_KILLED {
    @Override
    void strike(Program.Started run, Path folder, Random random) throws Exception {
      List<ProcessHandle> children = run.process().descendants().toList();
      if (!children.isEmpty()) {
        children.get(random.nextInt(children.size())).destroyForcibly();
      }
      run.process().waitFor(random.nextInt(1_000), TimeUnit.MILLISECONDS);
      run.process().destroyForcibly().waitFor();
    }
  },
  /** Asked to stop. */
  TERMINATED {
    @Override
    void strike(Program.Started run, Path folder, Random random) throws Exception {
      run.process().destroy();
      run.await();
    }
  },
  /** The disk of ledger and output is full; it has room again when the run has ended. */
  DISK_FULL {
    @Override
    void strike(Program.Started run, Path folder, Random random) throws Exception {
      Path filler = folder.resolve("filler");
      byte[] block = new byte[1 << 16];
      try (OutputStream out = Files.newOutputStream(filler)) {
        for (int i = 0; i < MOST_BLOCKS; i++) {
          out.write(block);
        }
      } catch (IOException e) {
        // Full.
      }
      Program.Ended ended = run.await();
      Files.delete(filler);
      if (ended.exit() == 1 || ended.err().contains("\tat ")) {
        throw new AssertionError("a full disk is not put into words: " + ended.err());
      }
    }
  },
  /** The output is read-only until the run has ended. */
  OUTPUT_READ_ONLY {
    @Override
    void strike(Program.Started run, Path folder, Random random) throws Exception {
      String output = folder.resolve("out").toString();
      if (!Files.isDirectory(Path.of(output)) || !did("mount", "--bind", output, output)) {
        KILLED.strike(run, folder, random);
        return;
      }
      did("mount", "-o", "remount,bind,ro", output);
      run.await();
      if (!did("umount", output)) {
        throw new IllegalStateException("cannot unmount " + output);
      }
    }
  },
  /** After a kill, a page of the ledger's file is overwritten, and restored from a backup later. */
  LEDGER_DAMAGED {
    @Override
    void strike(Program.Started run, Path folder, Random random) throws Exception {
      KILLED.strike(run, folder, random);
      Path ledger = folder.resolve("ledger.mv.db");
      if (!Files.exists(ledger) || Files.size(ledger) < 4 * PAGE) {
        return;
      }
      Path backup = folder.resolve("backup");
      Files.copy(ledger, backup, StandardCopyOption.REPLACE_EXISTING);
      byte[] noise = new byte[PAGE];
      random.nextBytes(noise);
      try (FileChannel channel = FileChannel.open(ledger, StandardOpenOption.WRITE)) {
        // Behind the two headers, of which one would do.
        long pages = channel.size() / PAGE - 2;
        channel.write(ByteBuffer.wrap(noise), PAGE * (2 + (long) (random.nextDouble() * pages)));
      }
      Program.Ended after = new Program(folder).run("run", "job.yaml");
      if (after.exit() == 1 || after.err().contains("\tat ")) {
        throw new AssertionError("a damaged ledger is not put into words: " + after.err());
      }
      Files.move(backup, ledger, StandardCopyOption.REPLACE_EXISTING);
    }
  };

  private static final int PAGE = 4_096;

  /** 512 MiB, as much as a disk of a test has. */
  private static final int MOST_BLOCKS = 1 << 13;

  /** Strikes, and returns when the run has ended. */
  abstract void strike(Program.Started run, Path folder, Random random) throws Exception;

  static boolean did(String... command) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    return process.waitFor() == 0;
  }
}
