package dev.cartulary.architecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cartulary.outcome.Failure;
import dev.cartulary.outcome.FailureReason;
import dev.cartulary.outcome.Stage;
import dev.cartulary.parquet.FailureRow;
import dev.cartulary.parquet.Table;
import dev.cartulary.parquet.TableWriter;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** This module's class path is the program's: what works here works in the runnable jar. */
class WithoutHadoopTest {
  @TempDir Path folder;

  @Test
  void tables_areWrittenWithoutHadoop() throws Exception {
    assertThatThrownBy(() -> Class.forName("org.apache.hadoop.conf.Configuration"))
        .isInstanceOf(ClassNotFoundException.class);
    Path file = folder.resolve(Table.FAILURES.fileName(0, 1));

    try (TableWriter<FailureRow> writer = TableWriter.open(Table.FAILURES, file)) {
      for (FailureReason reason : FailureReason.values()) {
        writer.write(new FailureRow("R1", new Failure(null, "a.pdf", Stage.EXTRACT, reason, "x")));
      }
    }

    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = connection.createStatement();
        ResultSet result =
            statement.executeQuery("select count(distinct reason) from '" + file + "'")) {
      assertThat(result.next()).isTrue();
      assertThat(result.getInt(1)).isEqualTo(FailureReason.values().length);
    }
  }
}
