package dev.cartulary.egress;

import java.nio.channels.AsynchronousChannelGroup;
import java.nio.channels.AsynchronousServerSocketChannel;
import java.nio.channels.AsynchronousSocketChannel;
import java.nio.channels.spi.AsynchronousChannelProvider;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ThreadFactory;
import org.jspecify.annotations.Nullable;

/** No asynchronous channels at all: nothing here uses them; made by the JDK, by name. */
public final class GuardedAsynchronousChannels extends AsynchronousChannelProvider {
  /** For the JDK. */
  public GuardedAsynchronousChannels() {}

  @Override
  public AsynchronousChannelGroup openAsynchronousChannelGroup(int threads, ThreadFactory factory) {
    throw EgressGuard.refused(Attempt.Kind.CONNECTION);
  }

  @Override
  public AsynchronousChannelGroup openAsynchronousChannelGroup(
      ExecutorService executor, int initialSize) {
    throw EgressGuard.refused(Attempt.Kind.CONNECTION);
  }

  @Override
  public AsynchronousServerSocketChannel openAsynchronousServerSocketChannel(
      @Nullable AsynchronousChannelGroup group) {
    throw EgressGuard.refused(Attempt.Kind.LISTENER);
  }

  @Override
  public AsynchronousSocketChannel openAsynchronousSocketChannel(
      @Nullable AsynchronousChannelGroup group) {
    throw EgressGuard.refused(Attempt.Kind.CONNECTION);
  }
}
