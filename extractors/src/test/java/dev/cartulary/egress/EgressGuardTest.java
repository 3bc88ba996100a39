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

    List<String> said = guarded(false, false);

    assertThat(said)
        .startsWith(
            "strength KERNEL",
            "socket EgressException",
            "channel EgressException",
            "listener EgressException",
            "listening channel EgressException",
            "server EgressException",
            "configured EgressException",
            "elsewhere EgressException",
            "attempts 7",
            "check EgressException");
    assertThat(said.subList(10, said.size()))
        .hasSize(9)
        .allMatch(line -> line.startsWith("refused"));
  }

  @Test
  void only_withADestination_letsItThroughAndNothingElse() throws Exception {
    List<String> said = guarded(true, false);

    assertThat(said)
        .startsWith(
            "strength JAVA",
            "socket EgressException",
            "channel EgressException",
            "listener EgressException",
            "listening channel EgressException",
            "server EgressException",
            "configured went through",
            "elsewhere EgressException",
            "attempts 6",
            "check EgressException");
    assertThat(said).contains("open sockets of a process without this guard");
  }

  @Test
  void onlyHere_letsOneServerOfThisMachineThroughAndNothingElse() throws Exception {
    assertThat(guarded(false, true))
        .startsWith(
            "strength JAVA",
            "socket EgressException",
            "channel EgressException",
            "listener EgressException",
            "listening channel EgressException",
            "server at 127.0.0.1",
            "server went through",
            "configured EgressException",
            "elsewhere EgressException",
            "attempts 6",
            "check EgressException");
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
  private static List<String> guarded(boolean named, boolean listening)
      throws IOException, InterruptedException {
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
                  Boolean.toString(named),
                  Boolean.toString(listening))
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start();
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(process.waitFor()).isZero();
      return said.lines().toList();
    }
  }
}
