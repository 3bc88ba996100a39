package dev.cartulary.relevance;

/**
 * What there is to be seen of a clause in a document.
 *
 * @param best log-odds of the sentence that says it most probably
 * @param second log-odds of the next one
 * @param offered how many sentences rules offer
 * @param bestOffered the best log-odds among these; of no account where there are none
 * @param prior how often the clause is there where rules offer a sentence, in (0, 1)
 */
public record ClauseSigns(
    double best, double second, int offered, double bestOffered, double prior) {
  /** How many numbers {@link #all} has. */
  public static final int COUNT = 7;

  private static final double SURE = 0.99;
  private static final int MANY = 3;
  private static final double SCALE = 0.3;

  /**
   * The signs in a document.
   *
   * @param odds log-odds of all its sentences
   * @param offered which of them rules offer
   * @param prior how often the clause is there where rules offer a sentence, in (0, 1]
   */
  public static ClauseSigns of(double[] odds, int[] offered, double prior) {
    double best = ValueSign.LEAST;
    double second = ValueSign.LEAST;
    for (double one : odds) {
      second = Math.max(second, Math.min(best, one));
      best = Math.max(best, one);
    }
    double bestOffered = ValueSign.LEAST;
    for (int i : offered) {
      bestOffered = Math.max(bestOffered, odds[i]);
    }
    double bounded = Math.max(1 - SURE, Math.min(SURE, prior));
    return new ClauseSigns(best, second, offered.length, bestOffered, bounded);
  }

  /** The numbers that are weighed. */
  public double[] all() {
    boolean any = offered > 0;
    return new double[] {
      best,
      second,
      any ? 1 : 0,
      any ? Math.log(prior / (1 - prior)) : 0,
      SCALE * Math.min(offered, MANY),
      any ? bestOffered : 0,
      any ? 0 : best
    };
  }
}
