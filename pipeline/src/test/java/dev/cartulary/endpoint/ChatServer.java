package dev.cartulary.endpoint;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;

/**
 * A server on this machine that completes chats as OpenAI's do, over real sockets: it answers by a
 * rule, or misbehaves as it is told to, and keeps every byte that it was sent.
 */
public final class ChatServer implements AutoCloseable {
  public static final String KEY = "sk-key-of-a-test";

  private static final JsonMapper JSON = new JsonMapper();

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final UnaryOperator<String> model;
  private final Queue<Misdeed> misdeeds = new ArrayDeque<>();
  private final List<Heard> heard = new ArrayList<>();

  /** What a client sent. */
  public record Heard(String path, String authorization, String body) {}

  /** Does something else than to answer. */
  public interface Misdeed {
    void with(HttpExchange exchange) throws IOException, InterruptedException;
  }

  private ChatServer(HttpServer server, UnaryOperator<String> model) {
    this.server = server;
    this.model = model;
  }

  /**
   * Starts.
   *
   * @param model what the model says to the words of the user
   */
  public static ChatServer start(UnaryOperator<String> model) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    ChatServer chat = new ChatServer(server, model);
    server.setExecutor(chat.threads);
    server.createContext("/", chat::answer);
    server.start();
    return chat;
  }

  /** The address of its protocol. */
  public String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/v1";
  }

  public ChatEndpoint endpoint(int seconds, int attempts) {
    return new ChatEndpoint(url(), "big-model", null, seconds, attempts);
  }

  /** Misbehaves next, once for each. */
  public synchronized void next(Misdeed... each) {
    misdeeds.addAll(List.of(each));
  }

  public static Misdeed status(int status, String... headers) {
    return exchange -> {
      for (int i = 0; i < headers.length; i += 2) {
        exchange.getResponseHeaders().add(headers[i], headers[i + 1]);
      }
      send(exchange, status, "{\"error\":{\"message\":\"no\"}}");
    };
  }

  public static Misdeed body(String body) {
    return exchange -> send(exchange, 200, body);
  }

  /** An answer in the protocol, with these words of the model. */
  public static Misdeed says(String words) {
    return exchange -> send(exchange, 200, completion(words, "stop"));
  }

  public static Misdeed silence(int millis) {
    return exchange -> Thread.sleep(millis);
  }

  /** Headers at once, and then a byte now and then. */
  public static Misdeed drip(int millis) {
    return exchange -> {
      exchange.sendResponseHeaders(200, 0);
      OutputStream out = exchange.getResponseBody();
      for (int spent = 0; spent < millis; spent += 50) {
        out.write(' ');
        out.flush();
        Thread.sleep(50);
      }
    };
  }

  public static Misdeed closed() {
    return HttpExchange::close;
  }

  /** More than any answer. */
  public static Misdeed flood() {
    return exchange -> {
      exchange.sendResponseHeaders(200, 0);
      byte[] block = new byte[1 << 16];
      for (int i = 0; i < 64; i++) {
        exchange.getResponseBody().write(block);
      }
    };
  }

  public synchronized List<Heard> heard() {
    return List.copyOf(heard);
  }

  private synchronized Misdeed heard(Heard request) {
    heard.add(request);
    return misdeeds.poll();
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      String authorization = exchange.getRequestHeaders().getFirst("Authorization");
      Misdeed misdeed =
          heard(new Heard(exchange.getRequestURI().getPath(), String.valueOf(authorization), body));
      if (misdeed != null) {
        misdeed.with(exchange);
        return;
      }
      String words = JSON.readTree(body).path("messages").path(1).path("content").asText();
      send(exchange, 200, completion(model.apply(words), "stop"));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  static String completion(String words, String finish) throws IOException {
    ObjectNode answer = JSON.createObjectNode().put("object", "chat.completion");
    ObjectNode choice = answer.putArray("choices").addObject().put("finish_reason", finish);
    choice.putObject("message").put("role", "assistant").put("content", words);
    answer.putObject("usage").put("prompt_tokens", 321).put("completion_tokens", 12);
    return JSON.writeValueAsString(answer);
  }

  private static void send(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().add("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  @Override
  public void close() {
    if (threads.isShutdown()) {
      return;
    }
    server.stop(0);
    threads.shutdownNow();
    try {
      boolean unused = threads.awaitTermination(10, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
