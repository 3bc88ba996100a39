package dev.cartulary.desk;

import static java.util.Objects.requireNonNull;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/**
 * What a browser is sent.
 *
 * @param headers beside those that every answer has
 */
@SuppressWarnings("ArrayRecordComponent") // It is written and forgotten.
record Answer(int status, String type, byte[] body, Map<String, String> headers) {
  Answer {
    requireNonNull(type, "type is null");
    requireNonNull(body, "body is null");
    headers = Map.copyOf(headers);
  }

  static Answer page(int status, String html) {
    return text(status, "text/html; charset=utf-8", html);
  }

  static Answer text(int status, String type, String text) {
    return new Answer(status, type, text.getBytes(StandardCharsets.UTF_8), Map.of());
  }

  static Answer refusal(int status, String words) {
    return text(status, "text/plain; charset=utf-8", words + "\n");
  }

  /** The browser asks for {@code address} next. */
  static Answer seeOther(String address) {
    return new Answer(303, "text/plain; charset=utf-8", new byte[0], Map.of("Location", address));
  }

  Answer with(String header, String value) {
    Map<String, String> more = new HashMap<>(headers);
    more.put(header, value);
    return new Answer(status, type, body, more);
  }
}
