package dev.cartulary.deidentification;

import dev.cartulary.phi.WordLabel;
import dev.cartulary.tagging.Lattice;
import dev.cartulary.tagging.LinearTagger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * Finds weights under which the labels that sequences may have are likely: steps along the gradient
 * of the log-likelihood, shorter the more often a weight was moved (AdaGrad). Where a word may have
 * several labels, the likelihood is that of all of them.
 */
final class ChainTrainer {
  private static final int LABELS = WordLabel.COUNT;
  private static final double RATE = 0.15;
  private static final double DECAY = 2e-3;
  private static final double SMALLEST = 1e-3;
  private static final int LEAST_SEEN = 3;

  private final float[] weights;
  private final float[] squares;
  private final byte[] seen;
  private final double[] first = new double[LABELS];
  private final double[] transitions = new double[LABELS * LABELS];
  private final double[] firstSquares = new double[LABELS];
  private final double[] transitionSquares = new double[LABELS * LABELS];

  ChainTrainer(int bits) {
    weights = new float[LABELS << bits];
    squares = new float[LABELS << bits];
    seen = new byte[1 << bits];
    for (WordLabel to : WordLabel.values()) {
      first[to.number()] = to.follows(null) ? 0 : Double.NEGATIVE_INFINITY;
      for (WordLabel from : WordLabel.values()) {
        transitions[from.number() * LABELS + to.number()] =
            to.follows(from) ? 0 : Double.NEGATIVE_INFINITY;
      }
    }
  }

  LinearTagger train(List<Example> examples, int epochs, Random random) {
    for (Example example : examples) {
      for (int[] word : example.rows()) {
        for (int row : word) {
          seen[row] = (byte) Math.min(Byte.MAX_VALUE, seen[row] + 1);
        }
      }
    }
    List<Example> order = new ArrayList<>(examples);
    for (int epoch = 0; epoch < epochs; epoch++) {
      Collections.shuffle(order, random);
      double loss = 0;
      for (Example example : order) {
        loss += step(example);
      }
      System.err.printf("pass %d: %.0f nats%n", epoch + 1, loss);
    }
    return LinearTagger.rounded(first, transitions, weights);
  }

  private double step(Example example) {
    int size = example.rows().length;
    double[] scores = new double[size * LABELS];
    for (int i = 0; i < size; i++) {
      for (int row : example.rows()[i]) {
        for (int y = 0; y < LABELS; y++) {
          scores[i * LABELS + y] += weights[row * LABELS + y];
        }
      }
    }
    Lattice free = new Lattice(scores, first, transitions, null);
    Lattice wanted = new Lattice(scores, first, transitions, example.allowed());
    for (int i = 0; i < size; i++) {
      for (int y = 0; y < LABELS; y++) {
        double gradient = example.weight() * (wanted.probability(i, y) - free.probability(i, y));
        if (Math.abs(gradient) > SMALLEST) {
          move(example.rows()[i], y, gradient);
        }
      }
      chain(example, i, wanted, free);
    }
    return free.logWeight() - wanted.logWeight();
  }

  private void move(int[] rows, int label, double gradient) {
    for (int row : rows) {
      if (seen[row] < LEAST_SEEN) {
        continue;
      }
      int at = row * LABELS + label;
      double slope = gradient - DECAY * weights[at];
      squares[at] += (float) (slope * slope);
      weights[at] += (float) (RATE * slope / Math.sqrt(squares[at] + 1e-2));
    }
  }

  private void chain(Example example, int i, Lattice wanted, Lattice free) {
    for (int y = 0; y < LABELS; y++) {
      if (i == 0) {
        double gradient = example.weight() * (wanted.probability(0, y) - free.probability(0, y));
        firstSquares[y] += gradient * gradient;
        first[y] += RATE * gradient / Math.sqrt(firstSquares[y] + 1e-2);
        continue;
      }
      for (int x = 0; x < LABELS; x++) {
        int at = x * LABELS + y;
        double gradient =
            example.weight() * (wanted.probability(i, x, y) - free.probability(i, x, y));
        transitionSquares[at] += gradient * gradient;
        transitions[at] += RATE * gradient / Math.sqrt(transitionSquares[at] + 1e-2);
      }
    }
  }
}
