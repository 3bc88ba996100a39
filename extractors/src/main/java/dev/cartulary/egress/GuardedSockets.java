package dev.cartulary.egress;

import java.lang.reflect.Method;
import java.net.SocketImpl;
import java.util.function.Supplier;

/**
 * What stands behind the JDK's sockets: the system's, for {@link ConfiguredSockets}, or a refusal.
 */
final class GuardedSockets {
  /** Whether this thread makes a socket that checks its destination itself. */
  private static final ThreadLocal<Boolean> CHECKED = ThreadLocal.withInitial(() -> false);

  private GuardedSockets() {}

  static SocketImpl connection() {
    if (!CHECKED.get()) {
      throw EgressGuard.refused(Attempt.Kind.CONNECTION);
    }
    try {
      Method platform =
          SocketImpl.class.getDeclaredMethod("createPlatformSocketImpl", boolean.class);
      platform.setAccessible(true);
      return (SocketImpl) platform.invoke(null, false);
    } catch (ReflectiveOperationException | RuntimeException e) {
      throw new IllegalStateException(
          "this Java has other sockets, or runs without --add-opens=java.base/java.net=ALL-UNNAMED",
          e);
    }
  }

  /** Makes a socket with the system's implementation. */
  static <S> S checked(Supplier<S> socket) {
    CHECKED.set(true);
    try {
      return socket.get();
    } finally {
      CHECKED.remove();
    }
  }
}
