package dev.cartulary.retrieval;

import dev.cartulary.chunk.Sentences;
import dev.cartulary.document.CharSpan;
import dev.cartulary.relevance.SentenceFeatures;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/** What a contract teaches. */
final class Lesson {
  private final int part;
  private final SentenceFeatures features;
  private final int[][] right; // for each sentence the fields on which it bears
  private final int[][] offered; // for each field the sentences that rules offer, in order
  private final boolean[] known;

  private Lesson(
      int part, SentenceFeatures features, int[][] right, int[][] offered, boolean[] known) {
    this.part = part;
    this.features = features;
    this.right = right;
    this.offered = offered;
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
    boolean[] known = new boolean[fields.size()];
    for (int field = 0; field < known.length; field++) {
      String name = fields.get(field);
      known[field] = contract.places().containsKey(name) && !contract.lost().contains(name);
      Set<CharSpan> spans = Set.copyOf(offered.getOrDefault(name, List.of()));
      byRules[field] =
          IntStream.range(0, sentences.size())
              .filter(i -> spans.contains(sentences.get(i)))
              .toArray();
    }
    return new Lesson(
        contract.part(), new SentenceFeatures(contract.text(), sentences), right, byRules, known);
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
