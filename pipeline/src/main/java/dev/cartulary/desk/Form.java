package dev.cartulary.desk;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/** The members of a form or of a query; each once, the last counts. */
record Form(Map<String, String> members) {
  static final Form EMPTY = new Form(Map.of());

  Form {
    members = Map.copyOf(members);
  }

  /** {@code application/x-www-form-urlencoded} text. */
  static Form parse(String text) {
    Map<String, String> members = new HashMap<>();
    for (String member : text.split("&", -1)) {
      int equals = member.indexOf('=');
      if (equals > 0) {
        members.put(decoded(member.substring(0, equals)), decoded(member.substring(equals + 1)));
      }
    }
    return new Form(members);
  }

  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return "";
    }
  }

  /** Empty where there is none. */
  String text(String name) {
    return members.getOrDefault(name, "");
  }

  /** -1 where there is none. */
  int number(String name) {
    String text = text(name);
    return text.matches("\\d{1,9}") ? Integer.parseInt(text) : -1;
  }
}
