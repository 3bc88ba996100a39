package dev.cartulary.evaluation;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * Probabilities against what came true, in ten bins of equal width; 1 is in the last.
 *
 * @param bins without those in which there is no decision
 */
public record Reliability(List<Bin> bins) {
  private static final int BINS = 10;

  public Reliability {
    bins = List.copyOf(bins);
  }

  /**
   * Decisions of like probability.
   *
   * @param probability their mean
   * @param right the share that is right
   */
  public record Bin(int count, double probability, double right) {}

  public static Reliability of(Collection<Decision> decisions) {
    int[] count = new int[BINS];
    int[] right = new int[BINS];
    double[] sum = new double[BINS];
    for (Decision decision : decisions) {
      int bin = Math.min(BINS - 1, (int) (decision.probability() * BINS));
      count[bin]++;
      right[bin] += decision.right() ? 1 : 0;
      sum[bin] += decision.probability();
    }
    List<Bin> bins = new ArrayList<>();
    for (int i = 0; i < BINS; i++) {
      if (count[i] > 0) {
        bins.add(new Bin(count[i], sum[i] / count[i], (double) right[i] / count[i]));
      }
    }
    return new Reliability(bins);
  }

  /**
   * Expected calibration error: the mean distance of the two, weighted by the bins' counts; 0
   * without decisions.
   */
  public double error() {
    double all = bins.stream().mapToInt(Bin::count).sum();
    return bins.stream()
        .mapToDouble(bin -> bin.count / all * Math.abs(bin.probability - bin.right))
        .sum();
  }
}
