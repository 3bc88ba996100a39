package dev.cartulary.schedule;

import dev.cartulary.constrain.Guide;
import dev.cartulary.constrain.TokenSet;
import dev.cartulary.decoder.Logits;

/**
 * The most probable of the allowed tokens; of equal ones the lowest id.
 *
 * @param probability of the token among the allowed ones; for an end token, of ending in any way
 * @param absentProbability of beginning to say "absent"; 0 where that is not allowed
 */
record GreedyPick(int token, double probability, double absentProbability) {
  static GreedyPick of(Logits logits, int row, Guide guide) {
    TokenSet allowed = guide.allowed();
    int best = allowed.at(0);
    for (int id = allowed.next(best + 1); id >= 0; id = allowed.next(id + 1)) {
      if (logits.at(row, id) > logits.at(row, best)) {
        best = id;
      }
    }
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
    }
    if (!(sum >= 1 && sum <= Double.MAX_VALUE)) {
      throw new EngineException("the model gave logits that are no numbers");
    }
    double absent = 0;
    if (guide.absentStart().isPresent()) {
      absent = Math.exp(logits.at(row, guide.absentStart().getAsInt()) - greatest) / sum;
    }
    return new GreedyPick(best, Math.min(1, picked / sum), absent);
  }
}
