package dev.cartulary.llamacpp;

import java.util.List;
import java.util.stream.IntStream;

/** The 64 tokens of the golden checkpoints as texts: a letter, a digit or a sign each. */
final class Letters {
  private static final String ALL =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

  private Letters() {}

  static int count() {
    return ALL.length();
  }

  static List<String> tokens() {
    return ALL.chars().mapToObj(Character::toString).toList();
  }

  static String text(int... ids) {
    StringBuilder text = new StringBuilder();
    IntStream.of(ids).forEach(id -> text.append(ALL.charAt(id)));
    return text.toString();
  }

  static int[] ids(String text) {
    return text.chars().map(ALL::indexOf).toArray();
  }
}
