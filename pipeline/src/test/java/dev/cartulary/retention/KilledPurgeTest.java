package dev.cartulary.retention;

import static dev.cartulary.retention.Letters.LETTER;
import static dev.cartulary.retention.Letters.NOW;
import static dev.cartulary.retention.Letters.WORK;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.cartulary.audit.AuditLink;
import dev.cartulary.ledger.Ledger;
import dev.cartulary.ledger.LedgerAddress;
import dev.cartulary.parquet.StoredRun;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A purge that the kernel kills just before one of its calls, and the same purge again. {@code
 * -Dcartulary.kills=all} kills it before every call that changes a file, one after the other.
 */
@Timeout(1800)
class KilledPurgeTest {
  private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);

  /** By which tables and ledgers change. */
  private static final List<String> CHANGES =
      List.of(
          "rename",
          "link",
          "linkat",
          "renameat",
          "renameat2",
          "symlink",
          "symlinkat",
          "unlink",
          "unlinkat",
          "rmdir",
          "mkdir",
          "mkdirat",
          "pwrite64",
          "fsync",
          "fdatasync",
          "ftruncate");

  /** 128 and the number of the signal. */
  private static final int KILLED = 137;

  private static final long LIMIT_SECONDS = 120;

  @TempDir Path folder;

  @BeforeEach
  void assumeStrace() throws InterruptedException {
    boolean can;
    try {
      can = new ProcessBuilder("strace", "-qq", "-o", "/dev/null", "true").start().waitFor() == 0;
    } catch (IOException e) {
      can = false;
    }
    assertThat(can || System.getenv("CI") == null).as("CI has strace").isTrue();
    assumeTrue(can, "this machine lacks strace, to kill a process at a call");
    assumeTrue(
        System.getProperty("os.arch").equals("amd64"), "the calls are those of Linux on amd64");
  }

  /** Between two folders; between tables and ledger; between the ledger and the last event. */
  @ParameterizedTest
  @CsvSource({"rename, 3", "rmdir, 2", "rename, 5"})
  void run_killedAtACall_isWholeAndDoneByTheNext(String call, int number) throws Exception {
    assertThat(killedOnce(call, number, folder)).as("it was killed").isTrue();
  }

  @Test
  void run_killedBeforeEveryCall_isWholeAndDoneByTheNext() throws Exception {
    assumeTrue("all".equals(System.getProperty("cartulary.kills")), "-Dcartulary.kills=all");
    Map<String, Integer> kills = new TreeMap<>();
    for (String call : CHANGES) {
      // Calls are counted by name and thread: each name has numbers of its own.
      int number = 0;
      for (boolean killed = true; killed; ) {
        number++;
        Path own = Files.createDirectory(folder.resolve(call + "-" + number));
        killed = killedOnce(call, number, own);
        delete(own);
      }
      kills.put(call, number - 1);
    }
    assertThat(kills.values().stream().mapToInt(each -> each).sum())
        .as(kills.toString())
        .isGreaterThan(20);
  }

  /** Purges in a process that is killed before a call, looks, purges again, and looks again. */
  private static boolean killedOnce(String calls, int number, Path folder) throws Exception {
    LedgerAddress address = address(folder);
    Letters.fill(address, folder);
    List<StoredRun.StoredValue> out = values(folder, "out");
    List<StoredRun.StoredValue> other = values(folder, "other");

    boolean killed = purgeIn(folder, calls, number);

    String when = calls + " " + number;
    for (Path output : List.of(folder.resolve("out"), folder.resolve("other"))) {
      assertThat(output.resolve("latest")).as(when).isDirectory();
    }
    assertThat(values(folder, "out")).as(when).isIn(out, without(out));
    assertThat(values(folder, "other")).as(when).isIn(other, List.of());
    try (Ledger ledger = Ledger.open(address, CLOCK)) {
      assertThat(ledger.audit().verify(null).isWhole()).as(when).isTrue();
      boolean there = ledger.documents(WORK).find(LETTER).isPresent();
      assertThat(ledger.documents(WORK).isBarred(LETTER)).as(when).isEqualTo(!there);
      assertThat(events(ledger, "document.purged")).as(when).isEqualTo(there ? 0 : 1);
      if (!there) {
        assertThat(values(folder, "out")).as(when).isEqualTo(without(out));
        assertThat(values(folder, "other")).as(when).isEmpty();
      }
    }

    PurgeReport again = PurgeOnce.purge(folder).run();

    assertThat(again.rowsLeft()).as(when).isZero();
    assertThat(values(folder, "out")).as(when).isEqualTo(without(out));
    assertThat(values(folder, "other")).as(when).isEmpty();
    try (Ledger ledger = Ledger.open(address, CLOCK)) {
      assertThat(ledger.documents(WORK).find(LETTER)).as(when).isEmpty();
      assertThat(ledger.documents(WORK).isBarred(LETTER)).as(when).isTrue();
      assertThat(events(ledger, "document.purged")).as(when).isEqualTo(1);
      assertThat(events(ledger, "purge.finished")).as(when).isBetween(1L, 2L);
      assertThat(ledger.audit().verify(null).isWhole()).as(when).isTrue();
    }
    return killed;
  }

  private static boolean purgeIn(Path folder, String calls, int number) throws Exception {
    List<String> command = new ArrayList<>();
    // Without --seccomp-bpf, with which strace 6.1 injects nothing.
    command.addAll(List.of("strace", "-f", "-qq", "-o", "/dev/null"));
    command.addAll(List.of("-e", "trace=" + calls));
    command.addAll(List.of("-e", "inject=" + calls + ":signal=SIGKILL:when=" + number));
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx256m", "-XX:TieredStopAtLevel=1", "-XX:-UsePerfData"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(List.of(PurgeOnce.class.getName(), folder.toString()));
    Path printed = folder.resolve("printed");
    // Libraries unpack themselves there, and a killed process leaves them.
    Path scratch = Files.createDirectory(folder.resolve("tmp"));
    command.add(1 + command.indexOf("-Xmx256m"), "-Djava.io.tmpdir=" + scratch);
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(printed.toFile())
            .start();
    boolean ended = process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS);
    if (!ended) {
      process.destroyForcibly().waitFor();
    }
    assertThat(ended).as("ended in time").isTrue();
    int status = process.exitValue();
    // strace ends as what it watches does.
    assertThat(status).as(Files.readString(printed)).isIn(0, KILLED);
    return status == KILLED;
  }

  private static LedgerAddress address(Path folder) {
    return PurgeOnce.address(folder);
  }

  private static List<StoredRun.StoredValue> values(Path folder, String output) {
    return StoredRun.read(folder.resolve(output)).values();
  }

  private static List<StoredRun.StoredValue> without(List<StoredRun.StoredValue> values) {
    return values.stream().filter(value -> !value.path().startsWith("Letter")).toList();
  }

  private static long events(Ledger ledger, String action) {
    List<AuditLink> links = new ArrayList<>();
    ledger.audit().read(links::add);
    return links.stream().filter(link -> link.event().contains('"' + action + '"')).count();
  }

  private static void delete(Path folder) throws IOException {
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path visited, IOException e)
              throws IOException {
            Files.delete(visited);
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
