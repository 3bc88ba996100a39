package dev.cartulary.checkpoint;

/**
 * Rotary positions: dimension {@code i} of a head and dimension {@code i + dimensions / 2} are
 * turned by position times a frequency.
 *
 * @param theta base of the frequencies
 * @param dimensions of a head that are turned, its first ones; even
 */
public record Rotary(double theta, int dimensions, RotaryScaling scaling) {
  public Rotary {
    if (!(theta > 0)) {
      throw new IllegalArgumentException("rope_theta " + theta + " is out of range");
    }
    if (dimensions < 2 || dimensions % 2 != 0) {
      throw new IllegalArgumentException(
          dimensions + " rotary dimensions of a head (head_dim) are not a positive even number");
    }
    scaling.scaled(unscaled(theta, dimensions), 0);
  }

  /** Angle a position of each pair of dimensions, {@code (dimensions / 2)}; radians. */
  public double[] frequencies(int variant) {
    return scaling.scaled(unscaled(theta, dimensions), variant);
  }

  private static double[] unscaled(double theta, int dimensions) {
    double[] frequencies = new double[dimensions / 2];
    for (int pair = 0; pair < frequencies.length; pair++) {
      frequencies[pair] = Math.pow(theta, -2.0 * pair / dimensions);
    }
    return frequencies;
  }
}
