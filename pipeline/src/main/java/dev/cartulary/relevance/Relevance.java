package dev.cartulary.relevance;

import dev.cartulary.document.CharSpan;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/**
 * Trained weights: the probability that a sentence bears on a field is the logistic function of the
 * field's bias and the sum of the weights of the sentence's features, divided by the root of their
 * number. Immutable, so safe for all threads.
 *
 * <p>The stored form is gzip of: the four letters {@code CREL}, the version 1, bits of a row's
 * number, fields; for each field its name, bias and step (floats); weights (fields, rows), one of 8
 * bits each, in steps.
 */
public final class Relevance {
  /** Knows no field. */
  public static final Relevance NONE =
      new Relevance(List.of(), 1, new float[0], new float[0], new byte[0]);

  private static final int MAGIC = 0x4352454c;
  private static final int VERSION = 1;
  private static final int MOST_FIELDS = 1000;
  private static final int MOST_BITS = 20;
  private static final Map<String, Relevance> BUILT_IN = new ConcurrentHashMap<>();

  private final List<String> fields;
  private final int bits;
  private final float[] bias;
  private final float[] step;
  private final byte[] weights; // (rows, fields)

  private Relevance(List<String> fields, int bits, float[] bias, float[] step, byte[] weights) {
    this.fields = List.copyOf(fields);
    this.bits = bits;
    this.bias = bias;
    this.step = step;
    this.weights = weights;
  }

  /** The weights that come with this build under a name, if there are any. */
  public static Optional<Relevance> builtIn(String name) {
    String file = name + ".weights";
    if (Relevance.class.getResource(file) == null) {
      return Optional.empty();
    }
    return Optional.of(BUILT_IN.computeIfAbsent(file, Relevance::resource));
  }

  private static Relevance resource(String file) {
    try (InputStream in = Relevance.class.getResourceAsStream(file)) {
      if (in == null) {
        throw new IllegalStateException(file + " is missing from this build");
      }
      return read(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Rounds weights to 8 bits.
   *
   * @param bias a field
   * @param exact (rows, fields), where rows is a power of two
   */
  public static Relevance rounded(List<String> fields, float[] bias, float[] exact) {
    int count = fields.size();
    int rows = exact.length / count;
    if (Integer.bitCount(rows) != 1 || bias.length != count || exact.length % count != 0) {
      throw new IllegalArgumentException(
          exact.length + " weights and " + bias.length + " biases do not fit " + count);
    }
    float[] step = new float[count];
    for (int i = 0; i < exact.length; i++) {
      step[i % count] = Math.max(step[i % count], Math.abs(exact[i]) / Byte.MAX_VALUE);
    }
    byte[] small = new byte[exact.length];
    for (int i = 0; i < exact.length; i++) {
      float unit = step[i % count];
      small[i] = unit == 0 ? 0 : (byte) Math.round(exact[i] / unit);
    }
    return new Relevance(fields, Integer.numberOfTrailingZeros(rows), bias.clone(), step, small);
  }

  /** Reads the stored form; the stream stays open. */
  public static Relevance read(InputStream in) throws IOException {
    DataInputStream data = new DataInputStream(new GZIPInputStream(in));
    if (data.readInt() != MAGIC || data.readInt() != VERSION) {
      throw new IOException("these are no weights of version " + VERSION + "; train them again");
    }
    int bits = data.readInt();
    int count = data.readInt();
    if (bits < 1 || bits > MOST_BITS || count < 0 || count > MOST_FIELDS) {
      throw new IOException("weights of " + count + " fields and 2^" + bits + " rows are damaged");
    }
    List<String> fields = new ArrayList<>();
    float[] bias = new float[count];
    float[] step = new float[count];
    for (int field = 0; field < count; field++) {
      fields.add(data.readUTF());
      bias[field] = data.readFloat();
      step[field] = data.readFloat();
    }
    byte[] columns = data.readNBytes(count << bits);
    if (columns.length != count << bits || data.read() >= 0) {
      throw new IOException("the weights do not have the length that their head says");
    }
    byte[] weights = new byte[columns.length];
    for (int i = 0; i < columns.length; i++) {
      weights[(i & ((1 << bits) - 1)) * count + (i >> bits)] = columns[i];
    }
    return new Relevance(fields, bits, bias, step, weights);
  }

  /** Writes the stored form; the same weights give the same bytes. The stream stays open. */
  public void write(OutputStream out) throws IOException {
    GZIPOutputStream zip = new GZIPOutputStream(out);
    DataOutputStream data = new DataOutputStream(zip);
    data.writeInt(MAGIC);
    data.writeInt(VERSION);
    data.writeInt(bits);
    data.writeInt(fields.size());
    for (int field = 0; field < fields.size(); field++) {
      data.writeUTF(fields.get(field));
      data.writeFloat(bias[field]);
      data.writeFloat(step[field]);
    }
    byte[] columns = new byte[weights.length];
    int count = Math.max(1, fields.size());
    for (int i = 0; i < weights.length; i++) {
      columns[((i % count) << bits) + i / count] = weights[i];
    }
    data.write(columns);
    data.flush();
    zip.finish();
  }

  /** The fields that were trained; a field's place here is its place in {@link #probabilities}. */
  public List<String> fields() {
    return fields;
  }

  /**
   * How probably sentence {@code i} bears on each field, in [0, 1].
   *
   * @param sentences of {@code text}, in order
   */
  public double[] probabilities(String text, List<CharSpan> sentences, int i) {
    int count = fields.size();
    int[] sums = new int[count];
    int[] rows = SentenceFeatures.of(text, sentences, i, bits);
    for (int row : rows) {
      int at = row * count;
      for (int field = 0; field < count; field++) {
        sums[field] += weights[at + field];
      }
    }
    double length = Math.sqrt(Math.max(1, rows.length));
    double[] probabilities = new double[count];
    for (int field = 0; field < count; field++) {
      double odds = bias[field] + sums[field] * (double) step[field] / length;
      probabilities[field] = 1 / (1 + Math.exp(-odds));
    }
    return probabilities;
  }
}
