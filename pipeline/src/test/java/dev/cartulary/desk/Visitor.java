package dev.cartulary.desk;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Who sends requests to a server of reviews, with a session or without.
 *
 * @param cookie empty without a session
 */
record Visitor(String origin, String cookie) {
  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  /** Nobody in particular. */
  static Visitor stranger(Deals deals) {
    return new Visitor(deals.origin(), "none=1");
  }

  /** A reviewer who has opened his address. */
  static Visitor entered(Deals deals, String person) throws Exception {
    HttpResponse<String> entered = stranger(deals).open(deals.address(person));
    assertThat(entered.statusCode()).isEqualTo(303);
    return new Visitor(
        deals.origin(),
        entered.headers().firstValue("Set-Cookie").orElseThrow().replaceFirst(";.*", ""));
  }

  HttpResponse<String> get(String path) throws Exception {
    return open(origin + path);
  }

  HttpResponse<String> open(String address) throws Exception {
    return send(HttpRequest.newBuilder(URI.create(address)));
  }

  HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    return CLIENT.send(
        request.header("Cookie", cookie).build(), HttpResponse.BodyHandlers.ofString());
  }

  /** The key that stands in the forms of this session. */
  String key() throws Exception {
    Matcher key = Pattern.compile("name=\"key\" value=\"([^\"]+)\"").matcher(get("/").body());
    assertThat(key.find()).isTrue();
    return key.group(1);
  }

  /** A form about a subject as it was seen. */
  Map<String, String> form(int n, String field, String place, int version, String act)
      throws Exception {
    Map<String, String> form = new LinkedHashMap<>();
    form.put("key", key());
    form.put("n", String.valueOf(n));
    form.put("field", field);
    form.put("place", place);
    form.put("version", String.valueOf(version));
    form.put("act", act);
    return form;
  }

  /** Sends a form. */
  HttpResponse<String> post(Map<String, String> form) throws Exception {
    return post("/decide", origin, form);
  }

  HttpResponse<String> post(String path, String from, Map<String, String> form) throws Exception {
    String body =
        form.entrySet().stream()
            .map(
                member ->
                    member.getKey()
                        + "="
                        + URLEncoder.encode(member.getValue(), StandardCharsets.UTF_8))
            .collect(Collectors.joining("&"));
    return send(
        HttpRequest.newBuilder(URI.create(origin + path))
            .header("Origin", from)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(body)));
  }

  String host() {
    return URI.create(origin).getAuthority();
  }

  int port() {
    return URI.create(origin).getPort();
  }

  /** As a client of Java would not send it; the answer with its head. */
  String raw(String line, String headers) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port())) {
      socket
          .getOutputStream()
          .write(
              (line + "\r\n" + headers + "\r\nCookie: " + cookie + "\r\nConnection: close\r\n\r\n")
                  .getBytes(StandardCharsets.UTF_8));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
