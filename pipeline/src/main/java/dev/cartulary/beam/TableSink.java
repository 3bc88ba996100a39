package dev.cartulary.beam;

import dev.cartulary.parquet.Table;
import dev.cartulary.parquet.TableWriter;
import java.io.IOException;
import java.io.Serializable;
import java.nio.channels.WritableByteChannel;
import org.apache.beam.sdk.io.FileIO;
import org.jspecify.annotations.Nullable;

/** Writes one shard of a table. */
final class TableSink<R extends Serializable> implements FileIO.Sink<R> {
  private final Table<R> table;
  private transient @Nullable TableWriter<R> writer;

  TableSink(Table<R> table) {
    this.table = table;
  }

  @Override
  public void open(WritableByteChannel channel) throws IOException {
    writer = TableWriter.open(table, channel);
  }

  @Override
  public void write(R row) throws IOException {
    opened().write(row);
  }

  /** Parquet ends with a footer, so a flush is the end of the file; Beam calls it once and last. */
  @Override
  public void flush() throws IOException {
    opened().close();
  }

  private TableWriter<R> opened() {
    if (writer == null) {
      throw new IllegalStateException("the sink is not open");
    }
    return writer;
  }
}
