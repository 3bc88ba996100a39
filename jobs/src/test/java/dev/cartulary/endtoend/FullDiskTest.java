package dev.cartulary.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A disk that fills up: said in words, nothing half-written is visible, and the next run mends it.
 */
@Timeout(300)
class FullDiskTest {
  @TempDir Path folder;
  private Path disk;

  @BeforeEach
  void mountSmallDisk() throws Exception {
    disk = Files.createDirectory(folder.resolve("disk"));
    Process mount =
        new ProcessBuilder("mount", "-t", "tmpfs", "-o", "size=4m", "tmpfs", disk.toString())
            .redirectErrorStream(true)
            .start();
    assumeTrue(mount.waitFor() == 0, "a small disk can be mounted by root only");
  }

  @AfterEach
  void unmount() throws Exception {
    new ProcessBuilder("umount", disk.toString()).start().waitFor();
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "output, disk/out, ledger, {disk}/out",
    "ledger, out, disk/ledger, {disk}/ledger",
  })
  void run_diskFull_namesItAndTheNextRunIsWhole(
      String what, String output, String ledger, String named) throws Exception {
    Program program = new Program(folder);
    Files.writeString(
        Files.createDirectory(folder.resolve("in")).resolve("a.txt"),
        "This Agreement is made on March 14, 2023 between Acme Systems, Inc. and Borden LLC.");
    Files.writeString(
        folder.resolve("job.yaml"),
        """
        input: {path: in}
        type: contract
        model: embedded
        output: {path: %s}
        ledger: {url: "jdbc:h2:file:./%s"}
        """
            .formatted(output, ledger));
    Path filler = disk.resolve("filler");
    fill(filler);

    Program.Ended full = program.run("run", "job.yaml");

    assertThat(full.exit()).as(full.err()).isEqualTo(2);
    assertThat(full.err())
        .contains(named.replace("{disk}", disk.toString()), "free some space")
        .doesNotContain("\tat ", "Exception", "Acme");
    assertThat(folder.resolve(output).resolve("latest")).doesNotExist();

    Files.delete(filler);
    Program.Ended mended = program.run("run", "job.yaml");

    assertThat(mended.exit()).as(mended.err()).isZero();
    assertThat(Program.names(folder.resolve(output).resolve("latest")))
        .isEqualTo(Tables.OF_A_SMALL_RUN);
  }

  /** Libraries that unpack native code print traces of their own. */
  @Test
  void run_noRoomForTemporaryFiles_saysSoInAFewWords() throws Exception {
    Program program = new Program(folder);
    Path temporary = folder.resolve("tmp");
    Files.delete(temporary);
    Files.createSymbolicLink(temporary, disk);
    Files.writeString(
        Files.createDirectory(folder.resolve("in")).resolve("a.txt"), "This Agreement.");
    Files.writeString(
        folder.resolve("job.yaml"),
        """
        input: {path: in}
        type: contract
        model: embedded
        output: {path: out}
        ledger: {url: "jdbc:h2:file:./ledger"}
        """);
    fill(disk.resolve("filler"));

    Program.Ended full = program.run("run", "job.yaml");

    assertThat(full.exit()).as(full.err()).isEqualTo(2);
    assertThat(full.err())
        .contains("there is no room for temporary files in " + temporary)
        .doesNotContain("\tat ", "Exception");
  }

  /** Fills the disk up to the last byte. */
  private static void fill(Path filler) throws IOException {
    byte[] block = new byte[4096];
    try (OutputStream out = Files.newOutputStream(filler)) {
      while (true) {
        out.write(block);
      }
    } catch (IOException e) {
      assertThat(e).hasMessageContaining("No space left");
    }
  }
}
