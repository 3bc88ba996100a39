package dev.cartulary.parquet;

import java.io.IOException;
import java.lang.reflect.Constructor;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.bytes.HeapByteBufferAllocator;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.convert.GroupRecordConverter;
import org.apache.parquet.filter2.compat.FilterCompat;
import org.apache.parquet.format.converter.ParquetMetadataConverter;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.io.ColumnIOFactory;
import org.apache.parquet.io.LocalInputFile;
import org.apache.parquet.io.MessageColumnIO;
import org.apache.parquet.io.RecordReader;
import org.apache.parquet.schema.MessageType;

/** Reads the rows of a Parquet file that {@link TableWriter} wrote. */
final class TableReader {
  /*
   * The builder of the options makes Hadoop's codecs before it can be told of others, and so cannot
   * be used without Hadoop; see docs/decisions/0060-parquet-is-read-without-hadoop.md. The
   * constructor behind it is not public.
   */
  private static final int OPTIONS = 18;

  private static final int BUFFER_BYTES = 8 << 20;

  private TableReader() {}

  static List<Group> rows(Path file) throws IOException {
    List<Group> rows = new ArrayList<>();
    read(file, rows::add);
    return rows;
  }

  /** Takes rows. */
  @FunctionalInterface
  interface Rows {
    void take(Group row) throws IOException;
  }

  /** Gives the rows in their order, one at a time. */
  static void read(Path file, Rows to) throws IOException {
    try (ParquetFileReader reader = ParquetFileReader.open(new LocalInputFile(file), options())) {
      MessageType schema = reader.getFileMetaData().getSchema();
      MessageColumnIO columns = new ColumnIOFactory().getColumnIO(schema);
      for (PageReadStore group = reader.readNextRowGroup();
          group != null;
          group = reader.readNextRowGroup()) {
        RecordReader<Group> records =
            columns.getRecordReader(group, new GroupRecordConverter(schema));
        for (long i = 0; i < group.getRowCount(); i++) {
          to.take(records.read());
        }
      }
    }
  }

  /** How many rows a file has; only its end is read. */
  static long count(Path file) throws IOException {
    try (ParquetFileReader reader = ParquetFileReader.open(new LocalInputFile(file), options())) {
      return reader.getRecordCount();
    }
  }

  private static ParquetReadOptions options() {
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
                  null,
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
