package dev.cartulary.evaluation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;

/**
 * Figures with intervals by the bootstrap over documents (Efron): documents are drawn with
 * replacement, as many as there are, and the middle 95 of 100 draws of a figure are its interval.
 * The same seed gives the same interval.
 */
final class Bootstrap {
  private static final long SEED = 20_240_229;
  private static final double TAIL = 0.025;

  private final int draws;

  Bootstrap(int draws) {
    this.draws = draws;
  }

  /** The rows of one system; a figure that no draw defines has its value as interval. */
  List<Row> rows(String set, String part, Scores scores, Set<String> clauses) {
    List<String> documents = documents(scores);
    Map<String, Map<String, Judgement>> judgements = new LinkedHashMap<>();
    for (Judgement judgement : scores.judgements()) {
      judgements
          .computeIfAbsent(judgement.field(), f -> new LinkedHashMap<>())
          .put(judgement.document(), judgement);
    }
    Map<String, SummaryScore> summaries = new LinkedHashMap<>();
    scores.summaries().forEach(s -> summaries.put(s.document(), s));
    Map<String, Map<Figure, Double>> measured = draw(documents, judgements, summaries, clauses);
    Map<String, Map<Figure, double[]>> drawn = new LinkedHashMap<>();
    measured.forEach(
        (field, figures) -> {
          Map<Figure, double[]> of = new EnumMap<>(Figure.class);
          figures.forEach((figure, value) -> of.put(figure, undefined()));
          drawn.put(field, of);
        });
    SplittableRandom random = new SplittableRandom(SEED);
    for (int i = 0; i < draws; i++) {
      List<String> sample = new ArrayList<>();
      for (int j = 0; j < documents.size(); j++) {
        sample.add(documents.get(random.nextInt(documents.size())));
      }
      int at = i;
      draw(sample, judgements, summaries, clauses)
          .forEach(
              (field, figures) ->
                  figures.forEach(
                      (figure, value) -> {
                        double[] of = drawn.getOrDefault(field, Map.of()).get(figure);
                        if (of != null) {
                          of[at] = value;
                        }
                      }));
    }
    List<Row> rows = new ArrayList<>();
    measured.forEach(
        (field, figures) ->
            figures.forEach(
                (figure, value) -> {
                  double[] sorted =
                      Arrays.stream(drawn.getOrDefault(field, Map.of()).get(figure))
                          .filter(v -> !Double.isNaN(v))
                          .sorted()
                          .toArray();
                  rows.add(
                      new Row(
                          set,
                          part,
                          scores.system(),
                          field,
                          figure,
                          value,
                          quantile(sorted, TAIL, value),
                          quantile(sorted, 1 - TAIL, value),
                          count(field, judgements, summaries, clauses)));
                }));
    return rows;
  }

  private double[] undefined() {
    double[] values = new double[draws];
    Arrays.fill(values, Double.NaN);
    return values;
  }

  private static List<String> documents(Scores scores) {
    Set<String> documents = new TreeSet<>();
    scores.judgements().forEach(j -> documents.add(j.document()));
    scores.summaries().forEach(s -> documents.add(s.document()));
    return List.copyOf(documents);
  }

  private static Map<String, Map<Figure, Double>> draw(
      List<String> sample,
      Map<String, Map<String, Judgement>> judgements,
      Map<String, SummaryScore> summaries,
      Set<String> clauses) {
    Map<String, List<Judgement>> fields = new LinkedHashMap<>();
    judgements.forEach(
        (field, of) -> {
          List<Judgement> drawn = new ArrayList<>();
          for (String document : sample) {
            Judgement judgement = of.get(document);
            if (judgement != null) {
              drawn.add(judgement);
            }
          }
          fields.put(field, drawn);
        });
    List<SummaryScore> scores = new ArrayList<>();
    for (String document : sample) {
      SummaryScore score = summaries.get(document);
      if (score != null) {
        scores.add(score);
      }
    }
    return Means.of(fields, clauses, scores);
  }

  private static int count(
      String field,
      Map<String, Map<String, Judgement>> judgements,
      Map<String, SummaryScore> summaries,
      Set<String> clauses) {
    int yesNo = (int) judgements.keySet().stream().filter(clauses::contains).count();
    return switch (field) {
      case Means.SUMMARY -> summaries.size();
      case Means.CLAUSES -> yesNo;
      case Means.VALUES -> judgements.size() - yesNo;
      case Means.ALL -> judgements.size();
      default -> judgements.getOrDefault(field, Map.of()).size();
    };
  }

  /** The value below which the share {@code q} of the sorted values lies, by nearest rank. */
  static double quantile(double[] sorted, double q, double otherwise) {
    if (sorted.length == 0) {
      return otherwise;
    }
    int rank = (int) Math.ceil(q * sorted.length) - 1;
    return sorted[Math.max(0, Math.min(sorted.length - 1, rank))];
  }
}
