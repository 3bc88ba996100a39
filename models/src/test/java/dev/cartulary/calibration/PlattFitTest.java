package dev.cartulary.calibration;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlattFitTest {
  @ParameterizedTest(name = "seed {0}")
  @ValueSource(ints = {1, 2, 3})
  void fit_decisionsDrawnFromScales_findsThem(int seed) {
    Random random = new Random(seed);
    List<Decided> decisions = new ArrayList<>();
    for (int i = 0; i < 20_000; i++) {
      double stated = random.nextDouble();
      boolean first = random.nextBoolean();
      Scale truth = new Scale(0.6, first ? -1 : 0.5);
      decisions.add(
          new Decided(
              "date",
              first ? "signed" : "ended",
              "d" + i % 50,
              stated,
              random.nextDouble() < truth.apply(stated)));
    }
    Map<String, Scale> scales = PlattFit.fit(decisions);
    assertThat(scale(scales, "signed").slope()).isCloseTo(0.6, within(0.06));
    assertThat(scale(scales, "signed").offset()).isCloseTo(-1, within(0.12));
    assertThat(scale(scales, "ended").offset()).isCloseTo(0.5, within(0.12));
  }

  /** Where the scale is best, no small step makes the decisions and priors more probable. */
  @Test
  void fit_oneField_isTheMaximumOfItsLikelihood() {
    Random random = new Random(5);
    List<Decided> decisions = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      double stated = random.nextDouble();
      decisions.add(new Decided("flag", "f", "d", stated, random.nextDouble() < stated));
    }
    Scale best = scale(PlattFit.fit(decisions), "f");
    double height = penalised(decisions, best);
    for (double step : new double[] {-0.01, 0.01}) {
      assertThat(penalised(decisions, new Scale(best.slope() + step, best.offset())))
          .isLessThan(height);
      assertThat(penalised(decisions, new Scale(best.slope(), best.offset() + step)))
          .isLessThan(height);
    }
  }

  /** Rounding must not hide a gain that has no variance at all. */
  @ParameterizedTest(name = "{0} documents")
  @ValueSource(ints = {2, 3, 7, 10, 23})
  void fit_documentsThatGainAlike_haveAScale(int documents) {
    List<Decided> decisions = new ArrayList<>();
    for (int document = 0; document < documents; document++) {
      for (int i = 0; i < 10; i++) {
        decisions.add(new Decided("flag", "f", "d" + document, 0.9, i < 3));
      }
    }
    assertThat(scale(PlattFit.fit(decisions), "f").apply(0.9)).isLessThan(0.6);
  }

  /** A mean of weight 0.01 and an offset of weight 1 share an offset as 100 to 1. */
  private static double penalised(List<Decided> decisions, Scale scale) {
    double log = 0;
    for (Decided decided : decisions) {
      double p = scale.apply(decided.probability());
      log += Math.log(decided.right() ? p : 1 - p);
    }
    double offset = scale.offset() / 101;
    double mean = scale.offset() - offset;
    return log
        - 2 * (scale.slope() - 1) * (scale.slope() - 1)
        - offset * offset / 2
        - 0.01 * mean * mean / 2;
  }

  @Test
  void fit_fieldWithOneDecision_isCorrectedAsItsKind() {
    List<Decided> decisions =
        new ArrayList<>(Collections.nCopies(300, new Decided("flag", "many", "a", 0.9, false)));
    decisions.addAll(Collections.nCopies(300, new Decided("flag", "many", "a", 0.9, true)));
    decisions.add(new Decided("flag", "few", "a", 0.9, true));
    decisions.add(new Decided("date", "other", "a", 0.9, true));
    Map<String, Scale> scales = PlattFit.fit(decisions);
    assertThat(scale(scales, "many").apply(0.9)).isCloseTo(0.5, within(0.02));
    assertThat(scale(scales, "few").apply(0.9)).isBetween(0.5, 0.7);
    assertThat(scale(scales, "other").apply(0.9)).isGreaterThan(0.8);
  }

  @Test
  void fit_alwaysWrongWhenSure_keepsTheOrderOfProbabilities() {
    List<Decided> decisions = new ArrayList<>();
    for (int i = 0; i < 500; i++) {
      decisions.add(new Decided("flag", "f", "d" + i % 7, i % 2 == 0 ? 0.99 : 0.01, i % 2 != 0));
    }
    Scale scale = scale(PlattFit.fit(decisions), "f");
    assertThat(scale.apply(0.99)).isGreaterThan(scale.apply(0.01));
  }

  /** Thirty documents with forty fields of a few decisions each: every offset would be chance. */
  @ParameterizedTest(name = "seed {0}")
  @ValueSource(ints = {1, 2, 3, 4, 5})
  void fit_probabilitiesThatAreRight_areLeftAlone(int seed) {
    Random random = new Random(seed);
    List<Decided> decisions = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      for (int field = 0; field < 40; field++) {
        double stated = random.nextDouble();
        decisions.add(
            new Decided("flag", "f" + field, "d" + i, stated, random.nextDouble() < stated));
        decisions.add(
            new Decided("date", "g" + field, "d" + i, stated, random.nextDouble() < 0.5 * stated));
      }
    }
    Map<String, Scale> scales = PlattFit.fit(decisions);
    assertThat(scales).doesNotContainKey("f0").hasSize(40);
    assertThat(scales.values().stream().mapToDouble(scale -> scale.apply(0.8)).average())
        .hasValueCloseTo(0.4, within(0.08));
  }

  private static Scale scale(Map<String, Scale> scales, String field) {
    return requireNonNull(scales.get(field), field);
  }
}
