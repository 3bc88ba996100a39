package dev.cartulary.merge;

import dev.cartulary.document.CharSpan;
import dev.cartulary.field.FieldValue;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An answer with its place in the whole text.
 *
 * @param span null when the answer is no copy
 * @param stands against absence in its chunk
 * @param doubtful whether it contradicts another field
 * @param basis where the other values stand that the value was computed from
 */
record Candidate(
    String text,
    @Nullable CharSpan span,
    FieldValue value,
    double probability,
    boolean stands,
    boolean doubtful,
    List<CharSpan> basis) {
  static final Comparator<Candidate> BEST_FIRST =
      Comparator.comparingDouble((Candidate c) -> -c.probability)
          .thenComparingInt(Candidate::start)
          .thenComparing(Candidate::text);

  Candidate {
    basis = List.copyOf(basis);
  }

  int start() {
    return span == null ? Integer.MAX_VALUE : span.start();
  }

  /**
   * The same words, read with the help of another value, and as probable as the less probable of
   * both: where one is right the other mostly is.
   */
  Candidate derived(FieldValue derived, double other, List<CharSpan> from) {
    double both = Math.min(probability, other);
    return new Candidate(text, span, derived, both, stands, doubtful, from);
  }

  /** The same, half as probable, because it contradicts another field. */
  Candidate doubted() {
    return new Candidate(text, span, value, probability / 2, stands, true, basis);
  }
}
