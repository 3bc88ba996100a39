package dev.cartulary.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RougeTest {
  /** By hand: six words each; five, then three pairs, then five in order. */
  @Test
  void rouge_workedExample_agrees() {
    String summary = "The cat was on the mat.";
    String gold = "the cat sat on the mat";

    assertThat(Rouge.grams(summary, gold, 1)).isCloseTo(5 / 6.0, within(1e-12));
    assertThat(Rouge.grams(summary, gold, 2)).isCloseTo(3 / 5.0, within(1e-12));
    assertThat(Rouge.longest(summary, gold)).isCloseTo(5 / 6.0, within(1e-12));
  }

  /** Lin's own example: both share "the gunman" and one word more, the order tells them apart. */
  @Test
  void longest_orderOfWords_counts() {
    String gold = "police killed the gunman";

    assertThat(Rouge.longest("police kill the gunman", gold)).isCloseTo(0.75, within(1e-12));
    assertThat(Rouge.longest("the gunman kill police", gold)).isCloseTo(0.5, within(1e-12));
    assertThat(Rouge.grams("the gunman kill police", gold, 1)).isCloseTo(0.75, within(1e-12));
  }

  /** Precision 1 of 4 words, recall 1 of 1: 2 * 0.25 * 1 / 1.25. */
  @Test
  void rouge_lengthsDiffer_isTheHarmonicMean() {
    assertThat(Rouge.grams("a b c d", "A", 1)).isCloseTo(0.4, within(1e-12));
    assertThat(Rouge.grams("a a a", "a", 1))
        .as("a word counts as often as in both")
        .isCloseTo(0.5, within(1e-12));
  }

  @Test
  void rouge_nothingToCompare_isZero() {
    assertThat(Rouge.longest("", "a b")).isZero();
    assertThat(Rouge.longest("a b", "")).isZero();
    assertThat(Rouge.grams("one", "one", 2)).isZero();
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void longest_smallAlphabet_agreesWithRecursion(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<String> a = words(random, (int) (seed % 8));
    List<String> b = words(random, 8);

    assertThat(Rouge.longest(a, b)).isEqualTo(naive(a, b));
  }

  private static List<String> words(SplittableRandom random, int count) {
    List<String> words = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      words.add(List.of("x", "y", "z").get(random.nextInt(3)));
    }
    return words;
  }

  private static int naive(List<String> a, List<String> b) {
    if (a.isEmpty() || b.isEmpty()) {
      return 0;
    }
    List<String> restA = a.subList(1, a.size());
    List<String> restB = b.subList(1, b.size());
    return a.get(0).equals(b.get(0))
        ? 1 + naive(restA, restB)
        : Math.max(naive(restA, b), naive(a, restB));
  }

  @Test
  void faithfulness_countsWhatTheDocumentHolds() {
    String text = "On March 14, 2023 Acme paid $1,250.00 to Borden for 12 pumps.";

    assertThat(Faithfulness.of("They paid 1250.00 on 3/14/2023 to Borden.", text)).isEqualTo(1);
    assertThat(Faithfulness.of("They paid 13 to Carver on 3/15/2023.", text)).isZero();
    assertThat(Faithfulness.of("They paid 12 to Carver.", text)).isEqualTo(0.5);
    assertThat(Faithfulness.of("Somebody paid.", text)).isNull();
  }
}
