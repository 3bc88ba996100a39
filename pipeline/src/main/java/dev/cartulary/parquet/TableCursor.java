package dev.cartulary.parquet;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a file, taken one at a time, for whoever reads two files side by side. Not safe for
 * use by several threads.
 */
final class TableCursor implements Closeable {
  private final Path file;
  private final ParquetFileReader reader;
  private final RowGroups rows;

  private TableCursor(Path file, ParquetFileReader reader, MessageType wanted) {
    this.file = file;
    this.reader = reader;
    this.rows = new RowGroups(reader, wanted);
  }

  /**
   * Opens a file before its first row.
   *
   * @param cipher decrypts it; not needed where it is not encrypted
   * @throws OutputException if it is encrypted and cannot be decrypted
   */
  static TableCursor open(Path file, @Nullable TableCipher cipher) throws IOException {
    ParquetFileReader reader = TableReader.reader(file, cipher);
    return new TableCursor(file, reader, reader.getFileMetaData().getSchema());
  }

  /** Opens a file of whose rows some columns are wanted; the others are not read. */
  static TableCursor open(Path file, @Nullable TableCipher cipher, Set<String> columns)
      throws IOException {
    ParquetFileReader reader = TableReader.reader(file, cipher);
    MessageType all = reader.getFileMetaData().getSchema();
    List<Type> wanted =
        all.getFields().stream().filter(each -> columns.contains(each.getName())).toList();
    return new TableCursor(file, reader, new MessageType(all.getName(), wanted));
  }

  /** The next row; null after the last. */
  @Nullable Group next() throws IOException {
    return TableReader.decrypting(file, rows::next);
  }

  @Override
  public void close() throws IOException {
    reader.close();
  }
}
