package dev.cartulary.estimate;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;

/**
 * Estimates sums over all files from a sample, by what is nearly proportional to them and known of
 * all files.
 */
public final class RatioEstimator {
  /*
   * The combined ratio estimator over strata (Cochran, Sampling Techniques, 3rd edition, section
   * 6.11): known sum of x * weighted sum of y / weighted sum of x over the drawn files, the weight
   * of a file being how many files of its stratum it stands for.
   *
   * Its error by the rescaling bootstrap (Rao and Wu, Journal of the American Statistical
   * Association 83, 1988): in each stratum of N files with n drawn, n - 1 of these are drawn again
   * with replacement, and the means are moved from that of the sample by sqrt(1 - n/N) of the
   * way, so that a stratum that was read whole adds no error. The interval is Student's with as
   * many degrees of freedom as there are drawn files less strata: few files know little of their
   * own spread, and the middle of the bootstrap's draws would promise too much.
   */
  private static final int DRAWS = 1000;
  private static final double NORMAL_95 = 1.959963984540054;

  private final Sample sample;
  private final double[] weights;
  private final double[][] draws;
  private final double student;

  /** For {@code sample}; the same seed gives the same errors. */
  public RatioEstimator(Sample sample, long seed) {
    this.sample = sample;
    this.weights = new double[sample.drawn().size()];
    this.draws = new double[DRAWS][weights.length];
    SplittableRandom random = new SplittableRandom(seed);
    int start = 0;
    int freedom = 0;
    for (Stratum stratum : sample.strata()) {
      fill(stratum, start, random);
      start += stratum.drawn().size();
      freedom += stratum.isWhole() ? 0 : stratum.drawn().size() - 1;
    }
    this.student = student(Math.max(1, freedom));
  }

  Sample sample() {
    return sample;
  }

  private void fill(Stratum stratum, int start, SplittableRandom random) {
    int n = stratum.drawn().size();
    double all = stratum.files().size();
    double moved = Math.sqrt(1 - n / all);
    Arrays.fill(weights, start, start + n, all / n);
    for (double[] draw : draws) {
      Arrays.fill(draw, start, start + n, all * (1 - moved) / n);
      for (int i = 0; i < n - 1; i++) {
        draw[start + random.nextInt(n)] += all * moved / (n - 1);
      }
      if (n == 1) {
        draw[start] = all;
      }
    }
  }

  /**
   * Estimates a sum.
   *
   * @param of what it is of each drawn file, in the order of {@link Sample#drawn()}
   * @param by what it is nearly proportional to; where that is 0 for all files, every file counts
   *     the same
   */
  public Estimated estimate(List<Double> of, ToDoubleFunction<FileSizes> by) {
    List<FileSizes> drawn = sample.drawn();
    if (of.size() != drawn.size()) {
      throw new IllegalArgumentException(of.size() + " measured of " + drawn.size() + " drawn");
    }
    double[] y = of.stream().mapToDouble(v -> v).toArray();
    double[] x = drawn.stream().mapToDouble(by).toArray();
    double whole = sample.strata().stream().flatMap(s -> s.files().stream()).mapToDouble(by).sum();
    if (Arrays.stream(x).sum() == 0) {
      Arrays.fill(x, 1);
      whole = sample.sum(file -> 1);
    }
    double value = ratio(weights, y, x, whole);
    double mean = 0;
    double squares = 0;
    for (int i = 0; i < draws.length; i++) {
      double drawnAgain = ratio(draws[i], y, x, whole);
      double before = drawnAgain - mean;
      mean += before / (i + 1);
      squares += before * (drawnAgain - mean);
    }
    double error = Math.sqrt(squares / (draws.length - 1));
    // Sizes are never negative: nor is the least that they can be.
    return new Estimated(
        value, error, Math.max(0, value - student * error), value + student * error);
  }

  private static double ratio(double[] weights, double[] y, double[] x, double whole) {
    double above = 0;
    double below = 0;
    for (int i = 0; i < weights.length; i++) {
      above += weights[i] * y[i];
      below += weights[i] * x[i];
    }
    return below == 0 ? 0 : whole * above / below;
  }

  /**
   * The 0.975 quantile of Student's distribution: Fisher and Cornish's expansion around the normal
   * one, to the second term; within 1 % from four degrees of freedom on.
   */
  static double student(int freedom) {
    double z = NORMAL_95;
    double first = (Math.pow(z, 3) + z) / 4;
    double second = (5 * Math.pow(z, 5) + 16 * Math.pow(z, 3) + 3 * z) / 96;
    double third = (3 * Math.pow(z, 7) + 19 * Math.pow(z, 5) + 17 * Math.pow(z, 3) - 15 * z) / 384;
    return z + first / freedom + second / Math.pow(freedom, 2) + third / Math.pow(freedom, 3);
  }
}
