package dev.cartulary.retrieval;

import dev.cartulary.chunk.Sentences;
import dev.cartulary.document.CharSpan;
import dev.cartulary.relevance.SentenceFeatures;
import java.util.List;
import java.util.stream.IntStream;

/** What a contract teaches: which features its sentences have, and on which fields they bear. */
final class Lesson {
  private final int[][] rows;
  private final int[][] right;
  private final boolean[] known;

  private Lesson(int[][] rows, int[][] right, boolean[] known) {
    this.rows = rows;
    this.right = right;
    this.known = known;
  }

  int sentences() {
    return rows.length;
  }

  /** The rows of a sentence's features. */
  int[] rows(int sentence) {
    return rows[sentence];
  }

  /** The fields on which a sentence bears. */
  int[] right(int sentence) {
    return right[sentence];
  }

  /** Whether it is known which sentences bear on a field. */
  boolean known(int field) {
    return known[field];
  }

  static Lesson of(AnnotatedContract contract, List<String> fields, int bits) {
    List<CharSpan> sentences = Sentences.of(contract.text());
    int[][] rows = new int[sentences.size()][];
    int[][] right = new int[sentences.size()][];
    for (int i = 0; i < rows.length; i++) {
      CharSpan sentence = sentences.get(i);
      rows[i] = SentenceFeatures.of(contract.text(), sentences, i, bits);
      right[i] =
          IntStream.range(0, fields.size())
              .filter(
                  field ->
                      AnnotatedContract.shows(
                          sentence, contract.places().getOrDefault(fields.get(field), List.of())))
              .toArray();
    }
    boolean[] known = new boolean[fields.size()];
    for (int field = 0; field < known.length; field++) {
      String name = fields.get(field);
      known[field] = contract.places().containsKey(name) && !contract.lost().contains(name);
    }
    return new Lesson(rows, right, known);
  }
}
