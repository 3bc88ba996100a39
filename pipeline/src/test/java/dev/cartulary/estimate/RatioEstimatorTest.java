package dev.cartulary.estimate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RatioEstimatorTest {
  private static FileSizes file(String name, long tokens) {
    return new FileSizes(name, 1, 1, 1, tokens, 0);
  }

  @Test
  void estimate_twoStrata_isTheCombinedRatio() {
    Stratum small =
        new Stratum(
            List.of(file("a", 1), file("b", 2), file("c", 3), file("d", 4)),
            List.of(file("a", 1), file("c", 3)));
    Stratum large =
        new Stratum(List.of(file("e", 10), file("f", 20)), List.of(file("e", 10), file("f", 20)));
    RatioEstimator estimator = new RatioEstimator(new Sample(List.of(small, large)), 1);

    Estimated sum = estimator.estimate(List.of(3.0, 5.0, 20.0, 50.0), FileSizes::askedTokens);

    // (2 x (3 + 5) + 20 + 50) / (2 x (1 + 3) + 10 + 20) x 40
    assertThat(sum.value()).isCloseTo(86.0 / 38 * 40, within(1e-9));
    assertThat(sum.standardError()).isPositive();
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3})
  void estimate_proportional_isExact(long seed) {
    Sample sample = Sample.draw(Populations.skewed(seed, 100), 12, seed);
    Estimated sum =
        new RatioEstimator(sample, seed)
            .estimate(sample.drawn().stream().map(f -> 3.5 * f.pages()).toList(), FileSizes::pages);
    double truth = 3.5 * sample.sum(FileSizes::pages);
    assertThat(sum.value()).isCloseTo(truth, within(truth * 1e-12));
    assertThat(sum.relativeError()).isLessThan(1e-9);
  }

  @Test
  void estimate_allFilesRead_isTheSumWithoutError() {
    List<FileSizes> all = Populations.skewed(5, 9);
    Sample sample = Sample.draw(all, 9, 5);
    Estimated sum =
        new RatioEstimator(sample, 5)
            .estimate(List.of(1.0, 7.0, 0.0, 2.0, 2.0, 9.0, 1.0, 1.0, 4.0), FileSizes::askedTokens);
    assertThat(sum.value()).isCloseTo(27, within(1e-9));
    assertThat(sum.standardError()).isLessThan(1e-9);
  }

  @Test
  void estimate_nothingToScaleBy_countsFiles() {
    List<FileSizes> empty = IntStream.range(0, 10).mapToObj(i -> file("f" + i, 0)).toList();
    Sample sample = Sample.draw(empty, 4, 1);
    Estimated sum =
        new RatioEstimator(sample, 1).estimate(List.of(2.0, 2.0, 2.0, 2.0), FileSizes::askedTokens);
    assertThat(sum).isEqualTo(Estimated.exactly(20));
  }

  /** Of 95 in a hundred intervals, with an allowance for few draws. */
  @ParameterizedTest(name = "{0} of 100 files")
  @CsvSource({"10, 0.90", "20, 0.91", "40, 0.91"})
  void estimate_noisyFiles_intervalHoldsTheTruth(int wanted, double least) {
    int trials = 400;
    int held = 0;
    double widths = 0;
    for (int seed = 0; seed < trials; seed++) {
      List<FileSizes> all = Populations.skewed(seed, 100);
      SplittableRandom random = new SplittableRandom(~seed);
      Map<FileSizes, Double> took = new HashMap<>();
      all.forEach(
          f -> took.put(f, f.askedTokens() * Math.max(0, 1 + 0.2 * Populations.normal(random))));
      Sample sample = Sample.draw(all, wanted, seed);
      Estimated sum =
          new RatioEstimator(sample, seed)
              .estimate(sample.drawn().stream().map(took::get).toList(), FileSizes::askedTokens);
      double truth = took.values().stream().mapToDouble(v -> v).sum();
      held += sum.low() <= truth && truth <= sum.high() ? 1 : 0;
      widths += sum.relativeError() / trials;
    }
    assertThat((double) held / trials).isBetween(least, 0.99);
    // Not by being so wide that it says nothing.
    assertThat(widths).isLessThan(0.6 / Math.sqrt(wanted));
  }

  @ParameterizedTest(name = "{0} degrees of freedom")
  @CsvSource({"4, 2.776", "6, 2.447", "16, 2.120", "36, 2.028", "120, 1.980"})
  void student_tabulated_isWithinOnePercent(int freedom, double quantile) {
    assertThat(RatioEstimator.student(freedom)).isCloseTo(quantile, within(quantile / 100));
  }

  @Test
  void estimate_otherNumberOfFiles_isRefused() {
    Sample sample = Sample.draw(Populations.skewed(1, 9), 4, 1);
    RatioEstimator estimator = new RatioEstimator(sample, 1);
    assertThatThrownBy(() -> estimator.estimate(List.of(1.0), FileSizes::pages))
        .hasMessage("1 measured of 4 drawn");
  }
}
