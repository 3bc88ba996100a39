package dev.cartulary.evaluation;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** All figures of a system over some documents, field by field and their means. */
final class Means {
  /** Mean over the fields that say yes or no. */
  static final String CLAUSES = "#clauses";

  /** Mean over the fields with values. */
  static final String VALUES = "#values";

  /** Mean over all fields. */
  static final String ALL = "#all";

  /** The summary, which is no field. */
  static final String SUMMARY = "#summary";

  private Means() {}

  /**
   * The figures by the field's name, or by one of the names above.
   *
   * @param fields judgements by field
   * @param clauses names of the fields that say yes or no
   */
  static Map<String, Map<Figure, Double>> of(
      Map<String, List<Judgement>> fields, Set<String> clauses, List<SummaryScore> summaries) {
    Map<String, Map<Figure, Double>> figures = new LinkedHashMap<>();
    fields.forEach((field, judgements) -> figures.put(field, Figures.of(judgements)));
    List<Map<Figure, Double>> yesNo = new ArrayList<>();
    List<Map<Figure, Double>> valued = new ArrayList<>();
    figures.forEach((field, of) -> (clauses.contains(field) ? yesNo : valued).add(of));
    List<Map<Figure, Double>> all = new ArrayList<>(yesNo);
    all.addAll(valued);
    put(figures, VALUES, valued);
    put(figures, CLAUSES, yesNo);
    put(figures, ALL, yesNo.isEmpty() || valued.isEmpty() ? List.of() : all);
    put(figures, SUMMARY, summaries.stream().map(SummaryScore::figures).toList());
    return figures;
  }

  /** The mean of each figure over those that define it. */
  private static void put(
      Map<String, Map<Figure, Double>> figures, String name, List<Map<Figure, Double>> of) {
    if (of.isEmpty()) {
      return;
    }
    Map<Figure, Double> means = new EnumMap<>(Figure.class);
    for (Figure figure : Figure.values()) {
      of.stream()
          .filter(f -> f.containsKey(figure))
          .mapToDouble(f -> f.getOrDefault(figure, 0.0))
          .average()
          .ifPresent(mean -> means.put(figure, mean));
    }
    figures.put(name, means);
  }
}
