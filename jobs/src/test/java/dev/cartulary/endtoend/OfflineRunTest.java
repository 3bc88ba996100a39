package dev.cartulary.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A whole job on a machine without any way out, watched at the kernel's door. */
@Timeout(600)
class OfflineRunTest {
  /** What names an address of the internet: connections, datagrams, and waiting for either. */
  private static final Pattern ADDRESSED =
      Pattern.compile("\\b(connect|bind|sendto|sendmsg|sendmmsg)\\(.*(AF_INET|inet_addr)");

  private static final Set<PosixFilePermission> OTHERS =
      EnumSet.of(
          PosixFilePermission.GROUP_READ,
          PosixFilePermission.GROUP_WRITE,
          PosixFilePermission.GROUP_EXECUTE,
          PosixFilePermission.OTHERS_READ,
          PosixFilePermission.OTHERS_WRITE,
          PosixFilePermission.OTHERS_EXECUTE);

  @TempDir Path folder;

  @Test
  void run_withoutANetwork_readsEverythingAndAsksForNoConnection() throws Exception {
    Path calls = folder.resolve("calls");
    List<String> wrapper =
        List.of(
            "unshare", "-rn", "strace", "-f", "-qq", "--seccomp-bpf", "-e", "trace=%network", "-o");
    assumeCan(wrapper, "unshare and strace, to watch a process without a network");
    Samples.CLINICAL.copyTo(folder);
    Program program =
        new Program(folder, Stream.concat(wrapper.stream(), Stream.of(calls.toString())).toList());

    Program.Ended run = program.run("run", "job.yaml");

    assertThat(run.exit()).as(run.err()).isIn(0, 3);
    assertThat(
            Tables.column(
                folder.resolve("out"),
                "select path from documents union all select path from failures order by 1"))
        .isEqualTo(Samples.CLINICAL.documents());
    List<String> network = Files.readAllLines(calls);
    assertThat(network).as("the watch sees calls").anyMatch(line -> line.contains("socket"));
    assertThat(network).as("connection attempts").noneMatch(ADDRESSED.asPredicate());
  }

  @Test
  void run_underAGenerousUmask_keepsItsFilesToItsOwner() throws Exception {
    assumeCan(List.of("sh", "-c", "umask 0; exec \"$@\"", "sh", "true"), "a POSIX shell");
    Samples.CLINICAL.copyTo(folder);
    Program program = new Program(folder, List.of("sh", "-c", "umask 0; exec \"$@\"", "sh"));

    Program.Ended run = program.run("run", "job.yaml");

    assertThat(run.exit()).as(run.err()).isIn(0, 3);
    assertThat(open(folder.resolve("out"))).as("results that others may open").isEmpty();
    assertThat(open(folder.resolve("ledger.mv.db"))).as("a ledger that others may open").isEmpty();
  }

  @Test
  void verifyOffline_provesThatNothingGetsOut() throws Exception {
    Program.Ended verified = new Program(folder).run("verify", "offline");

    assertThat(verified.exit()).as(verified.out() + verified.err()).isZero();
    assertThat(verified.out())
        .contains("a socket channel")
        .contains("Nothing can leave this machine unnamed.")
        .doesNotContain("OPEN");
  }

  /** Those of a file, or of a folder and all in it, to which others have any right. */
  private static List<Path> open(Path root) throws IOException {
    try (Stream<Path> paths = Files.walk(root)) {
      return paths
          .filter(path -> !Files.isSymbolicLink(path))
          .filter(OfflineRunTest::isOpen)
          .toList();
    }
  }

  private static boolean isOpen(Path path) {
    try {
      Set<PosixFilePermission> mode = EnumSet.copyOf(Files.getPosixFilePermissions(path));
      return mode.removeAll(OTHERS);
    } catch (IOException e) {
      throw new AssertionError(path + " has no mode", e);
    }
  }

  private static void assumeCan(List<String> wrapper, String needed) throws Exception {
    boolean can;
    try {
      List<String> command =
          wrapper.contains("-o")
              ? Stream.concat(wrapper.stream(), Stream.of("/dev/null", "true")).toList()
              : wrapper;
      can = new ProcessBuilder(command).start().waitFor() == 0;
    } catch (IOException e) {
      can = false;
    }
    assertThat(can || System.getenv("CI") == null).as("CI has " + needed).isTrue();
    assumeTrue(can, "this machine lacks " + needed);
  }
}
