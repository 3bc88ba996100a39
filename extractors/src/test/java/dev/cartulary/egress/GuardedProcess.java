package dev.cartulary.egress;

import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.Set;

/** The program of a guarded process; it prints what it could do. */
final class GuardedProcess {
  private GuardedProcess() {}

  public static void main(String[] arguments) throws Exception {
    int port = Integer.parseInt(arguments[0]);
    boolean named = Boolean.parseBoolean(arguments[1]);
    EgressGuard.arm();
    EgressGuard.arm();
    Set<Destination> destinations = named ? Set.of(new Destination("localhost", port)) : Set.of();
    if (Boolean.parseBoolean(arguments[2])) {
      EgressGuard.onlyHere(destinations, Set.of());
    } else {
      EgressGuard.only(destinations, Set.of());
    }
    System.out.println("strength " + EgressGuard.strength());
    tell("socket", () -> new Socket(InetAddress.getLoopbackAddress(), port).close());
    tell(
        "channel",
        () ->
            SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), port))
                .close());
    tell("listener", () -> new ServerSocket(0).close());
    tell("listening channel", () -> ServerSocketChannel.open().close());
    tell("server", () -> served(LoopbackServer.open(0)));
    tell(
        "configured",
        () -> new ConfiguredSockets().createSocket(InetAddress.getLoopbackAddress(), port).close());
    tell(
        "elsewhere",
        () ->
            new ConfiguredSockets()
                .createSocket(InetAddress.getLoopbackAddress(), port + 1)
                .close());
    System.out.println("attempts " + EgressGuard.attempts().size());
    tell("check", EgressGuard::check);
    for (OfflineProof.Trial trial : OfflineProof.run()) {
      System.out.println((trial.refused() ? "refused " : "open ") + trial.what());
    }
    System.exit(0);
  }

  private static void served(HttpServer server) {
    server.start();
    System.out.println("server at " + server.getAddress().getAddress().getHostAddress());
    server.stop(0);
  }

  private interface Action {
    void run() throws Exception;
  }

  private static void tell(String what, Action action) {
    try {
      action.run();
      System.out.println(what + " went through");
    } catch (Exception e) {
      System.out.println(what + " " + e.getClass().getSimpleName());
    }
  }
}
