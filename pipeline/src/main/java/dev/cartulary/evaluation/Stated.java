package dev.cartulary.evaluation;

import static java.util.Objects.requireNonNull;

/**
 * What a system says of one field of one document.
 *
 * @param value as it stands in the document
 * @param canonical the value in its written form
 * @param probability that this is right, in [0, 1]
 */
public record Stated(
    String field,
    String value,
    String canonical,
    boolean grounded,
    double probability,
    Status status) {
  public Stated {
    requireNonNull(field, "field is null");
    requireNonNull(value, "value is null");
    requireNonNull(canonical, "canonical is null");
    requireNonNull(status, "status is null");
    if (!(probability >= 0 && probability <= 1)) {
      throw new IllegalArgumentException("the probability of " + field + " is " + probability);
    }
  }

  /** How far the system stands by it. */
  public enum Status {
    /** A value that needs no review. */
    FOUND,
    /** A value that a person should look at. */
    REVIEW,
    /** That there is no value. */
    ABSENT
  }
}
