package dev.cartulary.egress;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import javax.net.SocketFactory;

/**
 * Sockets to the destinations of the job alone; a database driver makes it by name. In a process
 * that is not armed they are sockets like any other.
 */
public final class ConfiguredSockets extends SocketFactory {
  /** For a driver. */
  public ConfiguredSockets() {}

  @Override
  public Socket createSocket() {
    return GuardedSockets.checked(ToDestinations::new);
  }

  @Override
  public Socket createSocket(String host, int port) throws IOException {
    Socket socket = createSocket();
    socket.connect(new InetSocketAddress(host, port));
    return socket;
  }

  @Override
  public Socket createSocket(String host, int port, InetAddress from, int fromPort)
      throws IOException {
    Socket socket = createSocket();
    socket.bind(new InetSocketAddress(from, fromPort));
    socket.connect(new InetSocketAddress(host, port));
    return socket;
  }

  @Override
  public Socket createSocket(InetAddress host, int port) throws IOException {
    Socket socket = createSocket();
    socket.connect(new InetSocketAddress(host, port));
    return socket;
  }

  @Override
  public Socket createSocket(InetAddress host, int port, InetAddress from, int fromPort)
      throws IOException {
    Socket socket = createSocket();
    socket.bind(new InetSocketAddress(from, fromPort));
    socket.connect(new InetSocketAddress(host, port));
    return socket;
  }

  private static final class ToDestinations extends Socket {
    @Override
    public void connect(SocketAddress endpoint, int timeout) throws IOException {
      if (!(endpoint instanceof InetSocketAddress internet
          && EgressGuard.allows(internet.getHostString(), internet.getPort()))) {
        throw EgressGuard.refused(Attempt.Kind.CONNECTION);
      }
      super.connect(endpoint, timeout);
    }
  }
}
