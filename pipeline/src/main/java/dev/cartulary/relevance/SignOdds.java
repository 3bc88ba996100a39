package dev.cartulary.relevance;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Arrays;

/**
 * How probably something is so of a field, by signs of it in a document: the logistic function of
 * the field's offset and a weighted sum of the signs, whose weights all fields share. Immutable.
 */
public final class SignOdds {
  private final float[] weights; // (signs)
  private final float[] offsets; // of each field; not a number where nothing is known

  /**
   * @param weights of the signs
   * @param offsets of each field; not a number for a field of which they say nothing
   */
  public SignOdds(float[] weights, float[] offsets) {
    this.weights = weights.clone();
    this.offsets = offsets.clone();
  }

  /** Says nothing of {@code fields} fields. */
  public static SignOdds none(int signs, int fields) {
    float[] offsets = new float[fields];
    Arrays.fill(offsets, Float.NaN);
    return new SignOdds(new float[signs], offsets);
  }

  /** Whether they say anything of a field. */
  public boolean know(int field) {
    return !Float.isNaN(offsets[field]);
  }

  /** A probability in (0, 1). */
  public double probability(int field, double[] signs) {
    if (signs.length != weights.length) {
      throw new IllegalArgumentException(
          "there are " + weights.length + " weights and " + signs.length + " signs");
    }
    double odds = offsets[field];
    for (int i = 0; i < signs.length; i++) {
      odds += weights[i] * signs[i];
    }
    return Relevance.probability(odds);
  }

  static SignOdds read(DataInputStream data, int signs, int fields) throws IOException {
    return new SignOdds(floats(data, signs), floats(data, fields));
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
