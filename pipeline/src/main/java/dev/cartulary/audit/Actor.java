package dev.cartulary.audit;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Who acts.
 *
 * @param user as the operating system calls the owner of the process
 * @param host the machine's own name
 */
public record Actor(String user, String host) {
  /** Where Linux tells the machine's name without asking a network. */
  private static final Path HOST = Path.of("/proc/sys/kernel/hostname");

  public Actor {
    requireNonNull(user, "user is null");
    requireNonNull(host, "host is null");
  }

  /** The owner of this process; looks nothing up on a network. */
  public static Actor ofThisProcess() {
    String user =
        ProcessHandle.current().info().user().orElseGet(() -> System.getProperty("user.name", ""));
    return new Actor(user, hostName());
  }

  private static String hostName() {
    try {
      return Files.readString(HOST).strip();
    } catch (IOException e) {
      String windows = System.getenv("COMPUTERNAME");
      return windows == null ? "unknown" : windows;
    }
  }
}
