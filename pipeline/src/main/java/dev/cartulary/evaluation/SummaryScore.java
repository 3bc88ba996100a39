package dev.cartulary.evaluation;

import static java.util.Objects.requireNonNull;

import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a summary compares with the one that a person wrote, and with its document.
 *
 * @param faithfulness null for a summary without numbers, dates and names
 */
public record SummaryScore(
    String document, double rouge1, double rouge2, double rougeL, @Nullable Double faithfulness) {
  public SummaryScore {
    requireNonNull(document, "document is null");
  }

  static SummaryScore of(String document, String summary, String gold, String text) {
    return new SummaryScore(
        document,
        Rouge.grams(summary, gold, 1),
        Rouge.grams(summary, gold, 2),
        Rouge.longest(summary, gold),
        Faithfulness.of(summary, text));
  }

  Map<Figure, Double> figures() {
    Map<Figure, Double> figures = new EnumMap<>(Figure.class);
    figures.put(Figure.ROUGE_1, rouge1);
    figures.put(Figure.ROUGE_2, rouge2);
    figures.put(Figure.ROUGE_L, rougeL);
    if (faithfulness != null) {
      figures.put(Figure.FAITHFULNESS, faithfulness);
    }
    return figures;
  }
}
