package dev.cartulary.parquet;

import dev.cartulary.access.OwnerOnly;
import java.io.Closeable;
import java.io.IOException;
import java.io.Serializable;
import java.nio.channels.FileChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import org.apache.avro.Conversions;
import org.apache.avro.data.TimeConversions;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.parquet.avro.AvroParquetWriter;
import org.apache.parquet.avro.AvroWriteSupport;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.crypto.FileEncryptionProperties;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.jspecify.annotations.Nullable;

/**
 * Writes the rows of one table to one Parquet file, compressed with Zstandard. Equal rows in equal
 * order give equal bytes, unless they are encrypted; no row gives a valid file without rows.
 *
 * <p>The file is complete only after {@link #close()}; a writer that is not closed leaves nothing
 * that can be read. Not safe for use by several threads.
 */
public final class TableWriter<R extends Serializable> implements Closeable {
  /**
   * Bytes of rows held in memory until they are written. Parquet's own default of 128 MiB would be
   * an eighth of the heap for each open file, and a night's run rarely fills it.
   */
  private static final long ROW_GROUP_BYTES = 16L << 20;

  /** In the footer of an encrypted file: its name when it was written. */
  static final String NAME = "cartulary.file";

  private final Table<R> table;
  private final ParquetWriter<GenericRecord> writer;
  private final Closeable target;

  private TableWriter(
      Table<R> table,
      WritableByteChannel channel,
      Closeable target,
      @Nullable TableCipher cipher,
      String name)
      throws IOException {
    this.table = table;
    this.target = target;
    ParquetConfiguration configuration = new PlainParquetConfiguration();
    // The standard three-level lists, which every reader understands.
    configuration.setBoolean(AvroWriteSupport.WRITE_OLD_LIST_STRUCTURE, false);
    AvroParquetWriter.Builder<GenericRecord> builder =
        AvroParquetWriter.<GenericRecord>builder(new ChannelOutputFile(channel))
            .withSchema(table.schema())
            .withDataModel(dataModel())
            .withConf(configuration)
            .withCompressionCodec(CompressionCodecName.ZSTD)
            .withCodecFactory(new ZstdCodec())
            .withRowGroupSize(ROW_GROUP_BYTES);
    FileEncryptionProperties encryption =
        cipher == null ? null : cipher.writing(table, configuration);
    if (encryption != null) {
      builder.withEncryption(encryption).withExtraMetaData(Map.of(NAME, name));
    }
    this.writer = builder.build();
  }

  /** Writes to a channel that stays open when the writer is closed. */
  public static <R extends Serializable> TableWriter<R> open(
      Table<R> table, WritableByteChannel channel) throws IOException {
    return open(table, channel, null, "");
  }

  /**
   * Writes, encrypted where there is a cipher, to a channel that stays open when the writer is
   * closed.
   *
   * @param name of the run and the file, {@code RUN/FILE}: an encrypted file is read under no other
   */
  public static <R extends Serializable> TableWriter<R> open(
      Table<R> table, WritableByteChannel channel, @Nullable TableCipher cipher, String name)
      throws IOException {
    return new TableWriter<>(table, channel, () -> {}, cipher, name);
  }

  /** Writes to a file that must not exist yet. */
  public static <R extends Serializable> TableWriter<R> open(Table<R> table, Path file)
      throws IOException {
    FileChannel channel =
        OwnerOnly.file(file, StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW);
    try {
      return new TableWriter<>(table, channel, channel, null, "");
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  public void write(R row) throws IOException {
    writer.write(table.record(row));
  }

  /** Writes a row that has the columns of the table already. */
  void copy(GenericRecord row) throws IOException {
    writer.write(row);
  }

  @Override
  public void close() throws IOException {
    try (target) {
      writer.close();
    }
  }

  /** Avro's generic records with decimals, dates and instants as the JDK has them. */
  static GenericData dataModel() {
    GenericData data = new GenericData();
    data.addLogicalTypeConversion(new Conversions.DecimalConversion());
    data.addLogicalTypeConversion(new TimeConversions.DateConversion());
    data.addLogicalTypeConversion(new TimeConversions.TimestampMicrosConversion());
    return data;
  }
}
