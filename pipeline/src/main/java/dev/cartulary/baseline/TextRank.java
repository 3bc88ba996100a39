package dev.cartulary.baseline;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Key sentences by TextRank (Mihalcea and Tarau, 2004): sentences vote for those with which they
 * share words, and votes count by the rank of who gives them.
 */
public final class TextRank {
  private static final double DAMPING = 0.85;
  private static final int ROUNDS = 40;

  /** Longer documents are ranked by their beginning: the cost grows with the square. */
  private static final int MOST_SENTENCES = 400;

  private TextRank() {}

  /** The {@code k} highest ranked sentences in the order of the text, one a line. */
  public static String of(String text, int k) {
    List<String> sentences = Lead.sentences(text);
    sentences = sentences.subList(0, Math.min(MOST_SENTENCES, sentences.size()));
    double[] ranks = ranks(sentences);
    List<String> all = sentences;
    return String.join(
        "\n",
        IntStream.range(0, all.size())
            .boxed()
            .sorted(Comparator.comparingDouble((Integer i) -> -ranks[i]))
            .limit(k)
            .sorted()
            .map(all::get)
            .toList());
  }

  static double[] ranks(List<String> sentences) {
    int n = sentences.size();
    List<Set<String>> words = new ArrayList<>();
    for (String sentence : sentences) {
      words.add(
          new HashSet<>(
              Arrays.asList(sentence.toLowerCase(Locale.ROOT).split("[^\\p{L}\\p{N}]+"))));
    }
    double[][] weights = new double[n][n];
    double[] sums = new double[n];
    for (int i = 0; i < n; i++) {
      for (int j = i + 1; j < n; j++) {
        double weight = similarity(words.get(i), words.get(j));
        weights[i][j] = weight;
        weights[j][i] = weight;
        sums[i] += weight;
        sums[j] += weight;
      }
    }
    double[] ranks = new double[n];
    Arrays.fill(ranks, 1);
    for (int round = 0; round < ROUNDS; round++) {
      double[] next = new double[n];
      Arrays.fill(next, 1 - DAMPING);
      for (int i = 0; i < n; i++) {
        for (int j = 0; j < n; j++) {
          if (weights[i][j] > 0) {
            next[j] += DAMPING * ranks[i] * weights[i][j] / sums[i];
          }
        }
      }
      ranks = next;
    }
    return ranks;
  }

  /** Shared words over the logarithms of the lengths; 0 for sentences of one word. */
  private static double similarity(Set<String> a, Set<String> b) {
    if (a.size() < 2 || b.size() < 2) {
      return 0;
    }
    long shared = a.stream().filter(b::contains).count();
    return shared / (Math.log(a.size()) + Math.log(b.size()));
  }
}
