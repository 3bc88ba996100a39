package dev.cartulary.beam;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cartulary.outcome.Failure;
import dev.cartulary.outcome.FailureReason;
import dev.cartulary.outcome.Stage;
import dev.cartulary.parquet.FailureRow;
import dev.cartulary.parquet.Table;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.beam.sdk.util.SerializableUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TableSinkTest {
  @TempDir Path folder;

  @ParameterizedTest(name = "{0} rows")
  @ValueSource(ints = {0, 1, 1_000})
  void write_rows_areReadBackInOrder(int count) throws Exception {
    List<FailureRow> rows = rows(count);
    // Beam sends a sink to its workers by serialisation.
    TableSink<FailureRow> sink = SerializableUtils.clone(new TableSink<>(Table.FAILURES));
    Path file = folder.resolve(Table.FAILURES.fileName(0, 1));
    write(sink, file, rows);

    List<String> expected = new ArrayList<>();
    rows.forEach(row -> expected.add(row.run() + "|" + row.failure().path() + "|empty"));
    assertThat(query("select concat_ws('|', run_id, path, reason) from failures"))
        .isEqualTo(expected);
  }

  @Test
  void write_twoShards_areOneTable() throws Exception {
    List<FailureRow> rows = rows(10);
    write(
        new TableSink<>(Table.FAILURES),
        folder.resolve(Table.FAILURES.fileName(0, 2)),
        rows.subList(0, 4));
    write(
        new TableSink<>(Table.FAILURES),
        folder.resolve(Table.FAILURES.fileName(1, 2)),
        rows.subList(4, 10));

    assertThat(query("select count(distinct path)::varchar from failures")).containsExactly("10");
  }

  @Test
  void write_beforeOpen_isRefused() {
    assertThatThrownBy(() -> new TableSink<>(Table.FAILURES).write(rows(1).get(0)))
        .isInstanceOf(IllegalStateException.class);
  }

  private static void write(TableSink<FailureRow> sink, Path file, List<FailureRow> rows)
      throws IOException {
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW)) {
      sink.open(channel);
      for (FailureRow row : rows) {
        sink.write(row);
      }
      sink.flush();
      assertThat(channel.isOpen()).as("Beam closes its channel itself").isTrue();
    }
  }

  private List<String> query(String sql) throws SQLException {
    return Tables.query(folder, List.of(Table.FAILURES), sql);
  }

  private static List<FailureRow> rows(int count) {
    return IntStream.range(0, count)
        .mapToObj(
            i ->
                new FailureRow(
                    "r1",
                    new Failure(
                        null, "folder é/file " + i, Stage.SCAN, FailureReason.EMPTY, "no bytes")))
        .toList();
  }
}
