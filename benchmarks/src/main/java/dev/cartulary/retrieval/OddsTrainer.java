package dev.cartulary.retrieval;

import dev.cartulary.relevance.ClauseSigns;
import dev.cartulary.relevance.Relevance;
import dev.cartulary.relevance.ValueSign;
import java.util.Arrays;

/**
 * Trains what the odds of sentences mean for a whole contract: how probably it holds a clause, and
 * how probably a value that rules find is right. The odds are those of weights that did not learn
 * from this contract.
 */
final class OddsTrainer {
  private final double[] priors; // of each field; not a number where it is no clause
  private final SignTrainer clauses;
  private final SignTrainer values;

  /**
   * @param priors how often a clause is there where rules offer a sentence; not a number for a
   *     field that is no clause
   */
  OddsTrainer(double[] priors) {
    this.priors = priors.clone();
    this.clauses = new SignTrainer(ClauseSigns.COUNT, priors.length);
    this.values = new SignTrainer(ValueSign.COUNT, priors.length);
  }

  /** Adds what a contract teaches that {@code other} has not learned from. */
  void add(Lesson lesson, Relevance other) {
    double[][] odds = new double[lesson.sentences()][];
    for (int i = 0; i < odds.length; i++) {
      odds[i] = other.odds(lesson.features(), i);
    }
    for (int field = 0; field < priors.length; field++) {
      if (!lesson.known(field)) {
        continue;
      }
      int column = field;
      double[] own = Arrays.stream(odds).mapToDouble(all -> all[column]).toArray();
      if (Double.isNaN(priors[field])) {
        lesson
            .said(field)
            .ifPresent(
                said ->
                    values.add(column, new ValueSign(own[said.sentence()]).all(), said.right()));
      } else {
        ClauseSigns signs = ClauseSigns.of(own, lesson.offered(field), priors[field]);
        clauses.add(field, signs.all(), lesson.right(field));
      }
    }
  }

  /** The weights of sentences with what was learned. */
  Relevance train(Relevance sentences) {
    return sentences.with(clauses.train(), values.train());
  }
}
