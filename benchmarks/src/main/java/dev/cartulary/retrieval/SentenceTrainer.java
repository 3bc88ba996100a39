package dev.cartulary.retrieval;

import de.bwaldvogel.liblinear.Feature;
import de.bwaldvogel.liblinear.FeatureNode;
import dev.cartulary.relevance.Relevance;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Trains which sentences bear on which fields: for each field a logistic regression over rare
 * features. A feature of fewer than three sentences teaches nothing.
 */
final class SentenceTrainer {
  private static final int LEAST_SENTENCES = 3;

  private final List<String> fields;
  private final int bits;
  private final double cost;

  /**
   * @param bits of the number of rows
   * @param cost of an error against that of large weights
   */
  SentenceTrainer(List<String> fields, int bits, double cost) {
    this.fields = fields;
    this.bits = bits;
    this.cost = cost;
  }

  /** Weights of all fields, which say nothing yet of clauses and values. */
  Relevance train(List<Lesson> lessons) {
    int count = fields.size();
    float[] rarities = rarities(lessons);
    List<Feature[]> rows = new ArrayList<>();
    for (Lesson lesson : lessons) {
      for (int i = 0; i < lesson.sentences(); i++) {
        rows.add(features(lesson.features().rows(i, bits), rarities));
      }
    }
    float[] bias = new float[count];
    float[] weights = new float[count << bits];
    IntStream.range(0, count)
        .parallel()
        .forEach(
            field -> {
              double[] found = train(lessons, rows, field);
              bias[field] = (float) found[0];
              for (int row = 0; row < 1 << bits; row++) {
                weights[row * count + field] = (float) found[row + 1];
              }
            });
    return Relevance.rounded(fields, rarities, bias, weights);
  }

  private double[] train(List<Lesson> lessons, List<Feature[]> rows, int field) {
    List<Feature[]> known = new ArrayList<>();
    boolean[] right = new boolean[rows.size()];
    int row = 0;
    for (Lesson lesson : lessons) {
      for (int i = 0; i < lesson.sentences(); i++, row++) {
        if (lesson.known(field)) {
          right[known.size()] = lesson.right(i, field);
          known.add(rows.get(row));
        }
      }
    }
    return LogisticTrainer.train(known, Arrays.copyOf(right, known.size()), 1 << bits, cost);
  }

  private float[] rarities(List<Lesson> lessons) {
    int[] seen = new int[1 << bits];
    int all = 0;
    for (Lesson lesson : lessons) {
      for (int i = 0; i < lesson.sentences(); i++, all++) {
        for (int row : lesson.features().rows(i, bits)) {
          seen[row]++;
        }
      }
    }
    float[] rarities = new float[seen.length];
    for (int row = 0; row < seen.length; row++) {
      rarities[row] = seen[row] < LEAST_SENTENCES ? 0 : Relevance.rarity(seen[row], all);
    }
    return rarities;
  }

  /** Rarities of length one in all. */
  private static Feature[] features(int[] rows, float[] rarities) {
    double squares = 0;
    for (int row : rows) {
      squares += rarities[row] * rarities[row];
    }
    double length = Math.sqrt(Math.max(Float.MIN_NORMAL, squares));
    return Arrays.stream(rows)
        .filter(row -> rarities[row] > 0)
        .mapToObj(row -> new FeatureNode(row + 1, rarities[row] / length))
        .toArray(Feature[]::new);
  }
}
