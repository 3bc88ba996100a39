package dev.cartulary.egress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class EgressGuardTest {
  @Test
  void only_withoutDestinations_refusesEverythingInJavaAndInTheKernel() throws Exception {
    assumeTrue(
        System.getProperty("os.name").equals("Linux"), "the kernel's filter is Linux's alone");

    List<String> said = guarded(false);

    assertThat(said)
        .startsWith(
            "strength KERNEL",
            "socket EgressException",
            "channel EgressException",
            "listener EgressException",
            "configured EgressException",
            "elsewhere EgressException",
            "attempts 5",
            "check EgressException");
    assertThat(said.subList(8, said.size()))
        .hasSize(9)
        .allMatch(line -> line.startsWith("refused"));
  }

  @Test
  void only_withADestination_letsItThroughAndNothingElse() throws Exception {
    List<String> said = guarded(true);

    assertThat(said)
        .startsWith(
            "strength JAVA",
            "socket EgressException",
            "channel EgressException",
            "listener EgressException",
            "configured went through",
            "elsewhere EgressException",
            "attempts 4",
            "check EgressException");
    assertThat(said).contains("open sockets of a process without this guard");
  }

  @Test
  void attempts_inAProcessThatIsNotArmed_areNone() throws Exception {
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        Socket socket =
            new ConfiguredSockets().createSocket(server.getInetAddress(), server.getLocalPort())) {
      assertThat(socket.isConnected()).isTrue();
    }
    assertThat(EgressGuard.isArmed()).isFalse();
    assertThat(EgressGuard.attempts()).isEmpty();
  }

  @Test
  void exception_namesWhatWantedTheSocketAndNothingElse() {
    EgressException refused =
        new EgressException(new Attempt(Attempt.Kind.CONNECTION, "some.Library.call"));

    assertThat(refused)
        .hasMessageStartingWith("a connection by some.Library.call was refused")
        .hasMessageContaining("nothing was sent");
  }

  /** What a guarded process says beside a server on this machine that takes connections. */
  private static List<String> guarded(boolean named) throws IOException, InterruptedException {
    try (ServerSocket server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
      Process process =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "--add-opens=java.base/java.net=ALL-UNNAMED",
                  "--add-opens=java.base/sun.nio.ch=ALL-UNNAMED",
                  "-XX:TieredStopAtLevel=1",
                  "-cp",
                  System.getProperty("java.class.path"),
                  GuardedProcess.class.getName(),
                  Integer.toString(server.getLocalPort()),
                  Boolean.toString(named))
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start();
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(process.waitFor()).isZero();
      return said.lines().toList();
    }
  }
}
