package dev.cartulary.evaluation;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * Everything that was decided about one field of one document.
 *
 * @param gold how many values there are
 * @param decisions values in the order of their probability; where no value was given, one absence
 * @param words of the values that need no review, against those of the gold
 * @param evidence for yes: whether the sentence shown is the clause; shared is 0 or 1 of 1
 */
public record Judgement(
    String document,
    String field,
    int gold,
    List<Decision> decisions,
    Overlap words,
    Overlap evidence) {
  public Judgement {
    requireNonNull(document, "document is null");
    requireNonNull(field, "field is null");
    decisions = List.copyOf(decisions);
    requireNonNull(words, "words is null");
    requireNonNull(evidence, "evidence is null");
    if (gold < 0) {
      throw new IllegalArgumentException("there are " + gold + " gold values");
    }
  }
}
