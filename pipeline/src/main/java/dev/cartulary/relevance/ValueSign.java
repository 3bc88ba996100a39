package dev.cartulary.relevance;

/**
 * What there is to be seen of a value that rules offer.
 *
 * @param odds log-odds of the sentence in which it stands
 */
public record ValueSign(double odds) {
  /** How many numbers {@link #all} has. */
  public static final int COUNT = 1;

  /** What nothing says that nobody has written. */
  static final double LEAST = -12;

  /** The numbers that are weighed. */
  public double[] all() {
    return new double[] {Math.max(LEAST, odds)};
  }
}
