package dev.cartulary.phi;

import static java.util.Objects.requireNonNull;

import dev.cartulary.document.CharSpan;

/**
 * An identifier in a text.
 *
 * @param probability that the words are an identifier, in (0, 1]: set by hand for each rule and
 *     looked at on the development half of the data, not fitted
 * @param recogniser which one found it, such as {@code label} or {@code names}
 */
public record PhiSpan(PhiClass kind, CharSpan span, double probability, String recogniser) {
  public PhiSpan {
    requireNonNull(kind, "kind is null");
    requireNonNull(recogniser, "recogniser is null");
    if (span.isEmpty()) {
      throw new IllegalArgumentException("an identifier has at least one character");
    }
    if (!(probability > 0 && probability <= 1)) {
      throw new IllegalArgumentException("the probability is " + probability);
    }
  }

  PhiSpan(PhiClass kind, int start, int end, double probability, String recogniser) {
    this(kind, new CharSpan(start, end), probability, recogniser);
  }
}
