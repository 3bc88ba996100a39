package dev.cartulary.chunk;

import static java.util.Objects.requireNonNull;

import dev.cartulary.document.CharSpan;
import java.io.Serializable;

/**
 * A piece of a document that is given to the model as one prefix.
 *
 * @param index counted from 0 in the order of the text
 * @param span in the extracted text; never blank at its ends, never empty
 * @param overlap how many characters at its start the previous chunk holds too
 * @param tokens how many tokens of the whole text end in the span
 */
public record Chunk(int index, CharSpan span, int overlap, int tokens) implements Serializable {
  public Chunk {
    requireNonNull(span, "span is null");
    if (index < 0 || span.isEmpty() || overlap < 0 || overlap > span.length() || tokens < 0) {
      throw new IllegalArgumentException(
          "impossible chunk " + index + " of " + tokens + " tokens at " + span);
    }
  }

  /** The characters of the chunk; {@code document} is the whole extracted text. */
  public String of(String document) {
    return span.of(document);
  }
}
