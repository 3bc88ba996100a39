package dev.cartulary.retrieval;

import de.bwaldvogel.liblinear.Feature;
import de.bwaldvogel.liblinear.FeatureNode;
import dev.cartulary.relevance.SignOdds;
import java.util.ArrayList;
import java.util.List;

/** Trains a logistic function for each field whose signs have the same weights in all. */
final class SignTrainer {
  private static final double COST = 1;

  /** A field's own offset costs less than what all share. */
  private static final double OWN = 3;

  private final int signs;
  private final boolean[] known; // fields
  private final List<Feature[]> rows = new ArrayList<>();
  private final List<Boolean> right = new ArrayList<>();

  SignTrainer(int signs, int fields) {
    this.signs = signs;
    this.known = new boolean[fields];
  }

  /** Adds what was seen of a field once, and whether it was so. */
  void add(int field, double[] seen, boolean so) {
    Feature[] row = new Feature[signs + 1];
    for (int i = 0; i < signs; i++) {
      row[i] = new FeatureNode(i + 1, seen[i]);
    }
    row[signs] = new FeatureNode(signs + 1 + field, OWN);
    rows.add(row);
    right.add(so);
    known[field] = true;
  }

  /** What was learned, of the fields that were seen. */
  SignOdds train() {
    if (rows.isEmpty()) {
      return SignOdds.none(signs, known.length);
    }
    boolean[] answers = new boolean[right.size()];
    for (int i = 0; i < answers.length; i++) {
      answers[i] = right.get(i);
    }
    double[] found = LogisticTrainer.train(rows, answers, signs + known.length, COST);
    float[] weights = new float[signs];
    for (int i = 0; i < signs; i++) {
      weights[i] = (float) found[i + 1];
    }
    float[] offsets = new float[known.length];
    for (int field = 0; field < offsets.length; field++) {
      offsets[field] =
          known[field] ? (float) (found[0] + OWN * found[signs + 1 + field]) : Float.NaN;
    }
    return new SignOdds(weights, offsets);
  }
}
