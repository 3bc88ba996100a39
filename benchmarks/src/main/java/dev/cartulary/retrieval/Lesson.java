package dev.cartulary.retrieval;

import dev.cartulary.chunk.Sentences;
import dev.cartulary.document.CharSpan;
import dev.cartulary.relevance.SentenceFeatures;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/** What a contract teaches. */
final class Lesson {
  private final int part;
  private final SentenceFeatures features;
  private final int[][] right; // for each sentence the fields on which it bears
  private final int[][] offered; // for each field the sentences that rules offer, in order
  private final List<Optional<Said>> said; // for each field
  private final boolean[] known;

  /**
   * What rules alone would say of a field.
   *
   * @param sentence in which the value stands
   * @param right whether it is right
   */
  record Said(int sentence, boolean right) {}

  private Lesson(
      int part,
      SentenceFeatures features,
      int[][] right,
      int[][] offered,
      List<Optional<Said>> said,
      boolean[] known) {
    this.part = part;
    this.features = features;
    this.right = right;
    this.offered = offered;
    this.said = said;
    this.known = known;
  }

  /**
   * @param offered what rules offer for the fields
   */
  static Lesson of(
      AnnotatedContract contract, List<String> fields, Map<String, List<CharSpan>> offered) {
    List<CharSpan> sentences = Sentences.of(contract.text());
    int[][] right = new int[sentences.size()][];
    for (int i = 0; i < right.length; i++) {
      CharSpan sentence = sentences.get(i);
      right[i] =
          IntStream.range(0, fields.size())
              .filter(
                  field ->
                      AnnotatedContract.shows(
                          sentence, contract.places().getOrDefault(fields.get(field), List.of())))
              .toArray();
    }
    int[][] byRules = new int[fields.size()][];
    List<Optional<Said>> said = new ArrayList<>();
    boolean[] known = new boolean[fields.size()];
    for (int field = 0; field < known.length; field++) {
      String name = fields.get(field);
      known[field] = contract.places().containsKey(name) && !contract.lost().contains(name);
      List<CharSpan> values = offered.getOrDefault(name, List.of());
      said.add(said(values, sentences, contract.places().getOrDefault(name, List.of())));
      Set<CharSpan> spans = Set.copyOf(values);
      byRules[field] =
          IntStream.range(0, sentences.size())
              .filter(i -> spans.contains(sentences.get(i)))
              .toArray();
    }
    return new Lesson(
        contract.part(),
        new SentenceFeatures(contract.text(), sentences),
        right,
        byRules,
        said,
        known);
  }

  /** The first of the values. */
  private static Optional<Said> said(
      List<CharSpan> values, List<CharSpan> sentences, List<CharSpan> places) {
    return values.stream()
        .findFirst()
        .flatMap(
            value ->
                IntStream.range(0, sentences.size())
                    .filter(i -> sentences.get(i).start() <= value.start())
                    .reduce((one, next) -> next)
                    .stream()
                    .mapToObj(i -> new Said(i, AnnotatedContract.shows(value, places)))
                    .findFirst());
  }

  /** 0 to 9, see {@link dev.cartulary.gold.Split}. */
  int part() {
    return part;
  }

  SentenceFeatures features() {
    return features;
  }

  int sentences() {
    return right.length;
  }

  /** The sentences that rules offer for a field. */
  int[] offered(int field) {
    return offered[field];
  }

  /** What rules alone would say of a field. */
  Optional<Said> said(int field) {
    return said.get(field);
  }

  /** Whether it is known which sentences bear on a field. */
  boolean known(int field) {
    return known[field];
  }

  boolean right(int sentence, int field) {
    return IntStream.of(right[sentence]).anyMatch(one -> one == field);
  }

  /** Whether any sentence bears on a field. */
  boolean right(int field) {
    return IntStream.range(0, right.length).anyMatch(i -> right(i, field));
  }
}
