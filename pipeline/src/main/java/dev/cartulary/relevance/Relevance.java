package dev.cartulary.relevance;

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
 * Trained weights: the log-odds that a sentence bears on a field are the field's bias and the sum
 * of the weights of the sentence's features, each times its rarity, over the root of the sum of the
 * squared rarities. Immutable, so safe for all threads.
 *
 * <p>The rarity of a feature is the logarithm of how many sentences there were in training for each
 * that had it; 0 for one of which nothing was learned.
 *
 * <p>The stored form is gzip of: the four letters {@code CREL}, the version 3, bits of a row's
 * number, fields; for each field its name, bias and step (floats); {@link SignOdds} of clauses,
 * then of values: weights of the signs and an offset a field (floats); rarities (rows), one of 7
 * bits each, in steps of 0.1; weights (fields, rows), one of 8 bits each, in steps.
 */
public final class Relevance {
  /** Knows no field. */
  public static final Relevance NONE =
      new Relevance(
          List.of(),
          1,
          new float[0],
          new float[0],
          SignOdds.none(ClauseSigns.COUNT, 0),
          SignOdds.none(ValueSign.COUNT, 0),
          new byte[2],
          new byte[0]);

  private static final int MAGIC = 0x4352454c;
  private static final int VERSION = 3;
  private static final int MOST_FIELDS = 1000;

  /** With more rows a sum of products of 7 bits could exceed an integer. */
  private static final int MOST_BITS = 17;

  private static final float RARITY = 0.1f;
  private static final Map<String, Relevance> BUILT_IN = new ConcurrentHashMap<>();

  private final List<String> fields;
  private final int bits;
  private final float[] bias;
  private final float[] step;
  private final SignOdds clauses;
  private final SignOdds values;
  private final byte[] rarities; // (rows)
  private final byte[] weights; // (rows, fields)

  private Relevance(
      List<String> fields,
      int bits,
      float[] bias,
      float[] step,
      SignOdds clauses,
      SignOdds values,
      byte[] rarities,
      byte[] weights) {
    this.fields = List.copyOf(fields);
    this.bits = bits;
    this.bias = bias;
    this.step = step;
    this.clauses = clauses;
    this.values = values;
    this.rarities = rarities;
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
   * Rounds weights to 8 bits; of clauses and values they say nothing yet.
   *
   * @param rarities of each row, as {@link #rarity} gives them; their number is a power of two
   * @param bias a field
   * @param exact (rows, fields)
   */
  public static Relevance rounded(
      List<String> fields, float[] rarities, float[] bias, float[] exact) {
    int count = fields.size();
    int rows = rarities.length;
    if (Integer.bitCount(rows) != 1 || bias.length != count || exact.length != count * rows) {
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
    byte[] rare = new byte[rows];
    for (int row = 0; row < rows; row++) {
      rare[row] = (byte) Math.round(rarities[row] / RARITY);
    }
    int bits = Integer.numberOfTrailingZeros(rows);
    return new Relevance(
        fields,
        bits,
        bias.clone(),
        step,
        SignOdds.none(ClauseSigns.COUNT, count),
        SignOdds.none(ValueSign.COUNT, count),
        rare,
        small);
  }

  /** The rarity of a feature that {@code some} of {@code all} sentences have, as it is kept. */
  public static float rarity(int some, int all) {
    return RARITY * Math.min(Byte.MAX_VALUE, Math.round(Math.log((double) all / some) / RARITY));
  }

  /**
   * The same weights with other odds.
   *
   * @param otherClauses of {@link ClauseSigns}
   * @param otherValues of a {@link ValueSign}
   */
  public Relevance with(SignOdds otherClauses, SignOdds otherValues) {
    return new Relevance(fields, bits, bias, step, otherClauses, otherValues, rarities, weights);
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
    SignOdds clauses = SignOdds.read(data, ClauseSigns.COUNT, count);
    SignOdds values = SignOdds.read(data, ValueSign.COUNT, count);
    byte[] rarities = data.readNBytes(1 << bits);
    byte[] columns = data.readNBytes(count << bits);
    if (columns.length != count << bits || data.read() >= 0) {
      throw new IOException("the weights do not have the length that their head says");
    }
    byte[] weights = new byte[columns.length];
    for (int i = 0; i < columns.length; i++) {
      weights[(i & ((1 << bits) - 1)) * count + (i >> bits)] = columns[i];
    }
    return new Relevance(fields, bits, bias, step, clauses, values, rarities, weights);
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
    clauses.write(data);
    values.write(data);
    data.write(rarities);
    byte[] columns = new byte[weights.length];
    int count = Math.max(1, fields.size());
    for (int i = 0; i < weights.length; i++) {
      columns[((i % count) << bits) + i / count] = weights[i];
    }
    data.write(columns);
    data.flush();
    zip.finish();
  }

  /** The fields that were trained; a field's place here is its place in {@link #odds}. */
  public List<String> fields() {
    return fields;
  }

  /** How probably a document holds those of the fields that are clauses, by their signs. */
  public SignOdds clauses() {
    return clauses;
  }

  /** How probably a value that rules offer is right, by its sign. */
  public SignOdds values() {
    return values;
  }

  /** The log-odds with which sentence {@code i} bears on each field. */
  public double[] odds(SentenceFeatures features, int i) {
    int count = fields.size();
    int[] sums = new int[count];
    int squares = 0;
    for (int row : features.rows(i, bits)) {
      int rarity = rarities[row];
      squares += rarity * rarity;
      int at = row * count;
      for (int field = 0; field < count && rarity > 0; field++) {
        sums[field] += rarity * weights[at + field];
      }
    }
    double length = Math.sqrt(Math.max(1, squares));
    double[] odds = new double[count];
    for (int field = 0; field < count; field++) {
      odds[field] = bias[field] + sums[field] * (double) step[field] / length;
    }
    return odds;
  }

  /** The probability of log-odds, in [0, 1]. */
  public static double probability(double odds) {
    return 1 / (1 + Math.exp(-odds));
  }
}
