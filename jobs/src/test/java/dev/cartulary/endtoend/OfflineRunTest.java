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

  /** Starts a command, without a network, watched: the calls go to the file that comes first. */
  private static final String WATCHED =
      "umask 0; to=$1; shift; exec unshare -rn strace -f -qq --seccomp-bpf -e trace=%network"
          + " -o \"$to\" \"$@\"";

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
  void run_withoutANetworkUnderAGenerousUmask_asksForNoConnectionAndKeepsItsFilesToItsOwner()
      throws Exception {
    Path calls = folder.resolve("calls");
    List<String> wrapper = List.of("sh", "-c", WATCHED, "sh", calls.toString());
    String needed = "unshare and strace, to watch a process without a network";
    assumeTrue(Watched.can(wrapper, needed), "this machine lacks " + needed);
    Samples.CLINICAL.copyTo(folder);

    Program.Ended run = new Program(folder, wrapper).run("run", "job.yaml");

    assertThat(run.exit()).as(run.err()).isIn(0, 3);
    assertThat(
            Tables.column(
                folder.resolve("out"),
                "select path from documents union all select path from failures order by 1"))
        .isEqualTo(Samples.CLINICAL.documents());
    List<String> network = Files.readAllLines(calls);
    assertThat(network).as("the watch sees calls").anyMatch(line -> line.contains("socket"));
    assertThat(network).as("connection attempts").noneMatch(ADDRESSED.asPredicate());
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
}
