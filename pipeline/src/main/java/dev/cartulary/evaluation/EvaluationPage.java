package dev.cartulary.evaluation;

import static dev.cartulary.page.HtmlPage.escaped;

import dev.cartulary.gold.Comparison;
import dev.cartulary.page.HtmlPage;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An evaluation as one HTML page that needs nothing else: tables and diagrams, no script. */
final class EvaluationPage {
  private static final List<Figure> COLUMNS =
      List.of(
          Figure.PRECISION,
          Figure.RECALL,
          Figure.TOKEN_F1,
          Figure.AVERAGE_PRECISION,
          Figure.PRECISION_AT_80_RECALL,
          Figure.COVERAGE,
          Figure.CALIBRATION_ERROR,
          Figure.ABSENCE_CALIBRATION_ERROR,
          Figure.GROUNDED,
          Figure.EVIDENCE);
  private static final List<String> HEADS =
      List.of(
          "precision",
          "recall",
          "word F1",
          "area",
          "precision<br>at 80 % recall",
          "coverage",
          "calibration<br>error",
          "of absence",
          "grounded",
          "evidence");

  private final Evaluation evaluation;
  private final Map<String, Row> rows = new HashMap<>();
  private final StringBuilder page = new StringBuilder();

  private EvaluationPage(Evaluation evaluation) {
    this.evaluation = evaluation;
    evaluation.rows().forEach(r -> rows.put(key(r.system(), r.field(), r.figure()), r));
  }

  static String of(Evaluation evaluation) {
    EvaluationPage page = new EvaluationPage(evaluation);
    page.head();
    page.fields();
    page.summaries();
    page.reliability();
    page.curves();
    page.failures();
    return HtmlPage.of(
        "Evaluation: " + evaluation.set() + ", " + page.part(),
        List.of(HtmlPage.style(EvaluationPage.class, "evaluation.css")),
        page.page.toString());
  }

  private String part() {
    return evaluation.part().equals("all") ? "all parts" : "part " + evaluation.part();
  }

  private static String key(String system, String field, Figure figure) {
    return system + " " + field + " " + figure;
  }

  private void head() {
    page.append("<h1>Evaluation of ")
        .append(escaped(evaluation.set()))
        .append("</h1>\n<p class=\"soft\">")
        .append(
            String.format(
                Locale.ROOT, "%s, %,d documents", escaped(part()), evaluation.documents()))
        .append(
            ". Intervals hold 95 of 100 draws of documents. What each figure means is written in"
                + " docs/evaluation.md.</p>\n");
  }

  private void fields() {
    if (evaluation.comparisons().isEmpty()) {
      return;
    }
    page.append("<h2>Fields</h2>\n<div class=\"wide\"><table>\n<caption>")
        .append("<span class=\"model\">The run</span> beside <span class=\"rules\">rules</span>")
        .append(" without a model. Ahead: whose F1 is higher, in brackets where the intervals")
        .append(" overlap.</caption>\n<thead><tr><th>field</th><th>documents</th>")
        .append("<th>F1</th><th>rules: F1</th><th>ahead</th>");
    HEADS.forEach(head -> page.append("<th>").append(head).append("</th>"));
    page.append("</tr></thead>\n<tbody>\n");
    fields(false).forEach(field -> line(field, field, false));
    line(Means.VALUES, "mean of values", true);
    if (!fields(true).isEmpty()) {
      fields(true).forEach(field -> line(field, field, false));
      line(Means.CLAUSES, "mean of clauses", true);
      line(Means.ALL, "mean of all", true);
    }
    page.append("</tbody></table></div>\n");
  }

  private List<String> fields(boolean clauses) {
    return evaluation.comparisons().entrySet().stream()
        .filter(e -> (e.getValue() == Comparison.FLAG) == clauses)
        .map(Map.Entry::getKey)
        .toList();
  }

  private void line(String field, String label, boolean mean) {
    Row any = rows.get(key(Evaluation.MODEL, field, Figure.COVERAGE));
    if (any == null) {
      return;
    }
    page.append(mean ? "<tr class=\"mean\">" : "<tr>")
        .append("<th scope=\"row\">")
        .append(escaped(label))
        .append("</th><td>")
        .append(any.n())
        .append("</td>");
    Row model = rows.get(key(Evaluation.MODEL, field, Figure.F1));
    Row rules = rows.get(key(Evaluation.RULES, field, Figure.F1));
    cell(model);
    cell(rules);
    Ahead ahead = Ahead.of(model, rules);
    page.append("<td class=\"").append(ahead.who()).append("\">").append(ahead.words());
    page.append("</td>");
    COLUMNS.forEach(figure -> cell(rows.get(key(Evaluation.MODEL, field, figure))));
    page.append("</tr>\n");
  }

