package dev.cartulary.evaluation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Whether two systems differ on the same documents, by approximate randomisation (Noreen, 1989): if
 * they did not, it would not matter which of them said what, and swapping their judgements of some
 * documents would often give as large a difference. The same seed gives the same answer.
 */
public final class PairedTest {
  private static final long SEED = 20_241_121;

  private final int rounds;
  private final Figure figure;

  /**
   * A test of one figure.
   *
   * @param rounds of swapping; the least p is 1 / (rounds + 1)
   */
  public PairedTest(int rounds, Figure figure) {
    this.rounds = rounds;
    this.figure = figure;
  }

  /**
   * One comparison.
   *
   * @param p how often chance alone gives such a difference, in (0, 1]
   * @param documents that both have judged
   */
  public record Difference(String field, double here, double there, double p, int documents) {}

  /** What one system said of one document. */
  private record Side(Map<String, Judgement> judgements, List<SummaryScore> summaries) {}

  /**
   * Compares fields and means on the documents that both have judged; empty where there are none.
   *
   * @param clauses names of the fields that say yes or no
   */
  public List<Difference> compare(Scores here, Scores there, Set<String> clauses) {
    Map<String, Side> a = sides(here);
    Map<String, Side> b = sides(there);
    List<String> documents = new ArrayList<>(new TreeSet<>(a.keySet()));
    documents.retainAll(b.keySet());
    if (documents.isEmpty()) {
      return List.of();
    }
    boolean[] none = new boolean[documents.size()];
    Map<String, Double> ofHere = figures(documents, a, b, none, clauses);
    Map<String, Double> ofThere = figures(documents, b, a, none, clauses);
    Map<String, Integer> asLarge = new HashMap<>();
    SplittableRandom random = new SplittableRandom(SEED);
    for (int round = 0; round < rounds; round++) {
      boolean[] swapped = new boolean[documents.size()];
      for (int i = 0; i < swapped.length; i++) {
        swapped[i] = random.nextBoolean();
      }
      Map<String, Double> left = figures(documents, a, b, swapped, clauses);
      Map<String, Double> right = figures(documents, b, a, swapped, clauses);
      ofHere.forEach(
          (field, value) -> {
            double observed = Math.abs(value - ofThere.getOrDefault(field, value));
            double chance =
                Math.abs(left.getOrDefault(field, 0.0) - right.getOrDefault(field, 0.0));
            if (chance >= observed - 1e-12) {
              asLarge.merge(field, 1, Integer::sum);
            }
          });
    }
    List<Difference> differences = new ArrayList<>();
    ofHere.forEach(
        (field, value) -> {
          Double other = ofThere.get(field);
          if (other != null) {
            double p = (asLarge.getOrDefault(field, 0) + 1.0) / (rounds + 1.0);
            differences.add(new Difference(field, value, other, p, documents.size()));
          }
        });
    return differences;
  }

  private static Map<String, Side> sides(Scores scores) {
    Map<String, Side> sides = new TreeMap<>();
    for (Judgement judgement : scores.judgements()) {
      side(sides, judgement.document()).judgements.put(judgement.field(), judgement);
    }
    scores.summaries().forEach(s -> side(sides, s.document()).summaries.add(s));
    return sides;
  }

  private static Side side(Map<String, Side> sides, String document) {
    return sides.computeIfAbsent(document, d -> new Side(new LinkedHashMap<>(), new ArrayList<>()));
  }

  /** Of {@code a}, where the swapped documents are taken from {@code b}. */
  private Map<String, Double> figures(
      List<String> documents,
      Map<String, Side> a,
      Map<String, Side> b,
      boolean[] swapped,
      Set<String> clauses) {
    Map<String, List<Judgement>> fields = new LinkedHashMap<>();
    List<SummaryScore> summaries = new ArrayList<>();
    for (int i = 0; i < swapped.length; i++) {
      Side side = (swapped[i] ? b : a).get(documents.get(i));
      if (side != null) {
        side.judgements.forEach(
            (field, judgement) ->
                fields.computeIfAbsent(field, f -> new ArrayList<>()).add(judgement));
        summaries.addAll(side.summaries);
      }
    }
    Map<String, Double> values = new LinkedHashMap<>();
    Means.of(fields, clauses, summaries)
        .forEach(
            (field, figures) -> {
              Double value = figures.get(figure);
              if (value != null) {
                values.put(field, value);
              }
            });
    return values;
  }
}
