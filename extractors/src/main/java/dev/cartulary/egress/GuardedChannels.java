package dev.cartulary.egress;

import java.io.IOException;
import java.net.ProtocolFamily;
import java.nio.channels.DatagramChannel;
import java.nio.channels.Pipe;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.channels.spi.AbstractSelector;
import java.nio.channels.spi.SelectorProvider;

/**
 * The JDK's channels without those that reach the network; made by the JDK, by name. Sockets of the
 * file system, which stay in the machine, are no channels of a {@link ProtocolFamily} that it can
 * tell from others, and are refused as well.
 */
public final class GuardedChannels extends SelectorProvider {
  private final SelectorProvider system;

  /** For the JDK. */
  public GuardedChannels() {
    try {
      system =
          (SelectorProvider)
              Class.forName("sun.nio.ch.DefaultSelectorProvider").getMethod("get").invoke(null);
    } catch (ReflectiveOperationException | RuntimeException e) {
      throw new IllegalStateException(
          "this Java has other channels, or runs without --add-opens=java.base/sun.nio.ch=ALL-UNNAMED",
          e);
    }
  }

  @Override
  public DatagramChannel openDatagramChannel() {
    throw EgressGuard.refused(Attempt.Kind.DATAGRAM);
  }

  @Override
  public DatagramChannel openDatagramChannel(ProtocolFamily family) {
    throw EgressGuard.refused(Attempt.Kind.DATAGRAM);
  }

  @Override
  public Pipe openPipe() throws IOException {
    return system.openPipe();
  }

  @Override
  public AbstractSelector openSelector() throws IOException {
    return system.openSelector();
  }

  @Override
  public ServerSocketChannel openServerSocketChannel() throws IOException {
    if (EgressGuard.allowsListening()) {
      return system.openServerSocketChannel();
    }
    throw EgressGuard.refused(Attempt.Kind.LISTENER);
  }

  @Override
  public SocketChannel openSocketChannel() throws IOException {
    if (EgressGuard.allowsHttp()) {
      return system.openSocketChannel();
    }
    throw EgressGuard.refused(Attempt.Kind.CONNECTION);
  }
}
