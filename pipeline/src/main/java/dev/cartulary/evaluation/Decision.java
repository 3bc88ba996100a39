package dev.cartulary.evaluation;

import static java.util.Objects.requireNonNull;

/**
 * One judged statement: a value, or that there is none.
 *
 * @param probability that the system gave; 1 for an absence of which it says nothing more
 * @param accepted whether it counts without a person's review
 * @param grounded whether a value stands in the document; true for an absence
 */
public record Decision(
    Kind kind, double probability, boolean accepted, boolean right, boolean grounded) {
  public Decision {
    requireNonNull(kind, "kind is null");
    if (!(probability >= 0 && probability <= 1)) {
      throw new IllegalArgumentException("a probability is " + probability);
    }
  }

  /** What was said. */
  public enum Kind {
    VALUE,
    ABSENCE
  }

  boolean isValue() {
    return kind == Kind.VALUE;
  }
}
