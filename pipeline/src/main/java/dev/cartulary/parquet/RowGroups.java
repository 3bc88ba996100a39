package dev.cartulary.parquet;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.convert.GroupRecordConverter;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.io.ColumnIOFactory;
import org.apache.parquet.io.MessageColumnIO;
import org.apache.parquet.io.RecordReader;
import org.apache.parquet.schema.MessageType;
import org.jspecify.annotations.Nullable;

/** The rows of an open file, one after the other; one group of rows is in memory. */
final class RowGroups {
  private final ParquetFileReader reader;
  private final MessageType wanted;
  private final MessageColumnIO columns;
  private @Nullable RecordReader<Group> group;
  private long left;

  /**
   * Begins at the first row.
   *
   * @param wanted the columns that rows are to have
   */
  RowGroups(ParquetFileReader reader, MessageType wanted) {
    this.reader = reader;
    this.wanted = wanted;
    reader.setRequestedSchema(wanted);
    this.columns = new ColumnIOFactory().getColumnIO(wanted, reader.getFileMetaData().getSchema());
  }

  /** The next row; null after the last. */
  @Nullable Group next() throws IOException {
    while (left == 0) {
      PageReadStore next = reader.readNextRowGroup();
      if (next == null) {
        return null;
      }
      group = columns.getRecordReader(next, new GroupRecordConverter(wanted));
      left = next.getRowCount();
    }
    left--;
    return requireNonNull(group, "there is a group where rows are left").read();
  }
}
