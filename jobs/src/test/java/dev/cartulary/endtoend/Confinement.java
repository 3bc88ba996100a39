package dev.cartulary.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A program without any way out and under a generous umask, watched at the kernel's door. */
record Confinement(Path calls) {
  /** What the machine needs for it. */
  static final String NEEDED = "unshare and strace, to watch a process without a network";

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

  /** The command that starts another one so. */
  List<String> wrapper() {
    return List.of("sh", "-c", WATCHED, "sh", calls.toString());
  }

  void assertNoConnection() throws IOException {
    List<String> network = Files.readAllLines(calls);
    assertThat(network).as("the watch sees calls").anyMatch(line -> line.contains("socket"));
    assertThat(network).as("connection attempts").noneMatch(ADDRESSED.asPredicate());
  }

  /** Nobody but its owner has any right to a file, or to a folder and all in it. */
  static void assertOfItsOwner(Path root) throws IOException {
    try (Stream<Path> paths = Files.walk(root)) {
      assertThat(paths.filter(path -> !Files.isSymbolicLink(path)).filter(Confinement::isOpen))
          .as("what others may open")
          .isEmpty();
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
