package dev.cartulary.calibration;

/**
 * A straight line over log-odds, as in Platt's scaling. It never changes which of two probabilities
 * is larger.
 *
 * @param slope above 0
 */
public record Scale(double slope, double offset) {
  /** Leaves probabilities as they are. */
  public static final Scale SAME = new Scale(1, 0);

  /** Nothing is more certain than one in ten thousand: no set of labels could show it. */
  private static final double LEAST = 1e-4;

  public Scale {
    if (!(slope > 0) || !Double.isFinite(slope) || !Double.isFinite(offset)) {
      throw new IllegalArgumentException("no scale: slope " + slope + ", offset " + offset);
    }
  }

  /** The corrected probability. */
  public double apply(double probability) {
    return equals(SAME) ? probability : logistic(slope * logOdds(probability) + offset);
  }

  /** This scale first, then another. */
  public Scale then(Scale next) {
    return new Scale(slope * next.slope, next.slope * offset + next.offset);
  }

  static double logOdds(double probability) {
    double bounded = Math.min(1 - LEAST, Math.max(LEAST, probability));
    return Math.log(bounded / (1 - bounded));
  }

  static double logistic(double logOdds) {
    double probability = 1 / (1 + Math.exp(-logOdds));
    return Math.min(1 - LEAST, Math.max(LEAST, probability));
  }
}
