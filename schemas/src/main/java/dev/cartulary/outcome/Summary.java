package dev.cartulary.outcome;

import static java.util.Objects.requireNonNull;

import dev.cartulary.document.CharSpan;
import java.io.Serializable;
import java.util.List;

/**
 * A document's summary.
 *
 * @param text empty when the document holds no sentence
 * @param spans of {@link Kind#KEY_SENTENCES}, where each sentence stands, in the order of the
 *     words; empty for {@link Kind#FREE_TEXT}
 */
public record Summary(Kind kind, String text, List<CharSpan> spans) implements Serializable {
  /** How the words came about. */
  public enum Kind {
    /** Sentences of the document, or pieces of them, copied verbatim. */
    KEY_SENTENCES,
    /** Words of the model's own. */
    FREE_TEXT
  }

  public Summary {
    requireNonNull(kind, "kind is null");
    requireNonNull(text, "text is null");
    spans = List.copyOf(spans);
    if (kind == Kind.FREE_TEXT && !spans.isEmpty()) {
      throw new IllegalArgumentException("free text has no spans");
    }
  }
}
