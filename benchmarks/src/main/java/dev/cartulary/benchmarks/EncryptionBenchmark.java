package dev.cartulary.benchmarks;

import dev.cartulary.document.Box;
import dev.cartulary.document.CharSpan;
import dev.cartulary.document.DocumentId;
import dev.cartulary.field.Field;
import dev.cartulary.field.FieldStatus;
import dev.cartulary.field.FieldValue;
import dev.cartulary.keys.Encryption;
import dev.cartulary.keys.KeyFolder;
import dev.cartulary.keys.KeyName;
import dev.cartulary.keys.KeyRing;
import dev.cartulary.parquet.FieldRow;
import dev.cartulary.parquet.Table;
import dev.cartulary.parquet.TableCipher;
import dev.cartulary.parquet.TableWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.math.BigInteger;
import java.nio.channels.Channels;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * What encryption adds to the processor time of writing a table of fields, and of a payload of the
 * ledger. Values are random words, which compress badly: the worst case for the cipher's share.
 */
public final class EncryptionBenchmark {
  private static final int ROWS = 100_000;
  private static final int ROUNDS = 7;
  private static final int PAYLOADS = 20_000;
  private static final int PAYLOAD_BYTES = 2_000;
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private EncryptionBenchmark() {}

  /** Takes a folder for keys that does not exist yet. */
  public static void main(String[] arguments) throws IOException {
    Path folder = Path.of(arguments[0]);
    KeyFolder.create(folder);
    KeyRing keys = KeyRing.open(new Encryption.Folder(folder.toString()));
    List<FieldRow> rows = rows();
    double[] plain = new double[ROUNDS];
    double[] encrypted = new double[ROUNDS];
    for (int round = 0; round < ROUNDS; round++) {
      plain[round] = write(rows, null);
      encrypted[round] = write(rows, new TableCipher(keys, Encryption.Columns.SEPARATE));
    }
    double median = median(plain);
    System.out.printf(
        Locale.ROOT,
        "%d fields: %.0f ms plain, %.0f ms encrypted, ratio %.3f%n",
        ROWS,
        median,
        median(encrypted),
        median(encrypted) / median);
    System.out.printf(
        Locale.ROOT,
        "payload of %d bytes: %.1f us sealed%n",
        PAYLOAD_BYTES,
        Math.min(seal(keys), seal(keys)));
  }

  /** Processor milliseconds. */
  private static double write(List<FieldRow> rows, @Nullable TableCipher cipher)
      throws IOException {
    long start = THREADS.getCurrentThreadCpuTime();
    ByteArrayOutputStream file = new ByteArrayOutputStream(32 << 20);
    try (TableWriter<FieldRow> writer =
        TableWriter.open(Table.FIELDS, Channels.newChannel(file), cipher, "run/fields.parquet")) {
      for (FieldRow row : rows) {
        writer.write(row);
      }
    }
    return (THREADS.getCurrentThreadCpuTime() - start) / 1e6;
  }

  /** Processor microseconds a payload. */
  private static double seal(KeyRing keys) {
    byte[] payload = new byte[PAYLOAD_BYTES];
    long start = THREADS.getCurrentThreadCpuTime();
    for (int i = 0; i < PAYLOADS; i++) {
      keys.seal(KeyName.LEDGER, payload, new byte[80]);
    }
    return (THREADS.getCurrentThreadCpuTime() - start) / 1e3 / PAYLOADS;
  }

  private static double median(double[] times) {
    double[] sorted = times.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }

  private static List<FieldRow> rows() {
    Random random = new Random(1);
    List<FieldRow> rows = new ArrayList<>();
    for (int i = 0; i < ROWS; i++) {
      int start = random.nextInt(10_000);
      String value = new BigInteger(160, random).toString(36);
      rows.add(
          new FieldRow(
              "run",
              new DocumentId(String.format(Locale.ROOT, "%064x", i / 10)),
              "folder/document-" + i / 10 + ".pdf",
              "contract",
              i % 10,
              new Field(
                  "field_" + i % 10,
                  value,
                  new FieldValue.Text(value),
                  new CharSpan(start, start + value.length()),
                  1 + random.nextInt(9),
                  random.nextDouble(),
                  FieldStatus.FOUND,
                  List.of(new Box(1, start, random.nextInt(7_000), 400, 100)),
                  List.of())));
    }
    return rows;
  }
}
