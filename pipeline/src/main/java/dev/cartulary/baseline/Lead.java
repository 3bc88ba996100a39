package dev.cartulary.baseline;

import dev.cartulary.chunk.Sentences;
import dev.cartulary.document.CharSpan;
import java.util.List;

/**
 * The first sentences of a document; headings and labels of fewer than four words are no sentences.
 */
public final class Lead {
  private static final int LEAST_WORDS = 4;

  private Lead() {}

  /** The first {@code k} sentences, one a line. */
  public static String of(String text, int k) {
    List<String> sentences = sentences(text);
    return String.join("\n", sentences.subList(0, Math.min(k, sentences.size())));
  }

  static List<String> sentences(String text) {
    return Sentences.of(text).stream()
        .map((CharSpan span) -> span.of(text).replaceAll("\\s+", " "))
        .filter(sentence -> sentence.split(" ").length >= LEAST_WORDS)
        .toList();
  }
}
