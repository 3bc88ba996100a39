package dev.cartulary.evaluation;

import dev.cartulary.access.OwnerOnly;
import dev.cartulary.parquet.FigureRow;
import dev.cartulary.parquet.Table;
import dev.cartulary.parquet.TableWriter;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * An evaluation on disk: {@code figures.parquet}, {@code evaluation.html}, and every judged
 * decision and summary as CSV without any value, from which all figures can be computed again.
 */
public final class EvaluationFolder {
  private static final String DECISIONS = "decisions.csv";
  private static final String SUMMARIES = "summaries.csv";

  private EvaluationFolder() {}

  /** Writes into {@code folder}, over an evaluation that is there. */
  public static void write(Evaluation evaluation, Path folder) throws IOException {
    OwnerOnly.folders(folder);
    try (BufferedWriter out = Files.newBufferedWriter(folder.resolve(DECISIONS))) {
      DecisionTable.write(evaluation, out);
    }
    try (BufferedWriter out = Files.newBufferedWriter(folder.resolve(SUMMARIES))) {
      SummaryTable.write(evaluation.scores(), out);
    }
    Path figures = folder.resolve("figures.parquet");
    Files.deleteIfExists(figures);
    try (TableWriter<FigureRow> table = TableWriter.open(Table.FIGURES, figures)) {
      for (Row row : evaluation.rows()) {
        table.write(
            new FigureRow(
                row.set(),
                row.part(),
                row.system(),
                row.field(),
                row.figure().name().toLowerCase(Locale.ROOT),
                row.value(),
                row.low(),
                row.high(),
                row.n()));
      }
    }
    Files.writeString(folder.resolve("evaluation.html"), EvaluationPage.of(evaluation));
  }

  /**
   * What systems said in the evaluation in {@code folder}, by system.
   *
   * @throws EvaluationException if there is no evaluation
   */
  public static Map<String, Scores> read(Path folder) {
    List<Judgement> none = List.of();
    Map<String, List<Judgement>> judgements = DecisionTable.read(folder.resolve(DECISIONS));
    Map<String, List<SummaryScore>> summaries = SummaryTable.read(folder.resolve(SUMMARIES));
    Set<String> systems = new TreeSet<>(judgements.keySet());
    systems.addAll(summaries.keySet());
    Map<String, Scores> scores = new LinkedHashMap<>();
    for (String system : systems) {
      scores.put(
          system,
          new Scores(
              system,
              judgements.getOrDefault(system, none),
              summaries.getOrDefault(system, new ArrayList<>())));
    }
    return scores;
  }

  /**
   * The mean F1 over all fields that the run reached in the evaluation in {@code folder}, with its
   * interval.
   *
   * @throws EvaluationException if there is no evaluation, or none of fields
   */
  public static Row f1(Path folder) {
    Scores scores = read(folder).get(Evaluation.MODEL);
    List<Row> rows =
        scores == null ? List.of() : new Bootstrap(Evaluation.DRAWS).rows("", "", scores, Set.of());
    return rows.stream()
        .filter(row -> row.field().equals(Means.ALL) && row.figure() == Figure.F1)
        .findFirst()
        .orElseThrow(
            () ->
                new EvaluationException(
                    folder + " judges no field of a run; name an evaluation that does"));
  }
}
