package dev.cartulary.tagging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class LatticeTest {
  private static final int LABELS = 3;

  /** Sums over every way there is, one by one. */
  private static final class Enumeration {
    private final double[] labels; // (size, labels)
    private final double[] pairs; // (size, labels, labels)
    private double weight;

    private Enumeration(double[] scores, double[] first, double[] transitions, int[] allowed) {
      int size = allowed.length;
      labels = new double[size * LABELS];
      pairs = new double[size * LABELS * LABELS];
      int ways = (int) Math.pow(LABELS, size);
      for (int way = 0; way < ways; way++) {
        int[] label = new int[size];
        double score = 0;
        boolean free = true;
        for (int i = 0, rest = way; i < size; i++, rest /= LABELS) {
          label[i] = rest % LABELS;
          score += scores[i * LABELS + label[i]];
          score += i == 0 ? first[label[0]] : transitions[label[i - 1] * LABELS + label[i]];
          free &= ((allowed[i] >> label[i]) & 1) == 1;
        }
        double own = free ? Math.exp(score) : 0;
        weight += own;
        for (int i = 0; i < size; i++) {
          labels[i * LABELS + label[i]] += own;
          if (i > 0) {
            pairs[(i * LABELS + label[i - 1]) * LABELS + label[i]] += own;
          }
        }
      }
    }
  }

  @ParameterizedTest(name = "seed {0}, {1} places, score up to {2}")
  @CsvSource({"1, 1, 2", "2, 2, 2", "3, 5, 2", "4, 7, 1", "5, 4, 30", "6, 6, 0", "7, 6, 3"})
  void probability_againstEnumeration_isEqual(long seed, int size, double most) {
    Random random = new Random(seed);
    double[] scores = random.doubles((long) size * LABELS, -1, 1).map(s -> s * most).toArray();
    double[] first = {0.3, -0.7, Double.NEGATIVE_INFINITY};
    double[] transitions = random.doubles(LABELS * LABELS, -2, 2).toArray();
    transitions[2] = Double.NEGATIVE_INFINITY; // from the first label to the last
    // The second label leads everywhere, so it is allowed at every place.
    int[] allowed = random.ints(size, 0, 8).map(bits -> bits | 2).toArray();

    Lattice lattice = new Lattice(scores, first, transitions, allowed);
    Enumeration naive = new Enumeration(scores, first, transitions, allowed);

    assertThat(lattice.logWeight()).isCloseTo(Math.log(naive.weight), within(1e-9));
    for (int i = 0; i < size; i++) {
      for (int y = 0; y < LABELS; y++) {
        assertThat(lattice.probability(i, y))
            .isCloseTo(naive.labels[i * LABELS + y] / naive.weight, within(1e-9));
        for (int x = 0; i > 0 && x < LABELS; x++) {
          assertThat(lattice.probability(i, x, y))
              .isCloseTo(naive.pairs[(i * LABELS + x) * LABELS + y] / naive.weight, within(1e-9));
        }
      }
    }
  }

  @Test
  void logWeight_withoutPlaces_isZero() {
    Lattice none = new Lattice(new double[0], new double[2], new double[4], null);

    assertThat(none.size()).isZero();
    assertThat(none.logWeight()).isZero();
  }

  @Test
  void lattice_thousandsOfPlacesWithLargeScores_staysFinite() {
    double[] scores = new Random(3).doubles(3L * 5_000, -300, 300).toArray();

    Lattice lattice = new Lattice(scores, new double[3], new double[9], null);

    assertThat(lattice.logWeight()).isFinite();
    for (int i = 0; i < lattice.size(); i++) {
      double sum =
          lattice.probability(i, 0) + lattice.probability(i, 1) + lattice.probability(i, 2);
      assertThat(sum).isCloseTo(1, within(1e-9));
    }
  }

  @Test
  void lattice_noWayAllowed_saysWhere() {
    double[] forbidden = {0, Double.NEGATIVE_INFINITY, 0, 0};

    assertThatThrownBy(() -> new Lattice(new double[4], new double[2], forbidden, new int[] {1, 2}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("place 1");
  }
}
