package dev.cartulary.retrieval;

import dev.cartulary.relevance.Relevance;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * Logistic regression for all fields at once: stochastic gradients, one sentence each, steps by
 * AdaGrad. A feature of fewer than three sentences teaches nothing.
 */
final class LogisticTrainer {
  private static final int LEAST_SENTENCES = 3;

  /** Errors smaller than this teach too little for the time. */
  private static final double SMALL = 0.003;

  private static final double START = 1e-4;

  private final List<String> fields;
  private final int bits;
  private final double rate;
  private final int count;
  private final float[] bias;
  private final float[] weights; // (rows, fields)
  private final float[] squares; // (rows, fields), sums of squared gradients
  private final float[] biasSquares;

  LogisticTrainer(List<String> fields, int bits, double rate) {
    this.fields = fields;
    this.bits = bits;
    this.rate = rate;
    this.count = fields.size();
    this.bias = new float[count];
    this.biasSquares = new float[count];
    this.weights = new float[count << bits];
    this.squares = new float[count << bits];
  }

  /** A sentence of a lesson. */
  private record Place(Lesson lesson, int sentence) {}

  Relevance train(List<Lesson> lessons, int epochs, Random random) {
    boolean[] usual = usual(lessons);
    start(lessons);
    List<Place> places = new ArrayList<>();
    for (Lesson lesson : lessons) {
      for (int i = 0; i < lesson.sentences(); i++) {
        places.add(new Place(lesson, i));
      }
    }
    for (int epoch = 0; epoch < epochs; epoch++) {
      Collections.shuffle(places, random);
      places.forEach(place -> learn(place, usual));
    }
    return Relevance.rounded(fields, bias, weights);
  }

  private boolean[] usual(List<Lesson> lessons) {
    int[] seen = new int[1 << bits];
    for (Lesson lesson : lessons) {
      for (int i = 0; i < lesson.sentences(); i++) {
        for (int row : lesson.rows(i)) {
          seen[row]++;
        }
      }
    }
    boolean[] usual = new boolean[seen.length];
    for (int row = 0; row < seen.length; row++) {
      usual[row] = seen[row] >= LEAST_SENTENCES;
    }
    return usual;
  }

  /** Biases begin where a sentence without features would have its field's share. */
  private void start(List<Lesson> lessons) {
    double[] right = new double[count];
    double all = 0;
    for (Lesson lesson : lessons) {
      all += lesson.sentences();
      for (int i = 0; i < lesson.sentences(); i++) {
        for (int field : lesson.right(i)) {
          right[field]++;
        }
      }
    }
    for (int field = 0; field < count; field++) {
      double share = (right[field] + 0.5) / (all + 1);
      bias[field] = (float) Math.log(share / (1 - share));
    }
  }

  private void learn(Place place, boolean[] usual) {
    int[] rows = place.lesson.rows(place.sentence);
    double[] odds = new double[count];
    for (int row : rows) {
      if (usual[row]) {
        int at = row * count;
        for (int field = 0; field < count; field++) {
          odds[field] += weights[at + field];
        }
      }
    }
    double length = Math.sqrt(Math.max(1, rows.length));
    double[] error = new double[count];
    int[] wrong = new int[count];
    int size = 0;
    for (int field = 0; field < count; field++) {
      error[field] = 1 / (1 + Math.exp(-bias[field] - odds[field] / length));
    }
    for (int field : place.lesson.right(place.sentence)) {
      error[field] -= 1;
    }
    for (int field = 0; field < count; field++) {
      if (place.lesson.known(field) && Math.abs(error[field]) >= SMALL) {
        wrong[size++] = field;
        double slope = error[field];
        biasSquares[field] += (float) (slope * slope);
        bias[field] -= (float) (0.1 * rate * slope / Math.sqrt(biasSquares[field] + START));
      }
    }
    for (int row : rows) {
      if (!usual[row]) {
        continue;
      }
      for (int i = 0; i < size; i++) {
        int at = row * count + wrong[i];
        double slope = error[wrong[i]] / length;
        squares[at] += (float) (slope * slope);
        weights[at] -= (float) (rate * slope / Math.sqrt(squares[at] + START));
      }
    }
  }
}
