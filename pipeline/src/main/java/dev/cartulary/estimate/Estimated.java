package dev.cartulary.estimate;

/**
 * A sum over all files that was not counted.
 *
 * @param low start of the interval that holds it in 95 of 100 samples
 */
public record Estimated(double value, double standardError, double low, double high) {
  /** What is known. */
  public static Estimated exactly(double value) {
    return new Estimated(value, 0, value, value);
  }

  /** Half of the interval, as a share of the value; 0 for a value of 0. */
  public double relativeError() {
    return value == 0 ? 0 : (high - low) / 2 / Math.abs(value);
  }

  public Estimated times(double factor) {
    return new Estimated(value * factor, standardError * factor, low * factor, high * factor);
  }

  /** The sum of two from the same sample: their errors may be one error, so that they add up. */
  public Estimated plus(Estimated other) {
    return new Estimated(
        value + other.value,
        standardError + other.standardError,
        low + other.low,
        high + other.high);
  }
}
