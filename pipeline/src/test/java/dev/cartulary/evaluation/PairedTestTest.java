package dev.cartulary.evaluation;

import static dev.cartulary.evaluation.Judgements.value;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class PairedTestTest {
  private static final PairedTest TEST = new PairedTest(999, Figure.RECALL);

  private static Scores scores(boolean... right) {
    List<Judgement> judgements = new ArrayList<>();
    for (int i = 0; i < right.length; i++) {
      judgements.add(Judgements.of("d" + i, "f", 1, value(0.9, right[i])));
    }
    return new Scores("model", judgements, List.of());
  }

  private static PairedTest.Difference difference(Scores here, Scores there) {
    return TEST.compare(here, there, Set.of()).stream()
        .filter(d -> d.field().equals("f"))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void compare_withItself_chanceExplainsAll() {
    Scores scores =
        new Scores("model", Judgements.random(new SplittableRandom(1), "f", 30, 0.5), List.of());

    assertThat(difference(scores, scores).p()).isEqualTo(1);
  }

  /**
   * Five documents that only one gets right: chance gives as large a difference when all five fall
   * on one side, two times in thirty-two.
   */
  @Test
  void compare_fiveOfFive_isTheSignTest() {
    PairedTest.Difference difference =
        difference(
            scores(true, true, true, true, true, false, true),
            scores(false, false, false, false, false, false, true));

    assertThat(difference.here()).isCloseTo(6 / 7.0, within(1e-12));
    assertThat(difference.there()).isCloseTo(1 / 7.0, within(1e-12));
    assertThat(difference.p()).isCloseTo(2 / 32.0, within(0.025));
    assertThat(difference.documents()).isEqualTo(7);
  }

  @Test
  void compare_otherDocuments_areLeftOut() {
    Scores here = scores(true, true);
    Scores there =
        new Scores("model", List.of(Judgements.of("d1", "f", 1, value(0.9, false))), List.of());

    assertThat(difference(here, there).documents()).isEqualTo(1);
    assertThat(
            TEST.compare(
                here,
                new Scores(
                    "model", List.of(Judgements.of("x", "f", 1, value(0.9, false))), List.of()),
                Set.of()))
        .isEmpty();
  }

  @Test
  void compare_summaries_areTestedToo() {
    List<SummaryScore> better = new ArrayList<>();
    List<SummaryScore> worse = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      better.add(new SummaryScore("d" + i, 0, 0, 0.5, null));
      worse.add(new SummaryScore("d" + i, 0, 0, 0.2 + i / 100.0, null));
    }

    assertThat(
            new PairedTest(999, Figure.ROUGE_L)
                .compare(
                    new Scores("model", List.of(), better),
                    new Scores("model", List.of(), worse),
                    Set.of()))
        .singleElement()
        .satisfies(d -> assertThat(d.p()).isLessThan(0.01));
  }
}
