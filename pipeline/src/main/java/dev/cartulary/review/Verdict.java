package dev.cartulary.review;

/** What a person says of a value. */
public enum Verdict {
  /** It is right as the model gave it. */
  ACCEPTED("accepted"),
  /** Another one is right, or one that the model did not give. */
  CORRECTED("corrected"),
  /** The document has no such value. */
  ABSENT("marked absent"),
  /** What was decided before does not hold any more; what the model gave stands. */
  WITHDRAWN("taken back");

  private final String words;

  Verdict(String words) {
    this.words = words;
  }

  /** Whether a value belongs to it. */
  public boolean hasValue() {
    return this == ACCEPTED || this == CORRECTED;
  }

  /** In a sentence: the value was ... */
  public String words() {
    return words;
  }
}
