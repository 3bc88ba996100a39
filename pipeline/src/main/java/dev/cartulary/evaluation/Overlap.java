package dev.cartulary.evaluation;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Words that two texts share.
 *
 * @param shared words of both, each as often as in the text that has it less often
 * @param said words that the system gave
 * @param gold words that are right
 */
public record Overlap(int shared, int said, int gold) {
  static final Overlap NONE = new Overlap(0, 0, 0);

  public Overlap {
    if (shared < 0 || shared > said || shared > gold) {
      throw new IllegalArgumentException(shared + " shared of " + said + " and " + gold);
    }
  }

  static Overlap of(List<String> said, List<String> gold) {
    Map<String, Integer> left = new HashMap<>();
    gold.forEach(word -> left.merge(word, 1, Integer::sum));
    int shared = 0;
    for (String word : said) {
      if (left.merge(word, -1, Integer::sum) >= 0) {
        shared++;
      }
    }
    return new Overlap(shared, said.size(), gold.size());
  }

  Overlap plus(Overlap other) {
    return new Overlap(shared + other.shared, said + other.said, gold + other.gold);
  }

  /** Harmonic mean of the shares of {@code said} and {@code gold}; 0 where nothing is shared. */
  double f1() {
    return shared == 0 ? 0 : 2.0 * shared / (said + gold);
  }
}
