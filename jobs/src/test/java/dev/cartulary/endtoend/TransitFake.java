package dev.cartulary.endtoend;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/**
 * A server on this machine that answers over TLS as Vault's transit engine does. It encrypts
 * nothing: a ciphertext is the number under which it remembers the plaintext.
 */
final class TransitFake implements AutoCloseable {
  static final String TOKEN = "hvs.token-of-a-test";

  private static final Pattern TEXT =
      Pattern.compile("\"(plaintext|ciphertext)\"\\s*:\\s*\"([^\"]+)\"");

  private final HttpServer server;
  private final Map<String, String> plaintexts = new ConcurrentHashMap<>();
  private final AtomicInteger calls = new AtomicInteger();

  private TransitFake(HttpServer server) {
    this.server = server;
  }

  /**
   * Starts with a certificate of its own.
   *
   * @param store where the certificate is put, with the password {@link #TOKEN}
   */
  static TransitFake start(Path store) throws Exception {
    String options =
        "-genkeypair -alias vault -keyalg EC -dname CN=vault -ext SAN=ip:127.0.0.1 -validity 2"
            + " -storetype PKCS12 -storepass "
            + TOKEN;
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    command.addAll(List.of(options.split(" ", -1)));
    command.addAll(List.of("-keystore", store.toString()));
    int made = new ProcessBuilder(command).inheritIO().start().waitFor();
    if (made != 0) {
      throw new IOException("keytool ended with " + made);
    }
    KeyStore keys = KeyStore.getInstance(store.toFile(), TOKEN.toCharArray());
    KeyManagerFactory managers = KeyManagerFactory.getInstance("PKIX");
    managers.init(keys, TOKEN.toCharArray());
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(managers.getKeyManagers(), null, null);
    HttpsServer server =
        HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(context));
    TransitFake vault = new TransitFake(server);
    server.createContext("/v1/transit/", vault::answer);
    server.start();
    return vault;
  }

  int port() {
    return server.getAddress().getPort();
  }

  int calls() {
    return calls.get();
  }

  private void answer(HttpExchange exchange) throws IOException {
    int call = calls.incrementAndGet();
    try (exchange) {
      String request = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      Matcher text = TEXT.matcher(request);
      boolean known = TOKEN.equals(exchange.getRequestHeaders().getFirst("X-Vault-Token"));
      if (!known || !text.find()) {
        exchange.sendResponseHeaders(known ? 400 : 403, -1);
        return;
      }
      boolean encrypts = exchange.getRequestURI().getPath().contains("/encrypt/");
      String name = exchange.getRequestURI().getPath().replaceFirst(".*/", "");
      String answer;
      if (encrypts) {
        answer = "vault:v1:" + name + call;
        plaintexts.put(answer, text.group(2));
      } else {
        answer = plaintexts.getOrDefault(text.group(2), "");
      }
      byte[] body =
          ("{\"data\":{\"" + (encrypts ? "ciphertext" : "plaintext") + "\":\"" + answer + "\"}}")
              .getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(200, body.length);
      exchange.getResponseBody().write(body);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
