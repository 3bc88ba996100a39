package dev.cartulary.egress;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.UnknownHostException;
import java.nio.channels.AsynchronousSocketChannel;
import java.nio.channels.DatagramChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Tries every way to the network that this process and its children have; sends nothing. */
public final class OfflineProof {
  private static final int CHILD_SECONDS = 60;

  /**
   * One way, tried.
   *
   * @param what what was tried
   * @param refused whether it was refused, as it should be
   * @param dependsOnKernel whether it can be refused only where no destination is named
   */
  public record Trial(String what, boolean refused, boolean dependsOnKernel) {}

  /** Something that makes a socket, connected to nothing. */
  private interface Opening {
    AutoCloseable open() throws IOException;
  }

  private OfflineProof() {}

  /** Tries all ways, in this process and in one that it starts. */
  public static List<Trial> run() throws InterruptedException {
    List<Trial> trials = new ArrayList<>();
    trials.add(open("a socket", Socket::new));
    trials.add(open("a listening socket", ServerSocket::new));
    trials.add(open("a datagram socket", DatagramSocket::new));
    trials.add(open("a socket channel", SocketChannel::open));
    trials.add(open("a listening channel", ServerSocketChannel::open));
    trials.add(open("a datagram channel", DatagramChannel::open));
    trials.add(open("an asynchronous channel", AsynchronousSocketChannel::open));
    trials.add(new Trial("looking up a name", looksNothingUp(), true));
    trials.add(new Trial("sockets of a process without this guard", childIsRefused(), true));
    return trials;
  }

  private static Trial open(String what, Opening opening) {
    try (AutoCloseable opened = opening.open()) {
      return new Trial(what, opened == null, false);
    } catch (EgressException refused) {
      return new Trial(what, true, false);
    } catch (Exception other) {
      // Refused by somebody else, who may not be there the next time.
      return new Trial(what, false, false);
    }
  }

  /**
   * Whether names are looked for in the file without names alone, as the exception says. A name
   * below ".invalid" exists nowhere, so that a question that does get out asks for nothing.
   */
  private static boolean looksNothingUp() {
    try {
      return InetAddress.getAllByName("cartulary.invalid").length < 0;
    } catch (UnknownHostException e) {
      return String.valueOf(e.getMessage()).contains("hosts file");
    }
  }

  private static boolean childIsRefused() throws InterruptedException {
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx32m",
            "-XX:+UseSerialGC",
            "-cp",
            System.getProperty("java.class.path"),
            Unguarded.class.getName());
    try {
      Process process =
          builder
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      if (!process.waitFor(CHILD_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        return false;
      }
      return process.exitValue() == Unguarded.REFUSED;
    } catch (IOException e) {
      return false;
    }
  }

  /** The program of a process that opens a socket and says by its exit status what came of it. */
  static final class Unguarded {
    static final int REFUSED = 42;

    private Unguarded() {}

    public static void main(String[] arguments) {
      int status = 0;
      try (SocketChannel channel = SocketChannel.open()) {
        status = channel.isOpen() ? 1 : 0;
      } catch (IOException e) {
        status = REFUSED;
      }
      System.exit(status);
    }
  }
}
