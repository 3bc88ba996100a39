package dev.cartulary.audit;

import static java.util.Objects.requireNonNull;

import dev.cartulary.access.Holder;

/**
 * Who acts.
 *
 * @param user as the operating system calls the owner of the process
 * @param host the machine's own name
 */
public record Actor(String user, String host) {
  public Actor {
    requireNonNull(user, "user is null");
    requireNonNull(host, "host is null");
  }

  /** The owner of this process; looks nothing up on a network. */
  public static Actor ofThisProcess() {
    String user =
        ProcessHandle.current().info().user().orElseGet(() -> System.getProperty("user.name", ""));
    return new Actor(user, Holder.hostName());
  }
}
