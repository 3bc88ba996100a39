package dev.cartulary.decoder;

/**
 * Unnormalised log-probabilities, {@code (rows, vocabulary)} in one array.
 *
 * <p>A class, because an array component would give a record the wrong equality. Nobody changes the
 * array after the step.
 */
public final class Logits {
  private final float[] values; // (rows, vocabulary)
  private final int vocabulary;

  public Logits(float[] values, int vocabulary) {
    if (vocabulary < 1 || values.length % vocabulary != 0) {
      throw new IllegalArgumentException(
          values.length + " logits do not divide into rows of " + vocabulary);
    }
    this.values = values;
    this.vocabulary = vocabulary;
  }

  public int rows() {
    return values.length / vocabulary;
  }

  public int vocabulary() {
    return vocabulary;
  }

  public float at(int row, int token) {
    return values[row * vocabulary + token];
  }
}
