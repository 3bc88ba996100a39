package dev.cartulary.evaluation;

import dev.cartulary.gold.Comparison;
import dev.cartulary.gold.GoldField;
import dev.cartulary.gold.GoldValue;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Compares what is said with what is right.
 *
 * <p>Values are taken in the order of their probability; each finds the first gold value of which
 * it is a form and that no other has found. A value that says again what was said, or a further
 * form of a gold value that was found, counts neither way.
 */
final class Judge {
  private static final double SAME_CLAUSE = 0.5;

  private Judge() {}

  /**
   * Judges one field of one document.
   *
   * @param stated of the field; a document that failed states nothing
   * @param threshold from which an absence with a probability needs no review
   */
  static Judgement judge(String document, GoldField gold, List<Stated> stated, double threshold) {
    List<Stated> values = new ArrayList<>(stated);
    values.removeIf(s -> s.status() == Stated.Status.ABSENT);
    values.sort(Comparator.comparingDouble(s -> -s.probability()));
    List<Decision> decisions = new ArrayList<>();
    List<String> said = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    List<GoldValue> open = new ArrayList<>(gold.values());
    for (Stated value : values) {
      String form = gold.comparison().form(value.canonical());
      if (!seen.add(form)) {
        continue;
      }
      GoldValue match = match(gold.comparison(), open, form);
      if (match == null && match(gold.comparison(), gold.values(), form) != null) {
        continue;
      }
      open.remove(match);
      boolean accepted = value.status() == Stated.Status.FOUND;
      if (accepted) {
        said.add(form);
      }
      decisions.add(
          new Decision(
              Decision.Kind.VALUE, value.probability(), accepted, match != null, value.grounded()));
    }
    if (decisions.isEmpty()) {
      double probability =
          stated.stream()
              .filter(s -> s.status() == Stated.Status.ABSENT)
              .mapToDouble(Stated::probability)
              .max()
              .orElse(1);
      decisions.add(
          new Decision(
              Decision.Kind.ABSENCE,
              probability,
              probability >= threshold,
              gold.values().isEmpty(),
              true));
    }
    boolean flag = gold.comparison() == Comparison.FLAG;
    return new Judgement(
        document,
        gold.name(),
        gold.values().size(),
        decisions,
        flag ? Overlap.NONE : words(said, gold.values()),
        flag ? evidence(values, gold.values()) : Overlap.NONE);
  }

  private static @Nullable GoldValue match(
      Comparison comparison, List<GoldValue> values, String form) {
    return values.stream()
        .filter(v -> v.forms().stream().anyMatch(gold -> comparison.same(form, gold)))
        .findFirst()
        .orElse(null);
  }

  /** Against the form of each gold value that is nearest to one of the values. */
  private static Overlap words(List<String> said, List<GoldValue> gold) {
    List<String> right = new ArrayList<>();
    for (GoldValue value : gold) {
      String nearest = "";
      double best = -1;
      for (String form : value.forms().stream().sorted().toList()) {
        for (String candidate : said.isEmpty() ? List.of("") : said) {
          double f1 = Overlap.of(split(candidate), split(form)).f1();
          if (f1 > best) {
            best = f1;
            nearest = form;
          }
        }
      }
      right.addAll(split(nearest));
    }
    List<String> given = new ArrayList<>();
    said.forEach(form -> given.addAll(split(form)));
    return Overlap.of(given, right);
  }

  private static Overlap evidence(List<Stated> values, List<GoldValue> gold) {
    if (gold.isEmpty() || values.isEmpty()) {
      return Overlap.NONE;
    }
    List<String> clauses = gold.stream().flatMap(v -> v.evidence().stream()).toList();
    boolean shown =
        values.stream().anyMatch(v -> clauses.stream().anyMatch(c -> sameClause(v.value(), c)));
    return new Overlap(shown ? 1 : 0, 1, 1);
  }

  /** One holds the other, or they share half of their words. */
  static boolean sameClause(String shown, String clause) {
    String a = Comparison.words(shown);
    String b = Comparison.words(clause);
    return !a.isEmpty()
        && !b.isEmpty()
        && ((" " + a + " ").contains(" " + b + " ")
            || (" " + b + " ").contains(" " + a + " ")
            || Overlap.of(split(a), split(b)).f1() >= SAME_CLAUSE);
  }

  static List<String> split(String words) {
    return words.isEmpty() ? List.of() : List.of(words.split(" "));
  }
}
