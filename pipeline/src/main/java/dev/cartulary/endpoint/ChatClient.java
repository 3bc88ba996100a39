package dev.cartulary.endpoint;

import dev.cartulary.endpoint.EndpointException.Reason;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLParameters;
import org.jspecify.annotations.Nullable;

/**
 * Asks one endpoint. A server that is busy, away or slow is asked again, after the pause that it
 * wishes; one that says no, or something that is no answer, is not. Safe for use by several
 * threads.
 */
public final class ChatClient {
  private static final Duration CONNECT = Duration.ofSeconds(10);
  private static final Pauses PAUSES = new Pauses(Duration.ofSeconds(1), Duration.ofSeconds(60));

  /*
   * The client would take the usual parameters from a socket that it makes for nothing else, and a
   * guarded process makes none without a destination.
   */
  private static final String[] PROTOCOLS = {"TLSv1.3", "TLSv1.2"};

  private final ChatEndpoint endpoint;
  private final @Nullable String key;
  private final Pauses pauses;
  private final Clock clock;
  private final HttpClient client;

  /**
   * A client.
   *
   * @param key that the server wants; null for none
   */
  public ChatClient(ChatEndpoint endpoint, @Nullable String key, Clock clock) {
    this(endpoint, key, PAUSES, clock);
  }

  ChatClient(ChatEndpoint endpoint, @Nullable String key, Pauses pauses, Clock clock) {
    if (key != null && !key.matches("[!-~]+")) {
      // What the library would say quotes it.
      throw new EndpointException(Reason.FORBIDDEN, "the key is empty, or no line of letters");
    }
    this.endpoint = endpoint;
    this.key = key;
    this.pauses = pauses;
    this.clock = clock;
    this.client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT)
            .followRedirects(HttpClient.Redirect.NEVER)
            .proxy(HttpClient.Builder.NO_PROXY)
            .sslParameters(new SSLParameters(null, PROTOCOLS))
            .build();
  }

  /** One attempt: an answer, or why none. */
  private sealed interface Attempt {
    record Answered(HttpResponse<byte[]> response) implements Attempt {}

    record Failed(Reason reason, String what) implements Attempt {}
  }

  /**
   * Sends a request of {@link ChatProtocol} and waits for the answer.
   *
   * @throws EndpointException if there is none
   */
  public ChatReply ask(String request) throws InterruptedException {
    HttpRequest.Builder builder =
        HttpRequest.newBuilder(endpoint.address())
            .timeout(Duration.ofSeconds(endpoint.seconds()))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(request));
    if (key != null) {
      builder.header("Authorization", "Bearer " + key);
    }
    HttpRequest sent = builder.build();
    for (int attempt = 1; ; attempt++) {
      Attempt made = attempt(sent);
      Attempt.Failed failed;
      Optional<String> retryAfter = Optional.empty();
      if (made instanceof Attempt.Answered answered) {
        int status = answered.response().statusCode();
        if (status == 200) {
          return ChatProtocol.reply(answered.response().body(), attempt);
        }
        failed = refused(status);
        retryAfter = answered.response().headers().firstValue("Retry-After");
      } else {
        failed = (Attempt.Failed) made;
      }
      boolean passing =
          failed.reason() == Reason.BUSY
              || failed.reason() == Reason.TIMED_OUT
              || failed.reason() == Reason.UNREACHABLE;
      if (!passing || attempt == endpoint.attempts()) {
        throw new EndpointException(
            failed.reason(), failed.what() + (attempt == 1 ? "" : ", " + attempt + " times"));
      }
      Duration pause =
          pauses
              .after(attempt, retryAfter, clock.instant())
              .orElseThrow(
                  () ->
                      new EndpointException(
                          Reason.BUSY,
                          failed.what() + " and wishes to be left alone for longer than a minute"));
      Thread.sleep(pause.toMillis());
    }
  }

  /** The library's own limit ends with the headers; this one holds for all of an answer. */
  private Attempt attempt(HttpRequest request) throws InterruptedException {
    CompletableFuture<HttpResponse<byte[]>> answer =
        client.sendAsync(request, about -> new BoundedBody());
    try {
      return new Attempt.Answered(answer.get(endpoint.seconds(), TimeUnit.SECONDS));
    } catch (TimeoutException e) {
      return late();
    } catch (ExecutionException e) {
      for (Throwable cause = e; cause != null; cause = cause.getCause()) {
        if (cause instanceof HttpTimeoutException) {
          return late();
        }
        if (cause instanceof BoundedBody.TooLongException) {
          return new Attempt.Failed(
              Reason.NONSENSE, "the endpoint's answer is longer than any answer");
        }
      }
      Throwable cause = e.getCause() == null ? e : e.getCause();
      return new Attempt.Failed(
          Reason.UNREACHABLE,
          "the endpoint cannot be reached, or broke off ("
              + cause.getClass().getSimpleName()
              + ")");
    } finally {
      answer.cancel(true);
    }
  }

  private Attempt.Failed late() {
    return new Attempt.Failed(
        Reason.TIMED_OUT, "the endpoint did not answer within " + endpoint.seconds() + " s");
  }

  /** A server's words may repeat the question: its number alone is told. */
  private static Attempt.Failed refused(int status) {
    Reason reason =
        status == 401 || status == 403
            ? Reason.FORBIDDEN
            : status == 408 || status == 429 || status >= 500 ? Reason.BUSY : Reason.REFUSED;
    return new Attempt.Failed(reason, "the endpoint answers with the status " + status);
  }
}
