package dev.cartulary.evaluation;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The score of every summary, without its words. */
final class SummaryTable {
  private static final List<String> COLUMNS =
      List.of("system", "document", "rouge_1", "rouge_2", "rouge_l", "faithfulness");

  private SummaryTable() {}

  static void write(List<Scores> scores, Writer out) throws IOException {
    out.write(Csv.line(COLUMNS));
    for (Scores of : scores) {
      for (SummaryScore score : of.summaries()) {
        Double faithfulness = score.faithfulness();
        out.write(
            Csv.line(
                List.of(
                    of.system(),
                    score.document(),
                    Double.toString(score.rouge1()),
                    Double.toString(score.rouge2()),
                    Double.toString(score.rougeL()),
                    faithfulness == null ? "" : Double.toString(faithfulness))));
      }
    }
  }

  static Map<String, List<SummaryScore>> read(Path file) {
    Map<String, List<SummaryScore>> scores = new LinkedHashMap<>();
    for (Map<String, String> row : Csv.read(file, COLUMNS)) {
      String faithfulness = row.getOrDefault("faithfulness", "");
      scores
          .computeIfAbsent(row.getOrDefault("system", ""), s -> new ArrayList<>())
          .add(
              new SummaryScore(
                  row.getOrDefault("document", ""),
                  Double.parseDouble(row.getOrDefault("rouge_1", "")),
                  Double.parseDouble(row.getOrDefault("rouge_2", "")),
                  Double.parseDouble(row.getOrDefault("rouge_l", "")),
                  faithfulness.isEmpty() ? null : Double.valueOf(faithfulness)));
    }
    return scores;
  }
}
