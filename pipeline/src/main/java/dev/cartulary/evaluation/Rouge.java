package dev.cartulary.evaluation;

import dev.cartulary.gold.Comparison;
import java.util.ArrayList;
import java.util.List;

/**
 * ROUGE (Lin, 2004) of a summary against one that a person wrote: the harmonic mean of precision
 * and recall. Words are letters and digits in lower case, without stemming and without stop words.
 */
final class Rouge {
  private Rouge() {}

  /** ROUGE-N: words, or pairs of neighbouring words, that both have. */
  static double grams(String summary, String gold, int n) {
    return Overlap.of(grams(words(summary), n), grams(words(gold), n)).f1();
  }

  /** ROUGE-L: the longest series of words that both have in the same order. */
  static double longest(String summary, String gold) {
    List<String> a = words(summary);
    List<String> b = words(gold);
    int shared = longest(a, b);
    return new Overlap(shared, a.size(), b.size()).f1();
  }

  static int longest(List<String> a, List<String> b) {
    int[] before = new int[b.size() + 1];
    for (String word : a) {
      int[] row = new int[b.size() + 1];
      for (int j = 1; j <= b.size(); j++) {
        row[j] = word.equals(b.get(j - 1)) ? before[j - 1] + 1 : Math.max(before[j], row[j - 1]);
      }
      before = row;
    }
    return before[b.size()];
  }

  private static List<String> grams(List<String> words, int n) {
    List<String> grams = new ArrayList<>();
    for (int i = 0; i + n <= words.size(); i++) {
      grams.add(String.join(" ", words.subList(i, i + n)));
    }
    return grams;
  }

  private static List<String> words(String text) {
    return Judge.split(Comparison.words(text));
  }
}
