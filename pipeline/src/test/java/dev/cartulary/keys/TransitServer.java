package dev.cartulary.keys;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * What of Vault's transit engine the product speaks with: keys with versions, the token, the
 * methods and the answers of the real one, over HTTP on this machine.
 */
final class TransitServer implements AutoCloseable {
  static final String TOKEN = "hvs.token-of-a-test";

  private final JsonMapper json = new JsonMapper();
  private final HttpServer server;
  private final Map<String, List<byte[]>> keys = new HashMap<>();
  private final Queue<Fault> faults = new ArrayDeque<>();
  private int calls;

  /** An answer in the place of the right one. */
  record Fault(int status, String body) {}

  private TransitServer(HttpServer server) {
    this.server = server;
  }

  static TransitServer start() throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    TransitServer transit = new TransitServer(server);
    for (KeyName name : KeyName.values()) {
      transit.keys.put("cartulary-" + name.written(), new ArrayList<>());
    }
    transit.rotate();
    server.createContext("/", transit::answer);
    server.start();
    return transit;
  }

  Encryption.Vault place(String tokenFile) {
    return new Encryption.Vault(
        "http://127.0.0.1:" + server.getAddress().getPort(),
        "transit",
        "cartulary-",
        tokenFile,
        null);
  }

  /** Adds a version to each key, as {@code vault write -f transit/keys/NAME/rotate} does. */
  synchronized void rotate() {
    keys.values().forEach(versions -> versions.add(AesGcm.random(32)));
  }

  synchronized void failNext(int times, int status, String body) {
    for (int i = 0; i < times; i++) {
      faults.add(new Fault(status, body));
    }
  }

  synchronized int calls() {
    return calls;
  }

  private synchronized void answer(HttpExchange exchange) throws IOException {
    calls++;
    try (exchange) {
      byte[] request = exchange.getRequestBody().readAllBytes();
      Fault fault = faults.poll();
      if (fault != null) {
        send(exchange, fault.status(), fault.body());
        return;
      }
      String[] path = exchange.getRequestURI().getPath().split("/", -1);
      if (!TOKEN.equals(exchange.getRequestHeaders().getFirst("X-Vault-Token"))) {
        send(exchange, 403, "{\"errors\":[\"permission denied\"]}");
      } else if (path.length != 5 || !path[1].equals("v1") || !path[2].equals("transit")) {
        send(exchange, 404, "{\"errors\":[\"no handler for route. route entry not found.\"]}");
      } else if (!exchange.getRequestMethod().matches("POST|PUT")) {
        send(
            exchange,
            405,
            "{\"errors\":[\"1 error occurred:\\n\\t* unsupported operation\\n\\n\"]}");
      } else {
        transit(exchange, path[3], keys.get(path[4]), json.readTree(request));
      }
    }
  }

  private void transit(
      HttpExchange exchange, String verb, @Nullable List<byte[]> versions, JsonNode request)
      throws IOException {
    if (versions == null) {
      send(exchange, 400, "{\"errors\":[\"encryption key not found\"]}");
    } else if (verb.equals("encrypt")) {
      byte[] plain = Base64.getDecoder().decode(request.path("plaintext").asText());
      int version = versions.size();
      String text =
          "vault:v"
              + version
              + ":"
              + Base64.getEncoder()
                  .encodeToString(AesGcm.encrypt(versions.get(version - 1), plain, new byte[0]));
      send(
          exchange,
          200,
          "{\"request_id\":\"x\",\"lease_id\":\"\",\"renewable\":false,\"data\":{\"ciphertext\":\""
              + text
              + "\",\"key_version\":"
              + version
              + "},\"auth\":null}");
    } else {
      String[] parts = request.path("ciphertext").asText().split(":", 3);
      int version = Integer.parseInt(parts[1].substring(1));
      byte[] plain =
          version > versions.size()
              ? null
              : AesGcm.decrypt(
                  versions.get(version - 1), Base64.getDecoder().decode(parts[2]), new byte[0]);
      if (plain == null) {
        send(exchange, 400, "{\"errors\":[\"cipher: message authentication failed\"]}");
      } else {
        String text = Base64.getEncoder().encodeToString(plain);
        send(exchange, 200, "{\"request_id\":\"x\",\"data\":{\"plaintext\":\"" + text + "\"}}");
      }
    }
  }

  private static void send(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    if (status >= 300 && status < 400) {
      exchange.getResponseHeaders().add("Location", body);
    }
    exchange.getResponseHeaders().add("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
