package dev.cartulary.retrieval;

import de.bwaldvogel.liblinear.Feature;
import de.bwaldvogel.liblinear.FeatureNode;
import dev.cartulary.relevance.ClauseOdds;
import dev.cartulary.relevance.Relevance;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Trains how probably a contract holds a clause, by sentences' odds of weights that did not learn
 * from this contract.
 */
final class ClauseTrainer {
  private static final double COST = 1;

  /** A clause's own offset costs less than what all clauses share. */
  private static final double OWN = 3;

  private final double[] priors; // of each field; not a number where it is no clause
  private final List<Feature[]> rows = new ArrayList<>();
  private final List<Boolean> right = new ArrayList<>();

  /**
   * @param priors how often a clause is there where rules offer a sentence; not a number for a
   *     field that is no clause
   */
  ClauseTrainer(double[] priors) {
    this.priors = priors.clone();
  }

  /** Adds what a contract teaches that {@code other} has not learned from. */
  void add(Lesson lesson, Relevance other) {
    double[][] odds = new double[lesson.sentences()][];
    for (int i = 0; i < odds.length; i++) {
      odds[i] = other.odds(lesson.features(), i);
    }
    for (int field = 0; field < priors.length; field++) {
      if (!Double.isNaN(priors[field]) && lesson.known(field)) {
        int column = field;
        double[] own = Arrays.stream(odds).mapToDouble(all -> all[column]).toArray();
        double[] signs = ClauseOdds.Signs.of(own, lesson.offered(field), priors[field]).all();
        Feature[] row = new Feature[signs.length + 1];
        for (int i = 0; i < signs.length; i++) {
          row[i] = new FeatureNode(i + 1, signs[i]);
        }
        row[signs.length] = new FeatureNode(signs.length + 1 + field, OWN);
        rows.add(row);
        right.add(lesson.right(field));
      }
    }
  }

  ClauseOdds train() {
    boolean[] answers = new boolean[right.size()];
    for (int i = 0; i < answers.length; i++) {
      answers[i] = right.get(i);
    }
    int signs = ClauseOdds.Signs.COUNT;
    double[] found = LogisticTrainer.train(rows, answers, signs + priors.length, COST);
    float[] weights = new float[signs];
    for (int i = 0; i < signs; i++) {
      weights[i] = (float) found[i + 1];
    }
    float[] offsets = new float[priors.length];
    for (int field = 0; field < offsets.length; field++) {
      boolean clause = !Double.isNaN(priors[field]);
      offsets[field] = clause ? (float) (found[0] + OWN * found[signs + 1 + field]) : Float.NaN;
    }
    return new ClauseOdds(weights, offsets);
  }
}
