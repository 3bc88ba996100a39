package dev.cartulary.evaluation;

import static dev.cartulary.evaluation.Judgements.value;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Curves against definitions written for reading. */
class CurvesTest {
  private static List<Decision> decisions(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<Decision> decisions = new ArrayList<>();
    int count = (int) (seed % 40);
    for (int i = 0; i < count; i++) {
      decisions.add(value(random.nextInt(11) / 10.0, random.nextBoolean()));
    }
    return decisions;
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {0, 1, 2, 7, 19, 39, 1_000_000_007})
  void area_isTheSumOverAllThresholds(long seed) {
    List<Decision> decisions = decisions(seed);
    int gold = 3 + (int) decisions.stream().filter(Decision::right).count();

    double area = 0;
    double recallBefore = 0;
    TreeSet<Double> thresholds = new TreeSet<>();
    decisions.forEach(d -> thresholds.add(d.probability()));
    for (double threshold : thresholds.descendingSet()) {
      List<Decision> taken = decisions.stream().filter(d -> d.probability() >= threshold).toList();
      double right = taken.stream().filter(Decision::right).count();
      area += (right / gold - recallBefore) * (right / taken.size());
      recallBefore = right / gold;
    }

    assertThat(PrecisionRecall.of(decisions, gold).area()).isCloseTo(area, within(1e-12));
    assertThat(area).isBetween(0.0, 1.0);
  }

  @Test
  void precisionAt_recallReachedTwice_takesTheBest() {
    PrecisionRecall curve =
        PrecisionRecall.of(
            List.of(value(0.9, true), value(0.8, false), value(0.7, true), value(0.1, false)), 2);

    assertThat(curve.precisionAt(0.8)).hasValue(2 / 3.0);
    assertThat(curve.precisionAt(0.5)).hasValue(1);
    assertThat(PrecisionRecall.of(List.of(value(1, true)), 2).precisionAt(0.8)).isEmpty();
    assertThatThrownBy(() -> PrecisionRecall.of(List.of(), 0))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {0, 1, 2, 7, 19, 39, 1_000_000_007})
  void error_isTheWeightedDistanceOfTenBins(long seed) {
    List<Decision> decisions = decisions(seed);

    double error = 0;
    for (int bin = 0; bin < 10; bin++) {
      double from = bin / 10.0;
      double to = bin == 9 ? 1.1 : (bin + 1) / 10.0;
      List<Decision> in =
          decisions.stream().filter(d -> d.probability() >= from && d.probability() < to).toList();
      if (!in.isEmpty()) {
        double said = in.stream().mapToDouble(Decision::probability).average().orElseThrow();
        double right = (double) in.stream().filter(Decision::right).count() / in.size();
        error += Math.abs(said - right) * in.size() / decisions.size();
      }
    }

    Reliability reliability = Reliability.of(decisions);
    assertThat(reliability.error()).isCloseTo(error, within(1e-12));
    assertThat(reliability.bins().stream().mapToInt(Reliability.Bin::count).sum())
        .isEqualTo(decisions.size());
  }

  @Test
  void error_rightNineTimesInTenAtNineTenths_isZero() {
    List<Decision> decisions = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      decisions.add(value(0.9, i != 3));
    }
    assertThat(Reliability.of(decisions).error()).isCloseTo(0, within(1e-12));
  }
}
