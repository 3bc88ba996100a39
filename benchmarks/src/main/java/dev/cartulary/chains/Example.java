package dev.cartulary.chains;

import dev.cartulary.tagging.LinearTagger;
import java.util.Arrays;

/** A sequence of words to learn from. */
public final class Example {
  private final String source;
  private final int[][] rows;
  private final int[] allowed;
  private final double weight;

  /**
   * Keeps the rows of the features only.
   *
   * @param source name of the document
   * @param features of the words: (words, features)
   * @param allowed for each word the labels it may have, as bits
   * @param weight how often the sequence counts
   */
  public Example(String source, long[][] features, int bits, int[] allowed, double weight) {
    this.source = source;
    this.allowed = allowed;
    this.weight = weight;
    rows = new int[features.length][];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = Arrays.stream(features[i]).mapToInt(f -> LinearTagger.row(f, bits)).toArray();
    }
  }

  /** The name of the document. */
  public String source() {
    return source;
  }

  /** Of the weights: (words, features). */
  int[][] rows() {
    return rows;
  }

  int[] allowed() {
    return allowed;
  }

  double weight() {
    return weight;
  }
}
