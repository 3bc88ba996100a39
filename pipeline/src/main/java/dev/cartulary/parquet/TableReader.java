package dev.cartulary.parquet;

import dev.cartulary.keys.WrappedKey;
import java.io.IOException;
import java.lang.reflect.Constructor;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.bytes.HeapByteBufferAllocator;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.crypto.FileDecryptionProperties;
import org.apache.parquet.crypto.ParquetCryptoRuntimeException;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.filter2.compat.FilterCompat;
import org.apache.parquet.format.converter.ParquetMetadataConverter;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.hadoop.metadata.FileMetaData;
import org.apache.parquet.io.LocalInputFile;
import org.jspecify.annotations.Nullable;

/** Reads the rows of a Parquet file that {@link TableWriter} wrote. */
final class TableReader {
  /*
   * The builder of the options makes Hadoop's codecs before it can be told of others, and so cannot
   * be used without Hadoop; see docs/decisions/0060-parquet-is-read-without-hadoop.md. The
   * constructor behind it is not public.
   */
  private static final int OPTIONS = 18;

  private static final int BUFFER_BYTES = 8 << 20;

  /** The first and the last bytes of a file whose footer is encrypted. */
  private static final byte[] ENCRYPTED = {'P', 'A', 'R', 'E'};

  private TableReader() {}

  /**
   * The rows of a file.
   *
   * @param run the rows' run; empty where the file is not encrypted, and so does not name it
   */
  record Rows(List<Group> groups, String run) {}

  /** Takes rows. */
  @FunctionalInterface
  interface Taker {
    void take(Group row) throws IOException;
  }

  /** What is done with an open file of a run. */
  @FunctionalInterface
  private interface Reading<T> {
    T of(ParquetFileReader reader, String run) throws IOException;
  }

  /**
   * Reads a whole file.
   *
   * @param cipher decrypts it; not needed where it is not encrypted
   * @throws OutputException if it is encrypted and cannot be decrypted
   */
  static Rows rows(Path file, @Nullable TableCipher cipher) throws IOException {
    List<Group> rows = new ArrayList<>();
    return opened(
        file,
        cipher,
        (wrapped, key) -> {},
        (reader, run) -> {
          give(reader, rows::add);
          return new Rows(rows, run);
        });
  }

  /** Gives the rows in their order, one at a time. */
  static void read(Path file, @Nullable TableCipher cipher, Taker to) throws IOException {
    opened(
        file,
        cipher,
        (wrapped, key) -> {},
        (reader, run) -> {
          give(reader, to);
          return run;
        });
  }

  /** How many rows a file has; only its end is read. */
  static long count(Path file, @Nullable TableCipher cipher) throws IOException {
    return opened(file, cipher, (wrapped, key) -> {}, (reader, run) -> reader.getRecordCount());
  }

  /** The run that an encrypted file names; empty for one that is not encrypted. */
  static String run(Path file, @Nullable TableCipher cipher) throws IOException {
    return opened(file, cipher, (wrapped, key) -> {}, (reader, run) -> run);
  }

  /** Reads no more than a file's footer, and tells the keys that it asks for. */
  static void open(Path file, TableCipher cipher, BiConsumer<WrappedKey, byte[]> seen)
      throws IOException {
    opened(
        file,
        cipher,
        seen,
        (reader, run) -> {
          askForKeys(reader);
          return run;
        });
  }

  private static <T> T opened(
      Path file,
      @Nullable TableCipher cipher,
      BiConsumer<WrappedKey, byte[]> seen,
      Reading<T> reading)
      throws IOException {
    return decrypting(
        file,
        () -> {
          try (ParquetFileReader reader = reader(file, cipher, seen)) {
            return reading.of(reader, isEncrypted(file) ? run(file, reader.getFileMetaData()) : "");
          }
        });
  }

