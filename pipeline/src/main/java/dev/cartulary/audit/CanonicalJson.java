package dev.cartulary.audit;

import java.util.Map;
import java.util.SortedMap;

/**
 * The one written form of an event: RFC 8785, for objects whose members are strings or whole
 * numbers. Members in the order of their names, no space, and only what must be escaped is.
 */
final class CanonicalJson {
  private CanonicalJson() {}

  /**
   * @param members strings and {@code Long}s, in the order of Java's strings, which is that of the
   *     standard
   */
  static String of(SortedMap<String, Object> members) {
    StringBuilder json = new StringBuilder("{");
    for (Map.Entry<String, Object> member : members.entrySet()) {
      if (json.length() > 1) {
        json.append(',');
      }
      string(member.getKey(), json);
      json.append(':');
      if (member.getValue() instanceof Long number) {
        json.append(number.longValue());
      } else if (member.getValue() instanceof String text) {
        string(text, json);
      } else {
        throw new IllegalArgumentException(member.getKey() + " is neither text nor a number");
      }
    }
    return json.append('}').toString();
  }

  private static void string(String text, StringBuilder json) {
    json.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"', '\\' -> json.append('\\').append(c);
        case '\b' -> json.append("\\b");
        case '\f' -> json.append("\\f");
        case '\n' -> json.append("\\n");
        case '\r' -> json.append("\\r");
        case '\t' -> json.append("\\t");
        default -> {
          if (c < ' ') {
            json.append("\\u00").append(Character.forDigit(c >> 4, 16));
            json.append(Character.forDigit(c & 15, 16));
          } else {
            json.append(whole(text, i) ? c : '\uFFFD');
          }
        }
      }
    }
    json.append('"');
  }

  /** Half of a surrogate pair has no UTF-8 form. */
  private static boolean whole(String text, int at) {
    char c = text.charAt(at);
    if (Character.isHighSurrogate(c)) {
      return at + 1 < text.length() && Character.isLowSurrogate(text.charAt(at + 1));
    }
    return !Character.isLowSurrogate(c)
        || (at > 0 && Character.isHighSurrogate(text.charAt(at - 1)));
  }
}
