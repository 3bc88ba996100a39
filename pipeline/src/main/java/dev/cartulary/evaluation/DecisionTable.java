package dev.cartulary.evaluation;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * Every judged decision as a line of CSV, without any value: enough to compute all figures of fields
 * again, to fit probabilities, and to compare two evaluations.
 */
public final class DecisionTable {
  static final List<String> COLUMNS =
      List.of(
          "set",
          "part",
          "system",
          "document",
          "field",
          "comparison",
          "gold",
          "kind",
          "probability",
          "accepted",
          "right",
          "grounded",
          "words_shared",
          "words_said",
          "words_gold",
          "evidence_right",
          "evidence_judged");

  private DecisionTable() {}

  public static void write(Evaluation evaluation, Path file) throws IOException {
    try (BufferedWriter lines = Files.newBufferedWriter(file);
        PrintWriter out = new PrintWriter(lines)) {
      out.print(String.join(",", COLUMNS) + "\n");
      for (Scores scores : evaluation.scores()) {
        for (Judgement judgement : scores.judgements()) {
          for (Decision decision : judgement.decisions()) {
            out.print(line(evaluation, scores.system(), judgement, decision));
          }
        }
      }
      if (out.checkError()) {
        throw new IOException("cannot write " + file);
      }
    }
  }

  private static String line(
      Evaluation evaluation, String system, Judgement judgement, Decision decision) {
    return String.join(
            ",",
            quoted(evaluation.set()),
            quoted(evaluation.part()),
            quoted(system),
            quoted(judgement.document()),
            judgement.field(),
            String.valueOf(evaluation.comparisons().get(judgement.field()))
                .toLowerCase(Locale.ROOT),
            Integer.toString(judgement.gold()),
            decision.kind().name().toLowerCase(Locale.ROOT),
            Double.toString(decision.probability()),
            Boolean.toString(decision.accepted()),
            Boolean.toString(decision.right()),
            Boolean.toString(decision.grounded()),
            Integer.toString(judgement.words().shared()),
            Integer.toString(judgement.words().said()),
            Integer.toString(judgement.words().gold()),
            Integer.toString(judgement.evidence().shared()),
            Integer.toString(judgement.evidence().gold()))
        + "\n";
  }

  static String quoted(String text) {
    return text.matches("[^\",\r\n]*") ? text : '"' + text.replace("\"", "\"\"") + '"';
  }
}
