package dev.cartulary.evaluation;

import static dev.cartulary.evaluation.Judgements.absence;
import static dev.cartulary.evaluation.Judgements.value;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class FiguresTest {
  private static final Offset<Double> EXACT = within(1e-12);

  /** The worked example of docs/evaluation.md. */
  @Test
  void of_workedExample_agreesWithTheHandbook() {
    Map<Figure, Double> figures =
        Figures.of(
            List.of(
                Judgements.of("a", "f", 1, value(0.9, true)),
                Judgements.of("b", "f", 1, value(0.8, false)),
                Judgements.of("c", "f", 2, value(0.6, true), value(0.4, true)),
                Judgements.of("d", "f", 1, absence(1, false)),
                Judgements.of("e", "f", 0, absence(1, true))));

    assertThat(figures.get(Figure.PRECISION)).isEqualTo(2 / 3.0, EXACT);
    assertThat(figures.get(Figure.RECALL)).isEqualTo(2 / 5.0, EXACT);
    assertThat(figures.get(Figure.F1)).isEqualTo(0.5, EXACT);
    // 1/5 of recall at precision 1, 1/5 at 2/3, 1/5 at 3/4.
    assertThat(figures.get(Figure.AVERAGE_PRECISION)).isEqualTo((1 + 2 / 3.0 + 0.75) / 5, EXACT);
    assertThat(figures).doesNotContainKey(Figure.PRECISION_AT_80_RECALL);
    assertThat(figures.get(Figure.COVERAGE)).isEqualTo(5 / 6.0, EXACT);
    // Bins of one each: |0.9-1|, |0.8-0|, |0.6-1|, |0.4-1|.
    assertThat(figures.get(Figure.CALIBRATION_ERROR)).isEqualTo(1.9 / 4, EXACT);
    assertThat(figures.get(Figure.ABSENCE_CALIBRATION_ERROR)).isEqualTo(0.5, EXACT);
    assertThat(figures.get(Figure.GROUNDED)).isEqualTo(1, EXACT);
  }

  @Test
  void of_nothingThereAndNothingSaid_definesNoF1() {
    Map<Figure, Double> figures =
        Figures.of(List.of(Judgements.of("a", "f", 0, absence(0.9, true))));

    assertThat(figures)
        .containsOnlyKeys(Figure.COVERAGE, Figure.ABSENCE_CALIBRATION_ERROR)
        .containsEntry(Figure.COVERAGE, 1.0);
    assertThat(Figures.of(List.of())).isEmpty();
  }

  @Test
  void of_everythingMissed_isZeroNotUndefined() {
    Map<Figure, Double> figures =
        Figures.of(List.of(Judgements.of("a", "f", 2, absence(1, false))));

    assertThat(figures)
        .containsEntry(Figure.RECALL, 0.0)
        .containsEntry(Figure.F1, 0.0)
        .containsEntry(Figure.AVERAGE_PRECISION, 0.0)
        .doesNotContainKey(Figure.PRECISION);
  }
}