  /** Opens a file whose rows are wanted one by one; its name is checked. */
  static ParquetFileReader reader(Path file, @Nullable TableCipher cipher) throws IOException {
    return decrypting(
        file,
        () -> {
          ParquetFileReader reader = reader(file, cipher, (wrapped, key) -> {});
          if (isEncrypted(file)) {
            run(file, reader.getFileMetaData());
          }
          return reader;
        });
  }

  private static ParquetFileReader reader(
      Path file, @Nullable TableCipher cipher, BiConsumer<WrappedKey, byte[]> seen)
      throws IOException {
    boolean encrypted = isEncrypted(file);
    if (encrypted && cipher == null) {
      throw new OutputException(
          file
              + " is encrypted; name its keys under encryption in the job file, as the job that"
              + " wrote it did");
    }
    FileDecryptionProperties keys = encrypted && cipher != null ? cipher.reading(seen) : null;
    return ParquetFileReader.open(new LocalInputFile(file), options(keys));
  }

  /** Something that reads a file. */
  @FunctionalInterface
  interface Step<T extends @Nullable Object> {
    T read() throws IOException;
  }

  /** Does {@code step}, which reads {@code file} and nothing else. */
  static <T extends @Nullable Object> T decrypting(Path file, Step<T> step) throws IOException {
    try {
      return step.read();
    } catch (OutputException e) {
      throw e;
    } catch (IOException | RuntimeException e) {
      if (isEncrypted(file)) {
        // A changed byte of an encrypted file comes to light as anything.
        throw OutputException.undecrypted(file, e);
      }
      throw e;
    }
  }

  /** Keys of columns are asked for when something of the column is; one without its key is left. */
  private static void askForKeys(ParquetFileReader reader) {
    for (BlockMetaData group : reader.getRowGroups()) {
      for (ColumnChunkMetaData column : group.getColumns()) {
        try {
          column.getStatistics();
        } catch (ParquetCryptoRuntimeException e) {
          // Left out of what is told.
        }
      }
    }
  }

  private static void give(ParquetFileReader reader, Taker to) throws IOException {
    RowGroups rows = new RowGroups(reader, reader.getFileMetaData().getSchema());
    for (Group row = rows.next(); row != null; row = rows.next()) {
      to.take(row);
    }
  }

  /** Whether the file begins or ends as one with an encrypted footer does. */
  static boolean isEncrypted(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file)) {
      return isMark(channel, 0) || isMark(channel, channel.size() - ENCRYPTED.length);
    }
  }

  private static boolean isMark(FileChannel channel, long position) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(ENCRYPTED.length);
    channel.read(bytes, Math.max(0, position));
    return Arrays.equals(bytes.array(), ENCRYPTED);
  }

  private static String run(Path file, FileMetaData footer) {
    String name = footer.getKeyValueMetaData().getOrDefault(TableWriter.NAME, "");
    int end = name.indexOf('/');
    if (end < 0 || !name.substring(end + 1).equals(file.getFileName().toString())) {
      throw new OutputException(
          file
              + " was written under another name: somebody put it in the place of the right one;"
              + " run the job again");
    }
    return name.substring(0, end);
  }

  private static ParquetReadOptions options(@Nullable FileDecryptionProperties keys) {
    try {
      for (Constructor<?> made : ParquetReadOptions.class.getDeclaredConstructors()) {
        if (made.getParameterCount() == OPTIONS) {
          made.setAccessible(true);
          return (ParquetReadOptions)
              made.newInstance(
                  false,
                  false,
                  false,
                  false,
                  false,
                  false,
                  false,
                  false,
                  false,
                  FilterCompat.NOOP,
                  ParquetMetadataConverter.NO_FILTER,
                  new ZstdCodec(),
                  new HeapByteBufferAllocator(),
                  BUFFER_BYTES,
                  Map.of(),
                  keys,
                  null,
                  new PlainParquetConfiguration());
        }
      }
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("this version of Parquet has other options", e);
    }
    throw new IllegalStateException("this version of Parquet has no such options");
  }
}
