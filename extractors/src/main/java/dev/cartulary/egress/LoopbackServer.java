package dev.cartulary.egress;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/**
 * The one server that a process may have: of HTTP, for programs on this machine. No other machine
 * can reach it.
 */
public final class LoopbackServer {
  private static final byte[] LOOPBACK = {127, 0, 0, 1};

  /** As the kernel holds back who comes while all is busy. */
  private static final int BACKLOG = 16;

  /** Whoever sends slowly is cut off; seconds. */
  private static final String SLOWEST_REQUEST = "sun.net.httpserver.maxReqTime";

  private static final String MOST_IDLE = "sun.net.httpserver.maxIdleConnections";

  private LoopbackServer() {}

  /**
   * Opens a server, which does not listen to anybody before it is started.
   *
   * @param port 0 for any that is free
   * @throws BindException if the port is taken
   * @throws EgressException if {@link EgressGuard#onlyHere} did not let it
   */
  public static HttpServer open(int port) throws IOException {
    System.setProperty(SLOWEST_REQUEST, "30");
    System.setProperty(MOST_IDLE, "20");
    InetSocketAddress address =
        new InetSocketAddress(InetAddress.getByAddress("127.0.0.1", LOOPBACK), port);
    return EgressGuard.listening(() -> HttpServer.create(address, BACKLOG));
  }

  /** The port that {@code server} has. */
  public static int port(HttpServer server) {
    return server.getAddress().getPort();
  }
}
