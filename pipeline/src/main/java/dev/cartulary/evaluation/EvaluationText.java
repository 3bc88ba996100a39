package dev.cartulary.evaluation;

import dev.cartulary.gold.Comparison;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** An evaluation as lines of at most 80 characters. */
public final class EvaluationText {
  private static final int NAME = 28;
  private static final List<Figure> OF_MODEL =
      List.of(
          Figure.PRECISION,
          Figure.RECALL,
          Figure.F1,
          Figure.TOKEN_F1,
          Figure.AVERAGE_PRECISION,
          Figure.CALIBRATION_ERROR);

  private final Evaluation evaluation;
  private final Map<String, Row> rows = new HashMap<>();
  private final List<String> lines = new ArrayList<>();

  private EvaluationText(Evaluation evaluation) {
    this.evaluation = evaluation;
    evaluation.rows().forEach(row -> rows.put(key(row.system(), row.field(), row.figure()), row));
  }

  public static List<String> of(Evaluation evaluation) {
    EvaluationText text = new EvaluationText(evaluation);
    text.head();
    text.fields();
    text.summaries();
    text.failures();
    return text.lines;
  }

  /** Differences of one figure between this evaluation and another, and how likely chance is. */
  public static List<String> of(Figure figure, List<PairedTest.Difference> differences) {
    List<String> lines = new ArrayList<>();
    lines.add("");
    if (differences.isEmpty()) {
      lines.add("The two evaluations have judged no document in common.");
      return lines;
    }
    lines.add(
        String.format(
            Locale.ROOT,
            "%-" + NAME + "s %6s %6s %7s %6s   (%s, %,d documents)",
            "field",
            "here",
            "there",
            "change",
            "p",
            figure.label(),
            differences.get(0).documents()));
    for (PairedTest.Difference difference : differences) {
      lines.add(
          String.format(
              Locale.ROOT,
              "%-" + NAME + "s %6.2f %6.2f %+7.2f %6.3f%s",
              shortened(difference.field()),
              difference.here(),
              difference.there(),
              difference.here() - difference.there(),
              difference.p(),
              difference.p() < 0.05 ? " *" : ""));
    }
    lines.add("p: how often chance alone gives such a change; * less than once in twenty");
    return lines;
  }

  private static String shortened(String label) {
    return label.length() > NAME ? label.substring(0, NAME - 1) + "~" : label;
  }

  private static String key(String system, String field, Figure figure) {
    return system + " " + field + " " + figure;
  }

  private void head() {
    lines.add(
        String.format(
            Locale.ROOT,
            "%s, %s: %,d documents",
            evaluation.set(),
            evaluation.part().equals("all") ? "all parts" : "part " + evaluation.part(),
            evaluation.documents()));
  }

  private void fields() {
    if (evaluation.comparisons().isEmpty()) {
      return;
    }
    lines.add("");
    lines.add(
        String.format(
            "%-" + NAME + "s %4s %4s  %4s %4s %4s %4s %4s  %5s %5s",
            "field",
            "docs",
            "P",
            "R",
            "F1",
            "word",
            "area",
            "ECE",
            "rules",
            "ahead"));
    evaluation.comparisons().entrySet().stream()
        .filter(e -> e.getValue() != Comparison.FLAG)
        .forEach(e -> line(e.getKey(), e.getKey()));
    line(Means.VALUES, "mean");
    List<String> clauses =
        evaluation.comparisons().entrySet().stream()
            .filter(e -> e.getValue() == Comparison.FLAG)
            .map(Map.Entry::getKey)
            .toList();
    if (!clauses.isEmpty()) {
      lines.add("");
      clauses.forEach(field -> line(field, field));
      line(Means.CLAUSES, "mean of clauses");
      line(Means.ALL, "mean of all");
    }
    lines.add("");
    lines.add("P, R, F1: values that need no review; word: F1 of their words; area: under");
    lines.add("precision over recall; ECE: expected calibration error; rules: F1 without a");
    lines.add("model; ahead: whose F1 is higher, in brackets where the intervals overlap.");
  }

  private void line(String field, String label) {
    Row first = rows.get(key(Evaluation.MODEL, field, Figure.COVERAGE));
    if (first == null) {
      return;
    }
    StringBuilder line = new StringBuilder();
    line.append(String.format("%-" + NAME + "s %4d", shortened(label), first.n()));
    int column = 0;
    for (Figure figure : OF_MODEL) {
      line.append(column == 1 ? "  " : " ").append(number(Evaluation.MODEL, field, figure));
      column++;
    }
    line.append("   ").append(number(Evaluation.RULES, field, Figure.F1));
    line.append(' ').append(String.format("%7s", ahead(field)));
    lines.add(line.toString());
  }

  private String number(String system, String field, Figure figure) {
    Row row = rows.get(key(system, field, figure));
    return row == null ? "   -" : String.format(Locale.ROOT, "%4.2f", row.value());
  }

  private String ahead(String field) {
    return Ahead.of(
            rows.get(key(Evaluation.MODEL, field, Figure.F1)),
            rows.get(key(Evaluation.RULES, field, Figure.F1)))
        .words();
  }

  private void summaries() {
    List<Scores> summarised =
        evaluation.scores().stream().filter(s -> !s.summaries().isEmpty()).toList();
    if (summarised.isEmpty()) {
      return;
    }
    lines.add("");
    lines.add(
        String.format(
            "%-12s %4s  %7s %7s %7s  %13s %8s",
            "summary", "docs", "ROUGE-1", "ROUGE-2", "ROUGE-L", "interval of L", "faithful"));
    for (Scores scores : summarised) {
      Row longest = rows.get(key(scores.system(), Means.SUMMARY, Figure.ROUGE_L));
      lines.add(
          String.format(
              Locale.ROOT,
              "%-12s %4d  %7s %7s %7s  %13s %8s",
              scores.system(),
              scores.summaries().size(),
              number(scores.system(), Means.SUMMARY, Figure.ROUGE_1),
              number(scores.system(), Means.SUMMARY, Figure.ROUGE_2),
              number(scores.system(), Means.SUMMARY, Figure.ROUGE_L),
              longest == null
                  ? "-"
                  : String.format(Locale.ROOT, "%.2f to %.2f", longest.low(), longest.high()),
              number(scores.system(), Means.SUMMARY, Figure.FAITHFULNESS)));
    }
  }

  private void failures() {
    if (evaluation.failed().isEmpty()) {
      return;
    }
    lines.add("");
    lines.add(
        evaluation.failed().size() + " documents without a record; their values count as missed:");
    evaluation.failed().forEach((name, reason) -> lines.add("  " + name + ": " + reason));
  }
}
