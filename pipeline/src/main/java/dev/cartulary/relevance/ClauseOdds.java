package dev.cartulary.relevance;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Arrays;

/**
 * How probably a document holds a clause, by its best sentences and by what rules found: the
 * logistic function of the clause's offset and a weighted sum of {@link Signs}, whose weights all
 * clauses share. Immutable.
 */
public final class ClauseOdds {
  private final float[] weights; // (signs)
  private final float[] offsets; // of each field; not a number where a field is no clause

  /**
   * @param weights of {@link Signs#all}
   * @param offsets of each field; not a number for a field that is not decided by them
   */
  public ClauseOdds(float[] weights, float[] offsets) {
    if (weights.length != Signs.COUNT) {
      throw new IllegalArgumentException(
          "there are " + Signs.COUNT + " signs and " + weights.length + " weights");
    }
    this.weights = weights.clone();
    this.offsets = offsets.clone();
  }

  /** Decides nothing about {@code fields} fields. */
  static ClauseOdds none(int fields) {
    float[] offsets = new float[fields];
    Arrays.fill(offsets, Float.NaN);
    return new ClauseOdds(new float[Signs.COUNT], offsets);
  }

  /**
   * What there is to be seen of a clause.
   *
   * @param best log-odds of the sentence that says it most probably
   * @param second log-odds of the next one
   * @param offered how many sentences rules offer
   * @param bestOffered the best log-odds among these; of no account where there are none
   * @param prior how often the clause is there where rules offer a sentence, in (0, 1)
   */
  public record Signs(double best, double second, int offered, double bestOffered, double prior) {
    /** How many numbers {@link #all} has. */
    public static final int COUNT = 7;

    /** What nothing says that nobody has written. */
    private static final double LEAST = -12;

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
    public static Signs of(double[] odds, int[] offered, double prior) {
      double best = LEAST;
      double second = LEAST;
      for (double one : odds) {
        second = Math.max(second, Math.min(best, one));
        best = Math.max(best, one);
      }
      double bestOffered = LEAST;
      for (int i : offered) {
        bestOffered = Math.max(bestOffered, odds[i]);
      }
      double bounded = Math.max(1 - SURE, Math.min(SURE, prior));
      return new Signs(best, second, offered.length, bestOffered, bounded);
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

  /** Whether a field is decided by them. */
  public boolean decides(int field) {
    return !Float.isNaN(offsets[field]);
  }

  /** The probability that the clause is there, in (0, 1). */
  public double probability(int field, Signs signs) {
    double odds = offsets[field];
    double[] all = signs.all();
    for (int i = 0; i < all.length; i++) {
      odds += weights[i] * all[i];
    }
    return Relevance.probability(odds);
  }

  static ClauseOdds read(DataInputStream data, int fields) throws IOException {
    return new ClauseOdds(floats(data, Signs.COUNT), floats(data, fields));
  }

  private static float[] floats(DataInputStream data, int count) throws IOException {
    float[] floats = new float[count];
    for (int i = 0; i < count; i++) {
      floats[i] = data.readFloat();
    }
    return floats;
  }

  void write(DataOutputStream data) throws IOException {
    for (float weight : weights) {
      data.writeFloat(weight);
    }
    for (float offset : offsets) {
      data.writeFloat(offset);
    }
  }
}
