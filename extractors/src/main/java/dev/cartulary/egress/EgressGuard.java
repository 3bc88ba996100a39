package dev.cartulary.egress;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

/** Which sockets this process may open. Sockets are the JVM's, so there is one guard of them. */
public final class EgressGuard {
  /** What else guards this process. */
  public enum Strength {
    /** The JDK's own ways to the network are closed. */
    JAVA,
    /** The kernel refuses sockets to this process, whatever it runs, and to those it starts. */
    KERNEL
  }

  private static final String PROVIDER = "java.nio.channels.spi.SelectorProvider";
  private static final String ASYNCHRONOUS = "java.nio.channels.spi.AsynchronousChannelProvider";

  /** Clients of HTTP: the JDK's, and Flink's for its job manager. */
  private static final List<String> HTTP_CLIENTS =
      List.of("jdk.internal.net.http.", "org.apache.flink.shaded.netty4.");

  private static final String HOSTS = "jdk.net.hosts.file";

  private static final List<Attempt> ATTEMPTS = new CopyOnWriteArrayList<>();

  /** A parser process in hostile hands must not fill the memory. */
  private static final int MOST_REPORTED = 1_000;

  private static volatile boolean armed;
  private static volatile Set<Destination> allowed = Set.of();
  private static volatile Set<Destination> allowedByHttp = Set.of();
  private static volatile boolean mayListen;
  private static volatile Strength strength = Strength.JAVA;

  /** Whether this thread is about to open the server of this machine. */
  private static final ThreadLocal<Boolean> OPENING = ThreadLocal.withInitial(() -> false);

  private EgressGuard() {}

  /**
   * Closes all ways out. To be called before anything in the process uses sockets; a second call
   * does nothing.
   */
  @SuppressWarnings("deprecation") // The factories are the only hook that Java 17 has.
  public static synchronized void arm() {
    if (armed) {
      return;
    }
    System.setProperty(PROVIDER, GuardedChannels.class.getName());
    System.setProperty(ASYNCHRONOUS, GuardedAsynchronousChannels.class.getName());
    try {
      Socket.setSocketImplFactory(GuardedSockets::connection);
      ServerSocket.setSocketFactory(
          () -> {
            throw refused(Attempt.Kind.LISTENER);
          });
      DatagramSocket.setDatagramSocketImplFactory(
          () -> {
            throw refused(Attempt.Kind.DATAGRAM);
          });
    } catch (IOException e) {
      throw new IllegalStateException("the sockets of this process have another guard", e);
    }
    armed = true;
  }

  /**
   * Leaves open the way to {@code destinations}, for {@link ConfiguredSockets}, and clients of HTTP
   * for {@code http}; their channels do not tell where they go. Without any, names are not looked
   * up, and the kernel is asked to refuse sockets for good. Does nothing in a process that is not
   * armed.
   */
  public static synchronized void only(Set<Destination> destinations, Set<Destination> http) {
    only(destinations, http, false);
  }

  /**
   * Likewise, and {@link LoopbackServer} may listen to this machine. The kernel cannot tell whom a
   * socket listens to, so that it is not asked.
   */
  public static synchronized void onlyHere(Set<Destination> destinations, Set<Destination> http) {
    only(destinations, http, true);
  }

  private static void only(
      Set<Destination> destinations, Set<Destination> http, boolean listening) {
    if (!armed) {
      return;
    }
    mayListen = listening;
    allowed = Set.copyOf(destinations);
    allowedByHttp = Set.copyOf(http);
    if (Stream.concat(allowed.stream(), allowedByHttp.stream()).noneMatch(Destination::isNamed)) {
      // The JDK reads names from this file alone, which has none.
      System.setProperty(HOSTS, "/dev/null");
    }
    if (!listening && allowed.isEmpty() && allowedByHttp.isEmpty() && KernelFilter.install()) {
      strength = Strength.KERNEL;
    }
  }

  public static boolean isArmed() {
    return armed;
  }

  public static Strength strength() {
    return strength;
  }

  /** Counts what was refused in a process that this one started; the first thousand of all. */
  public static void report(Attempt attempt) {
    if (ATTEMPTS.size() < MOST_REPORTED) {
      ATTEMPTS.add(attempt);
    }
  }

  /** What was refused so far. */
  public static List<Attempt> attempts() {
    return List.copyOf(ATTEMPTS);
  }

  /**
   * Checks that nothing was refused.
   *
   * @throws EgressException naming the first attempt
   */
  public static void check() {
    if (!ATTEMPTS.isEmpty()) {
      throw new EgressException(ATTEMPTS.get(0));
    }
  }

  /** Options for a Java process that parses what comes from outside: it needs no network at all. */
  public static Stream<String> ofChild() {
    return strength == Strength.KERNEL
        ? Stream.of("-D" + KernelFilter.INHERITED + "=true")
        : Stream.empty();
  }

  static boolean allows(String host, int port) {
    return !armed || allowed.contains(new Destination(host, port));
  }

  /** Whether a client of HTTP wants a channel, and may have one. */
  static boolean allowsHttp() {
    return !allowedByHttp.isEmpty()
        && StackWalker.getInstance()
            .walk(
                frames ->
                    frames.map(StackWalker.StackFrame::getClassName).anyMatch(EgressGuard::isHttp));
  }

  private static boolean isHttp(String name) {
    return HTTP_CLIENTS.stream().anyMatch(name::startsWith);
  }

  /** Makes a socket that listens. */
  interface Listening<T> {
    T open() throws IOException;
  }

  /** Lets {@code opener} have one, if this process may have a server. */
  static <T> T listening(Listening<T> opener) throws IOException {
    OPENING.set(mayListen);
    try {
      return opener.open();
    } finally {
      OPENING.remove();
    }
  }

  static boolean allowsListening() {
    return OPENING.get();
  }

  static EgressException refused(Attempt.Kind kind) {
    Attempt attempt = Attempt.now(kind);
    ATTEMPTS.add(attempt);
    return new EgressException(attempt);
  }
}