  private void cell(@Nullable Row row) {
    page.append("<td>");
    if (row == null) {
      page.append("–");
    } else {
      page.append(String.format(Locale.ROOT, "%.2f", row.value()));
      if (row.figure() == Figure.F1 || row.figure() == Figure.ROUGE_L) {
        page.append(
            String.format(
                Locale.ROOT, " <span class=\"range\">%.2f–%.2f</span>", row.low(), row.high()));
      }
    }
    page.append("</td>");
  }

  private void summaries() {
    List<Scores> summarised =
        evaluation.scores().stream().filter(s -> !s.summaries().isEmpty()).toList();
    if (summarised.isEmpty()) {
      return;
    }
    page.append("<h2>Summaries</h2>\n<div class=\"wide\"><table>\n<thead><tr><th>summary</th>")
        .append("<th>documents</th><th>ROUGE-1</th><th>ROUGE-2</th><th>ROUGE-L</th>")
        .append("<th>faithfulness</th></tr></thead>\n<tbody>\n");
    for (Scores scores : summarised) {
      page.append("<tr><th scope=\"row\">")
          .append(escaped(scores.system()))
          .append("</th><td>")
          .append(scores.summaries().size())
          .append("</td>");
      for (Figure figure :
          List.of(Figure.ROUGE_1, Figure.ROUGE_2, Figure.ROUGE_L, Figure.FAITHFULNESS)) {
        cell(rows.get(key(scores.system(), Means.SUMMARY, figure)));
      }
      page.append("</tr>\n");
    }
    page.append("</tbody></table></div>\n");
  }

  private void reliability() {
    List<Decision> values = decisions(true);
    List<Decision> absences = decisions(false);
    if (values.isEmpty() && absences.isEmpty()) {
      return;
    }
    page.append("<h2>What probabilities are worth</h2>\n")
        .append("<p class=\"soft\">Across: the probability that was said. Up: the share that is")
        .append(" right. On the broken line both are equal. Bars: how many decisions.</p>\n")
        .append("<div class=\"pair\">\n");
    reliability("Values of all fields", values);
    reliability("Absences of all fields", absences);
    page.append("</div>\n");
  }

  private void reliability(String title, List<Decision> decisions) {
    if (!decisions.isEmpty()) {
      Reliability of = Reliability.of(decisions);
      figure(
          Charts.reliability(title, of),
          String.format(
              Locale.ROOT, "%s: %,d decisions, error %.3f", title, decisions.size(), of.error()));
    }
  }

  private List<Decision> decisions(boolean values) {
    List<Decision> decisions = new ArrayList<>();
    for (Judgement judgement : evaluation.scores().get(0).judgements()) {
      judgement.decisions().stream().filter(d -> d.isValue() == values).forEach(decisions::add);
    }
    return decisions;
  }

  private void curves() {
    if (evaluation.comparisons().isEmpty()) {
      return;
    }
    page.append("<h2>Precision over recall</h2>\n<p class=\"soft\">")
        .append(
            "Across: recall. Up: precision. <span class=\"model\">Line</span>: the run, from the")
        .append(" surest values to all. <span class=\"rules\">Cross</span>: the rules.</p>\n")
        .append("<div class=\"charts\">\n");
    for (String field : evaluation.comparisons().keySet()) {
      int gold = gold(field);
      if (gold > 0) {
        PrecisionRecall curve = curve(0, field, gold);
        List<PrecisionRecall.Point> rules = curve(1, field, gold).points();
        figure(
            Charts.curve(field, curve, rules.isEmpty() ? null : rules.get(rules.size() - 1)),
            String.format(Locale.ROOT, "%s: area %.2f, %,d values", field, curve.area(), gold));
      }
    }
    page.append("</div>\n");
  }

  private int gold(String field) {
    return evaluation.scores().get(0).judgements().stream()
        .filter(j -> j.field().equals(field))
        .mapToInt(Judgement::gold)
        .sum();
  }

  private PrecisionRecall curve(int system, String field, int gold) {
    return PrecisionRecall.of(
        evaluation.scores().get(system).judgements().stream()
            .filter(j -> j.field().equals(field))
            .flatMap(j -> j.decisions().stream())
            .filter(Decision::isValue)
            .toList(),
        gold);
  }

  private void figure(String svg, String caption) {
    page.append("<figure>")
        .append(svg)
        .append("<figcaption>")
        .append(escaped(caption))
        .append("</figcaption></figure>\n");
  }

  private void failures() {
    if (evaluation.failed().isEmpty()) {
      return;
    }
    page.append(
        "<h2>Documents without a record</h2>\n<p>Their values count as missed.</p>\n<ul>\n");
    evaluation
        .failed()
        .forEach(
            (name, reason) ->
                page.append("<li>").append(escaped(name + ": " + reason)).append("</li>\n"));
    page.append("</ul>\n");
  }
}
