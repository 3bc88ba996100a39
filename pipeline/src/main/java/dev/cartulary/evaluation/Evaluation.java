package dev.cartulary.evaluation;

import static java.util.Objects.requireNonNull;

import dev.cartulary.baseline.Lead;
import dev.cartulary.baseline.RuleBaseline;
import dev.cartulary.baseline.RuleValue;
import dev.cartulary.baseline.TextRank;
import dev.cartulary.field.DocumentType;
import dev.cartulary.gold.Comparison;
import dev.cartulary.gold.GoldDocument;
import dev.cartulary.gold.GoldField;
import dev.cartulary.gold.GoldSet;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * A run, judged beside the rules and the simple ways to summarise.
 *
 * @param part of the set, or {@code all}
 * @param documents how many were judged
 * @param failed reasons of documents that came to no record, by name; each of their gold values is
 *     missed
 * @param comparisons how each field is compared, in the order of the document type
 * @param scores the run's first, then the rules', then those of other ways to summarise
 * @param rows figures of all scores
 */
public record Evaluation(
    String set,
    String part,
    int documents,
    Map<String, String> failed,
    Map<String, Comparison> comparisons,
    List<Scores> scores,
    List<Row> rows) {
  /** What the run says. */
  public static final String MODEL = "model";

  /** What rules without a model say. */
  public static final String RULES = "rules";

  static final int DRAWS = 1000;

  public Evaluation {
    requireNonNull(set, "set is null");
    requireNonNull(part, "part is null");
    failed = Collections.unmodifiableMap(new TreeMap<>(failed));
    comparisons = Collections.unmodifiableMap(new LinkedHashMap<>(comparisons));
    scores = List.copyOf(scores);
    rows = List.copyOf(rows);
  }

  /**
   * Judges a run.
   *
   * @param texts of the documents, by path
   * @param threshold from which an absence with a probability needs no review
   * @throws EvaluationException if type and gold have nothing in common
   */
  public static Evaluation of(
      GoldSet set,
      String part,
      DocumentType type,
      Answers answers,
      Map<String, String> texts,
      double threshold) {
    Map<String, Comparison> comparisons = comparisons(set, type);
    if (comparisons.isEmpty() && set.documents().stream().allMatch(d -> d.summary() == null)) {
      throw new EvaluationException(
          "the document type "
              + type.name()
              + " has none of the fields that the set "
              + set.name()
              + " knows; name a job of another type");
    }
    RuleBaseline rules = new RuleBaseline(type);
    Map<String, String> failed = new TreeMap<>();
    List<Judgement> ofModel = new ArrayList<>();
    List<Judgement> ofRules = new ArrayList<>();
    Map<String, List<SummaryScore>> summaries = new LinkedHashMap<>();
    for (GoldDocument gold : set.documents()) {
      String text = texts.getOrDefault(gold.path(), "");
      Answers.Document said = answers.at(gold.path()).orElse(null);
      if (said == null) {
        failed.put(gold.name(), answers.failures().getOrDefault(gold.path(), "not in the output"));
        said = new Answers.Document(List.of(), "");
      }
      List<Stated> byRules = rules.values(text).stream().map(Evaluation::stated).toList();
      for (GoldField field : gold.fields()) {
        if (comparisons.containsKey(field.name())) {
          ofModel.add(Judge.judge(gold.name(), field, of(said.values(), field), threshold));
          ofRules.add(Judge.judge(gold.name(), field, of(byRules, field), threshold));
        }
      }
      String summary = gold.summary();
      if (summary != null) {
        ways(said.summary(), text)
            .forEach(
                (way, words) ->
                    summaries
                        .computeIfAbsent(way, w -> new ArrayList<>())
                        .add(SummaryScore.of(gold.name(), words, summary, text)));
      }
    }
    List<Scores> scores = new ArrayList<>();
    scores.add(new Scores(MODEL, ofModel, summaries.getOrDefault(MODEL, List.of())));
    scores.add(new Scores(RULES, ofRules, List.of()));
    summaries.forEach(
        (way, of) -> {
          if (!way.equals(MODEL)) {
            scores.add(new Scores(way, List.of(), of));
          }
        });
    Set<String> clauses = clauses(comparisons);
    Bootstrap bootstrap = new Bootstrap(DRAWS);
    List<Row> rows =
        scores.stream()
            .flatMap(s -> bootstrap.rows(set.name(), part, s, clauses).stream())
            .toList();
    return new Evaluation(
        set.name(), part, set.documents().size(), failed, comparisons, scores, rows);
  }

  /** Names of the fields that say yes or no. */
  public Set<String> clauses() {
    return clauses(comparisons);
  }

  private static Set<String> clauses(Map<String, Comparison> comparisons) {
    return comparisons.entrySet().stream()
        .filter(e -> e.getValue() == Comparison.FLAG)
        .map(Map.Entry::getKey)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** Fields of which both the type and the gold know something, in the type's order. */
  private static Map<String, Comparison> comparisons(GoldSet set, DocumentType type) {
    Map<String, Comparison> known = new TreeMap<>();
    for (GoldDocument document : set.documents()) {
      document.fields().forEach(field -> known.put(field.name(), field.comparison()));
    }
    Map<String, Comparison> comparisons = new LinkedHashMap<>();
    type.fields()
        .forEach(
            field -> {
              Comparison comparison = known.get(field.name());
              if (comparison != null) {
                comparisons.put(field.name(), comparison);
              }
            });
    return comparisons;
  }

  private static List<Stated> of(List<Stated> values, GoldField field) {
    return values.stream().filter(value -> value.field().equals(field.name())).toList();
  }

  private static Stated stated(RuleValue value) {
    return new Stated(
        value.field(), value.value(), value.canonical(), true, 1, Stated.Status.FOUND);
  }

  /** The run's summary, and others of the same document in one sentence and as many as it has. */
  private static Map<String, String> ways(String summary, String text) {
    int sentences = Math.max(1, (int) summary.lines().filter(line -> !line.isBlank()).count());
    Map<String, String> ways = new LinkedHashMap<>();
    ways.put(MODEL, summary);
    ways.put("lead-1", Lead.of(text, 1));
    ways.put("lead-k", Lead.of(text, sentences));
    ways.put("textrank-1", TextRank.of(text, 1));
    ways.put("textrank-k", TextRank.of(text, sentences));
    return ways;
  }
}
