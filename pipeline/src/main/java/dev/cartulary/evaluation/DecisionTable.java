package dev.cartulary.evaluation;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Every judged decision as a line, without any value; lines of one judgement stand together. */
final class DecisionTable {
  private static final List<String> COLUMNS =
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

  static void write(Evaluation evaluation, Writer out) throws IOException {
    out.write(Csv.line(COLUMNS));
    for (Scores scores : evaluation.scores()) {
      for (Judgement judgement : scores.judgements()) {
        for (Decision decision : judgement.decisions()) {
          out.write(line(evaluation, scores.system(), judgement, decision));
        }
      }
    }
  }

  private static String line(
      Evaluation evaluation, String system, Judgement judgement, Decision decision) {
    return Csv.line(
        List.of(
            evaluation.set(),
            evaluation.part(),
            system,
            judgement.document(),
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
            Integer.toString(judgement.evidence().gold())));
  }

  /** Judgements by system, in the order of the file. */
  static Map<String, List<Judgement>> read(Path file) {
    Map<String, Map<String, Judgement>> judgements = new LinkedHashMap<>();
    for (Map<String, String> row : Csv.read(file, COLUMNS)) {
      String document = row.getOrDefault("document", "");
      String field = row.getOrDefault("field", "");
      Decision decision =
          new Decision(
              Decision.Kind.valueOf(row.getOrDefault("kind", "").toUpperCase(Locale.ROOT)),
              Double.parseDouble(row.getOrDefault("probability", "")),
              flag(row, "accepted"),
              flag(row, "right"),
              flag(row, "grounded"));
      judgements
          .computeIfAbsent(row.getOrDefault("system", ""), s -> new LinkedHashMap<>())
          .merge(
              document + "\t" + field,
              new Judgement(
                  document,
                  field,
                  number(row, "gold"),
                  List.of(decision),
                  new Overlap(
                      number(row, "words_shared"),
                      number(row, "words_said"),
                      number(row, "words_gold")),
                  new Overlap(
                      number(row, "evidence_right"),
                      number(row, "evidence_judged"),
                      number(row, "evidence_judged"))),
              DecisionTable::joined);
    }
    Map<String, List<Judgement>> read = new LinkedHashMap<>();
    judgements.forEach((system, of) -> read.put(system, List.copyOf(of.values())));
    return read;
  }

  private static Judgement joined(Judgement judgement, Judgement next) {
    List<Decision> decisions = new ArrayList<>(judgement.decisions());
    decisions.addAll(next.decisions());
    return new Judgement(
        judgement.document(),
        judgement.field(),
        judgement.gold(),
        decisions,
        judgement.words(),
        judgement.evidence());
  }

  private static boolean flag(Map<String, String> row, String column) {
    return Boolean.parseBoolean(row.get(column));
  }

  private static int number(Map<String, String> row, String column) {
    return Integer.parseInt(row.getOrDefault(column, ""));
  }
}
