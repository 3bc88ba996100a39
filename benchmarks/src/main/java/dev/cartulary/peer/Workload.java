package dev.cartulary.peer;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/** The prompts that both sides get. Letters are single tokens in both tokenizers. */
sealed interface Workload {
  /** One prompt that is read whole and answered with one token. */
  record Prefill(int tokens) implements Workload {}

  /** Short prompts that are answered side by side. */
  record Decode(int batch, int tokens) implements Workload {}

  /** One chunk and the questions of its fields, each answered with as many tokens. */
  record Document(int chunk, int fields, int tokens) implements Workload {}

  /** What was computed, by the side's own count, and how long it took. */
  record Result(long tokens, long nanos) {
    double rate() {
      return tokens * 1e9 / nanos;
    }
  }

  /** One line, as {@link #parse} reads it. */
  default String line() {
    if (this instanceof Prefill prefill) {
      return "prefill " + prefill.tokens;
    }
    if (this instanceof Decode decode) {
      return "decode " + decode.batch + " " + decode.tokens;
    }
    Document document = (Document) this;
    return "document " + document.chunk + " " + document.fields + " " + document.tokens;
  }

  static Workload parse(String line) {
    String[] words = line.split(" ", -1);
    int[] numbers = IntStream.range(1, words.length).map(i -> Integer.parseInt(words[i])).toArray();
    return switch (words[0]) {
      case "prefill" -> new Prefill(numbers[0]);
      case "decode" -> new Decode(numbers[0], numbers[1]);
      case "document" -> new Document(numbers[0], numbers[1], numbers[2]);
      default -> throw new IllegalArgumentException(words[0]);
    };
  }

  /** Letters that no other {@code seed} begins with, so that nothing is found in a cache. */
  static String letters(int count, int seed) {
    Random random = new Random(seed);
    StringBuilder letters = new StringBuilder();
    for (int i = 0; i < count; i++) {
      letters.append((char) ('A' + random.nextInt(26)));
    }
    return letters.toString();
  }

  static List<String> questions(int fields) {
    return IntStream.range(0, fields).mapToObj(i -> "FIELD" + (char) ('A' + i)).toList();
  }
}
