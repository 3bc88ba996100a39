package dev.cartulary.tagging;

import org.jspecify.annotations.Nullable;

/**
 * All ways to label one sequence, weighed by the exponential of their scores. The score of a way is
 * the sum of its labels' scores and of its transitions' scores; probabilities are exact, by the
 * forward-backward algorithm with each place's sums scaled to one.
 */
public final class Lattice {
  private final int labels;
  private final int size;
  private final double[] emissions; // (size, labels), relative to the largest of the place
  private final double[] steps; // (labels, labels), from row to column
  private final double[] forward; // (size, labels), each row sums to one
  private final double[] backward; // (size, labels)
  private final double[] scale; // (size)
  private final double logWeight;

  /**
   * Computes the sums.
   *
   * @param scores of each label at each place: (size, labels)
   * @param first scores of the labels at the first place, besides
   * @param transitions from the row's label to the column's: (labels, labels); negative infinity
   *     forbids one
   * @param allowed for each place the labels it can have, as bits; null where all are allowed
   */
  public Lattice(double[] scores, double[] first, double[] transitions, int @Nullable [] allowed) {
    labels = first.length;
    size = scores.length / labels;
    emissions = new double[scores.length];
    steps = new double[labels * labels];
    for (int i = 0; i < steps.length; i++) {
      steps[i] = Math.exp(transitions[i]);
    }
    double log = 0;
    for (int i = 0; i < size; i++) {
      log += emit(scores, first, allowed, i);
    }
    forward = new double[scores.length];
    backward = new double[scores.length];
    scale = new double[size];
    logWeight = log + sums();
  }

  /** Fills the weights of place {@code i}; gives the score to which they are relative. */
  private double emit(double[] scores, double[] first, int @Nullable [] allowed, int i) {
    double largest = Double.NEGATIVE_INFINITY;
    for (int y = 0; y < labels; y++) {
      double score = scores[i * labels + y] + (i == 0 ? first[y] : 0);
      boolean free = allowed == null || ((allowed[i] >> y) & 1) == 1;
      emissions[i * labels + y] = free ? score : Double.NEGATIVE_INFINITY;
      largest = Math.max(largest, emissions[i * labels + y]);
    }
    for (int y = 0; y < labels; y++) {
      emissions[i * labels + y] = Math.exp(emissions[i * labels + y] - largest);
    }
    return largest;
  }

  private double sums() {
    double log = 0;
    for (int i = 0; i < size; i++) {
      double sum = 0;
      for (int y = 0; y < labels; y++) {
        double into = i == 0 ? 1 : 0;
        for (int x = 0; i > 0 && x < labels; x++) {
          into += forward[(i - 1) * labels + x] * steps[x * labels + y];
        }
        forward[i * labels + y] = into * emissions[i * labels + y];
        sum += forward[i * labels + y];
      }
      if (!(sum > 0)) {
        throw new IllegalArgumentException("no way to label the sequence is allowed at place " + i);
      }
      for (int y = 0; y < labels; y++) {
        forward[i * labels + y] /= sum;
      }
      scale[i] = sum;
      log += Math.log(sum);
    }
    for (int i = size - 1; i >= 0; i--) {
      for (int x = 0; x < labels; x++) {
        double out = i == size - 1 ? 1 : 0;
        for (int y = 0; i < size - 1 && y < labels; y++) {
          int next = (i + 1) * labels + y;
          out += steps[x * labels + y] * emissions[next] * backward[next] / scale[i + 1];
        }
        backward[i * labels + x] = out;
      }
    }
    return log;
  }

  /** Places of the sequence. */
  public int size() {
    return size;
  }

  /** The probability of a label at a place, in [0, 1]. */
  public double probability(int place, int label) {
    return forward[place * labels + label] * backward[place * labels + label];
  }

  /** The probability of {@code from} at the place before {@code place} and {@code to} at it. */
  public double probability(int place, int from, int to) {
    int at = place * labels + to;
    return forward[(place - 1) * labels + from]
        * steps[from * labels + to]
        * emissions[at]
        * backward[at]
        / scale[place];
  }

  /** The natural logarithm of the weights' sum over all allowed ways; 0 for an empty sequence. */
  public double logWeight() {
    return logWeight;
  }
}
