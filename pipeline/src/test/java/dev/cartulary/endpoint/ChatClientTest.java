package dev.cartulary.endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cartulary.endpoint.EndpointException.Reason;
import java.net.ServerSocket;
import java.time.Clock;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class ChatClientTest {
  private static final Pauses PAUSES = new Pauses(Duration.ofMillis(5), Duration.ofSeconds(2));
  private static final String SECRET = "Wilhelmina Quartermaine";

  private ChatServer server;

  @BeforeEach
  void start() throws Exception {
    server = ChatServer.start(words -> "echo " + words);
  }

  @AfterEach
  void stop() throws Exception {
    server.close();
  }

  @Test
  void ask_question_sendsItOnceAndGivesWhatTheModelSays() throws Exception {
    ChatEndpoint endpoint = server.endpoint(10, 3);
    String request = ChatProtocol.request(endpoint, "Be brief.", "What \"day\"?", 50);

    ChatReply reply =
        new ChatClient(endpoint, ChatServer.KEY, PAUSES, Clock.systemUTC()).ask(request);

    assertThat(reply).isEqualTo(new ChatReply("echo What \"day\"?", 321, 12, 1));
    assertThat(server.heard())
        .containsExactly(
            new ChatServer.Heard("/v1/chat/completions", "Bearer " + ChatServer.KEY, request));
    assertThat(request).contains("\"model\" : \"big-model\"", "\"temperature\" : 0");
  }

  static Stream<Arguments> passing() {
    return Stream.of(
        Arguments.of("busy", ChatServer.status(429, "Retry-After", "1")),
        Arguments.of("failing", ChatServer.status(500)),
        Arguments.of("starting", ChatServer.status(503, "Retry-After", "soon")),
        Arguments.of("closed", ChatServer.closed()),
        Arguments.of("silent", ChatServer.silence(1_500)),
        Arguments.of("dripping", ChatServer.drip(1_500)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("passing")
  void ask_ofAServerThatRecovers_isAnswered(String name, ChatServer.Misdeed misdeed)
      throws Exception {
    server.next(misdeed);
    long start = System.nanoTime();

    ChatReply reply = client(server.endpoint(1, 3)).ask(request());

    assertThat(reply.attempts()).as(name).isEqualTo(2);
    assertThat(server.heard()).hasSize(2).allMatch(heard -> heard.body().equals(request()));
    if (name.equals("busy")) {
      assertThat(System.nanoTime() - start)
          .as("the server's wish is respected")
          .isGreaterThan(1_000_000_000L);
    }
  }

  static Stream<Arguments> lasting() {
    return Stream.of(
        Arguments.of(ChatServer.status(401), Reason.FORBIDDEN, 1),
        Arguments.of(ChatServer.status(403), Reason.FORBIDDEN, 1),
        Arguments.of(ChatServer.status(400), Reason.REFUSED, 1),
        Arguments.of(ChatServer.status(404), Reason.REFUSED, 1),
        Arguments.of(ChatServer.status(302, "Location", "http://127.0.0.1:1/"), Reason.REFUSED, 1),
        Arguments.of(ChatServer.status(429, "Retry-After", "3600"), Reason.BUSY, 1),
        Arguments.of(ChatServer.status(429), Reason.BUSY, 2),
        Arguments.of(ChatServer.silence(1_500), Reason.TIMED_OUT, 2),
        Arguments.of(ChatServer.closed(), Reason.UNREACHABLE, 2),
        Arguments.of(ChatServer.flood(), Reason.NONSENSE, 1),
        Arguments.of(ChatServer.body("<html>" + SECRET), Reason.NONSENSE, 1),
        Arguments.of(ChatServer.body("null"), Reason.NONSENSE, 1),
        Arguments.of(ChatServer.body(""), Reason.NONSENSE, 1),
        Arguments.of(ChatServer.body("{\"choices\":[]}"), Reason.NONSENSE, 1),
        Arguments.of(
            ChatServer.body("{\"choices\":[{\"message\":{\"content\":null}}]}"),
            Reason.NONSENSE,
            1),
        Arguments.of(
            ChatServer.body(
                "{\"choices\":[{\"finish_reason\":\"length\",\"message\":{\"content\":\"{\"}}]}"),
            Reason.NONSENSE,
            1));
  }

  @ParameterizedTest
  @MethodSource("lasting")
  void ask_ofAServerThatDoesNotRecover_failsInTimeAndSaysNothingOfWhatWasSaid(
      ChatServer.Misdeed misdeed, Reason reason, int attempts) {
    server.next(misdeed, misdeed);

    assertThatThrownBy(() -> client(server.endpoint(1, 2)).ask(request()))
        .isInstanceOfSatisfying(
            EndpointException.class, e -> assertThat(e.reason()).isEqualTo(reason))
        .hasMessageContaining("; ")
        .hasMessageNotContaining(SECRET)
        .hasNoCause();
    assertThat(server.heard()).hasSize(attempts);
  }

  @Test
  void ask_ofNobody_saysThatNobodyListens() throws Exception {
    int port;
    try (ServerSocket free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }
    ChatEndpoint nobody = new ChatEndpoint("http://127.0.0.1:" + port + "/v1", "m", null, 1, 2);

    assertThatThrownBy(() -> client(nobody).ask(request()))
        .isInstanceOf(EndpointException.class)
        .hasMessageContaining("cannot be reached")
        .hasMessageContaining("2 times");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "two words", "line\nbreak"})
  void new_withAKeyThatIsNone_doesNotRepeatIt(String key) {
    assertThatThrownBy(() -> new ChatClient(server.endpoint(1, 1), key, Clock.systemUTC()))
        .isInstanceOf(EndpointException.class)
        .hasMessageNotContaining(key.isEmpty() ? SECRET : key);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://api.example.org/v1",
        "https://api.example.org:8443/v1",
        "http://127.0.0.1:8000/v1",
        "http://localhost:8000/v1",
        "http://[::1]:8000/v1",
        "http://10.1.2.3/v1",
        "http://192.168.0.9:8000/v1",
        "http://172.20.0.9:8000/v1"
      })
  void isSafe_tlsOrNearby(String url) {
    assertThat(ChatEndpoint.isSafe(url)).isTrue();
    assertThat(new ChatEndpoint(url, "m", null, 1, 1).destination().port()).isPositive();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://api.example.org/v1",
        "http://11.0.0.1/v1",
        "http://172.32.0.1/v1",
        "http://10.evil.example/v1",
        "http://127.0.0.1.evil.example/v1",
        "http://localhost.evil.example/v1",
        "https://user:word@api.example.org/v1",
        "https://api.example.org/v1?key=1",
        "https://api.example.org/v1/",
        "ftp://api.example.org/v1",
        "api.example.org",
        ""
      })
  void isSafe_anythingElse_isNot(String url) {
    assertThat(ChatEndpoint.isSafe(url)).isFalse();
  }

  private static ChatClient client(ChatEndpoint endpoint) {
    return new ChatClient(endpoint, null, PAUSES, Clock.systemUTC());
  }

  private String request() {
    return ChatProtocol.request(server.endpoint(1, 1), "Be brief.", SECRET, 50);
  }
}
