package dev.cartulary.evaluation;

import static dev.cartulary.evaluation.Judgements.value;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class BootstrapTest {
  private static List<Row> rows(List<Judgement> judgements, List<SummaryScore> summaries) {
    return new Bootstrap(400)
        .rows("set", "5", new Scores("model", judgements, summaries), Set.of("yes"));
  }

  private static Row row(List<Row> rows, String field, Figure figure) {
    return rows.stream()
        .filter(r -> r.field().equals(field) && r.figure() == figure)
        .findFirst()
        .orElseThrow();
  }

  @Test
  void rows_manyDocuments_intervalIsTheBinomialOne() {
    List<Judgement> judgements = new ArrayList<>();
    for (int i = 0; i < 400; i++) {
      judgements.add(Judgements.of("d" + i, "f", 1, value(0.9, i % 4 != 0)));
    }

    Row recall = row(rows(judgements, List.of()), "f", Figure.RECALL);

    // 1.96 * sqrt(0.75 * 0.25 / 400) is 0.042.
    assertThat(recall.value()).isEqualTo(0.75);
    assertThat(recall.low()).isCloseTo(0.75 - 0.042, within(0.012));
    assertThat(recall.high()).isCloseTo(0.75 + 0.042, within(0.012));
    assertThat(recall.n()).isEqualTo(400);
  }

  @Test
  void rows_twice_areTheSame() {
    List<Judgement> judgements = Judgements.random(new SplittableRandom(3), "f", 40, 0.6);

    assertThat(rows(judgements, List.of()))
        .isNotEmpty()
        .isEqualTo(rows(judgements, List.of()))
        .allMatch(r -> r.low() <= r.value() + 1e-9 && r.value() <= r.high() + 1e-9);
  }

  @Test
  void rows_means_areOverFieldsThatDefineTheFigure() {
    List<Judgement> judgements = new ArrayList<>();
    judgements.add(Judgements.of("a", "f", 1, value(0.9, true)));
    judgements.add(Judgements.of("a", "g", 1, value(0.9, false)));
    judgements.add(Judgements.of("a", "h", 0, Judgements.absence(1, true)));
    judgements.add(Judgements.of("a", "yes", 1, value(0.9, true)));

    List<Row> rows = rows(judgements, List.of());

    assertThat(row(rows, Means.VALUES, Figure.F1).value()).isEqualTo(0.5);
    assertThat(row(rows, Means.CLAUSES, Figure.F1).value()).isEqualTo(1);
    assertThat(row(rows, Means.ALL, Figure.F1).value()).isCloseTo(2 / 3.0, within(1e-12));
    assertThat(row(rows, Means.ALL, Figure.F1).n()).isEqualTo(4);
  }

  @Test
  void rows_summaries_areMeansOverDocuments() {
    List<Row> rows =
        rows(
            List.of(),
            List.of(
                new SummaryScore("a", 0.2, 0.1, 0.2, null),
                new SummaryScore("b", 0.4, 0.3, 0.4, 0.5)));

    assertThat(row(rows, Means.SUMMARY, Figure.ROUGE_L).value()).isCloseTo(0.3, within(1e-12));
    assertThat(row(rows, Means.SUMMARY, Figure.FAITHFULNESS).value()).isEqualTo(0.5);
    assertThat(row(rows, Means.SUMMARY, Figure.ROUGE_L).low()).isEqualTo(0.2);
  }

  @Test
  void quantile_nearestRank_agreesWithSorting() {
    double[] sorted = {1, 2, 3, 4};
    assertThat(
            Arrays.stream(new double[] {0.01, 0.25, 0.26, 0.975, 1})
                .map(q -> Bootstrap.quantile(sorted, q, -1)))
        .containsExactly(1.0, 1.0, 2.0, 4.0, 4.0);
    assertThat(Bootstrap.quantile(new double[0], 0.5, -1)).isEqualTo(-1);
  }
}
