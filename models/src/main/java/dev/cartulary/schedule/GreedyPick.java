package dev.cartulary.schedule;

import dev.cartulary.constrain.Guide;
import dev.cartulary.constrain.TokenSet;
import dev.cartulary.decoder.Logits;

/**
 * The most probable of the allowed tokens; of equal ones the lowest id.
 *
 * @param probability of the token among the allowed ones; for an end token, of ending in any way
 * @param absentProbability of beginning to say "absent"; 0 where that is not allowed
 * @param second the most probable of the others by which a value begins or goes on; -1 where there
 *     is none
 */
record GreedyPick(
    int token, double probability, double absentProbability, int second, double secondProbability) {
  static GreedyPick of(Logits logits, int row, Guide guide) {
    TokenSet allowed = guide.allowed();
    int best = allowed.at(0);
    for (int id = allowed.next(best + 1); id >= 0; id = allowed.next(id + 1)) {
      if (logits.at(row, id) > logits.at(row, best)) {
        best = id;
      }
    }
    int absentStart = guide.absentStart().orElse(-1);
    int second = -1;
    double greatest = logits.at(row, best);
    boolean ends = guide.ends(best);
    double sum = 0;
    double picked = 0;
    for (int id = allowed.next(0); id >= 0; id = allowed.next(id + 1)) {
      double weight = Math.exp(logits.at(row, id) - greatest);
      sum += weight;
      if (id == best || (ends && guide.ends(id))) {
        picked += weight;
      }
      if (id != best
          && id != absentStart
          && (second < 0 || logits.at(row, id) > logits.at(row, second))
          && !guide.ends(id)) {
        second = id;
      }
    }
    if (!(sum >= 1 && sum <= Double.MAX_VALUE)) {
      throw new EngineException("the model gave logits that are no numbers");
    }
    return new GreedyPick(
        best,
        Math.min(1, picked / sum),
        share(logits, row, absentStart, greatest, sum),
        second,
        share(logits, row, second, greatest, sum));
  }

  private static double share(Logits logits, int row, int id, double greatest, double sum) {
    return id < 0 ? 0 : Math.exp(logits.at(row, id) - greatest) / sum;
  }
}
