package dev.cartulary.chains;

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
public final class ChainTrainer {
  private static final double RATE = 0.15;
  private static final double DECAY = 2e-3;
  private static final double SMALLEST = 1e-3;
  private static final int LEAST_SEEN = 3;

  private final float[] weights;
  private final float[] squares;
  private final byte[] seen;
  private final int labels;
  private final double[] first;
  private final double[] transitions;
  private final double[] firstSquares;
  private final double[] transitionSquares;

  /** Says which label can stand behind which. */
  @FunctionalInterface
  public interface Grammar {
    /** {@code before} is -1 at the start of a sequence. */
    boolean follows(int label, int before);
  }

  /**
   * @param labels how many there are
   * @param bits of the number of a feature's row
   */
  public ChainTrainer(int labels, Grammar grammar, int bits) {
    this.labels = labels;
    weights = new float[labels << bits];
    squares = new float[labels << bits];
    seen = new byte[1 << bits];
    first = new double[labels];
    transitions = new double[labels * labels];
    firstSquares = new double[labels];
    transitionSquares = new double[labels * labels];
    for (int to = 0; to < labels; to++) {
      first[to] = grammar.follows(to, -1) ? 0 : Double.NEGATIVE_INFINITY;
      for (int from = 0; from < labels; from++) {
        transitions[from * labels + to] = grammar.follows(to, from) ? 0 : Double.NEGATIVE_INFINITY;
      }
    }
  }

  /** The weights after so many passes over the examples, whose order {@code random} shuffles. */
  public LinearTagger train(List<Example> examples, int epochs, Random random) {
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
    double[] scores = new double[size * labels];
    for (int i = 0; i < size; i++) {
      for (int row : example.rows()[i]) {
        for (int y = 0; y < labels; y++) {
          scores[i * labels + y] += weights[row * labels + y];
        }
      }
    }
    Lattice free = new Lattice(scores, first, transitions, null);
    Lattice wanted = new Lattice(scores, first, transitions, example.allowed());
    for (int i = 0; i < size; i++) {
      for (int y = 0; y < labels; y++) {
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
      int at = row * labels + label;
      double slope = gradient - DECAY * weights[at];
      squares[at] += (float) (slope * slope);
      weights[at] += (float) (RATE * slope / Math.sqrt(squares[at] + 1e-2));
    }
  }

  private void chain(Example example, int i, Lattice wanted, Lattice free) {
    for (int y = 0; y < labels; y++) {
      if (i == 0) {
        double gradient = example.weight() * (wanted.probability(0, y) - free.probability(0, y));
        firstSquares[y] += gradient * gradient;
        first[y] += RATE * gradient / Math.sqrt(firstSquares[y] + 1e-2);
        continue;
      }
      for (int x = 0; x < labels; x++) {
        int at = x * labels + y;
        double gradient =
            example.weight() * (wanted.probability(i, x, y) - free.probability(i, x, y));
        transitionSquares[at] += gradient * gradient;
        transitions[at] += RATE * gradient / Math.sqrt(transitionSquares[at] + 1e-2);
      }
    }
  }
}
