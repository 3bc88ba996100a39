package dev.cartulary.tagging;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/**
 * Trained weights: for each feature's row one of 8 bits a label, and scores of first labels and
 * transitions. Immutable, so safe for all threads.
 *
 * <p>The stored form is gzip of: the four letters {@code CTAG}, the version 1, labels, bits of a
 * row's number, step (float), first labels' scores and transitions (float), weights (labels, rows).
 */
public final class LinearTagger {
  private static final int MAGIC = 0x43544147;
  private static final int VERSION = 1;
  private static final int MOST_LABELS = 31;
  private static final int MOST_BITS = 24;

  private final int labels;
  private final int bits;
  private final float step;
  private final double[] first;
  private final double[] transitions;
  private final byte[] weights; // (rows, labels), in steps

  private LinearTagger(
      int labels, int bits, float step, double[] first, double[] transitions, byte[] weights) {
    this.labels = labels;
    this.bits = bits;
    this.step = step;
    this.first = first;
    this.transitions = transitions;
    this.weights = weights;
  }

  /**
   * Rounds weights to 8 bits.
   *
   * @param weights (rows, labels), where rows is a power of two
   */
  public static LinearTagger rounded(double[] first, double[] transitions, float[] weights) {
    int labels = first.length;
    int rows = weights.length / labels;
    if (Integer.bitCount(rows) != 1 || transitions.length != labels * labels) {
      throw new IllegalArgumentException(
          rows + " rows and " + transitions.length + " transitions do not fit " + labels);
    }
    float largest = Float.MIN_NORMAL;
    for (float weight : weights) {
      largest = Math.max(largest, Math.abs(weight));
    }
    float step = largest / Byte.MAX_VALUE;
    byte[] small = new byte[weights.length];
    for (int i = 0; i < weights.length; i++) {
      small[i] = (byte) Math.round(weights[i] / step);
    }
    return new LinearTagger(
        labels,
        Integer.numberOfTrailingZeros(rows),
        step,
        first.clone(),
        transitions.clone(),
        small);
  }

  /** Reads the stored form; the stream stays open. */
  public static LinearTagger read(InputStream in) throws IOException {
    DataInputStream data = new DataInputStream(new GZIPInputStream(in));
    if (data.readInt() != MAGIC || data.readInt() != VERSION) {
      throw new IOException("this is no tagger of version " + VERSION + "; train it again");
    }
    int labels = data.readInt();
    int bits = data.readInt();
    if (labels < 1 || labels > MOST_LABELS || bits < 0 || bits > MOST_BITS) {
      throw new IOException("a tagger of " + labels + " labels and 2^" + bits + " rows is damaged");
    }
    float step = data.readFloat();
    double[] first = floats(data, labels);
    double[] transitions = floats(data, labels * labels);
    byte[] columns = data.readNBytes(labels << bits);
    if (columns.length != labels << bits || data.read() >= 0) {
      throw new IOException("the tagger's weights do not have the length that its head says");
    }
    byte[] weights = new byte[columns.length];
    for (int i = 0; i < columns.length; i++) {
      weights[(i & ((1 << bits) - 1)) * labels + (i >> bits)] = columns[i];
    }
    return new LinearTagger(labels, bits, step, first, transitions, weights);
  }

  private static double[] floats(DataInputStream data, int count) throws IOException {
    double[] values = new double[count];
    for (int i = 0; i < count; i++) {
      values[i] = data.readFloat();
    }
    return values;
  }

  /** Writes the stored form; the same weights give the same bytes. The stream stays open. */
  public void write(OutputStream out) throws IOException {
    GZIPOutputStream zip = new GZIPOutputStream(out);
    DataOutputStream data = new DataOutputStream(zip);
    data.writeInt(MAGIC);
    data.writeInt(VERSION);
    data.writeInt(labels);
    data.writeInt(bits);
    data.writeFloat(step);
    for (double score : first) {
      data.writeFloat((float) score);
    }
    for (double score : transitions) {
      data.writeFloat((float) score);
    }
    byte[] columns = new byte[weights.length];
    for (int i = 0; i < weights.length; i++) {
      columns[((i % labels) << bits) + i / labels] = weights[i];
    }
    data.write(columns);
    data.flush();
    zip.finish();
  }

  /** The row of a feature's number, whatever its size; equal numbers share a row. */
  public static int row(long feature, int bits) {
    return bits == 0 ? 0 : (int) ((feature * 0x9E3779B97F4A7C15L) >>> (Long.SIZE - bits));
  }

  /**
   * All ways to label a sequence.
   *
   * @param features numbers of the features that each place has
   */
  public Lattice lattice(long[][] features) {
    double[] scores = new double[features.length * labels];
    int[] sums = new int[labels];
    for (int i = 0; i < features.length; i++) {
      Arrays.fill(sums, 0);
      for (long feature : features[i]) {
        int at = row(feature, bits) * labels;
        for (int y = 0; y < labels; y++) {
          sums[y] += weights[at + y];
        }
      }
      for (int y = 0; y < labels; y++) {
        scores[i * labels + y] = sums[y] * step;
      }
    }
    return new Lattice(scores, first, transitions, null);
  }
}
