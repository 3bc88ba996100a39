package dev.cartulary.architecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cartulary.document.CharSpan;
import dev.cartulary.document.DocumentId;
import dev.cartulary.field.Field;
import dev.cartulary.field.FieldStatus;
import dev.cartulary.field.FieldValue;
import dev.cartulary.outcome.Failure;
import dev.cartulary.outcome.FailureReason;
import dev.cartulary.outcome.Stage;
import dev.cartulary.parquet.FailureRow;
import dev.cartulary.parquet.FieldRow;
import dev.cartulary.parquet.OutputException;
import dev.cartulary.parquet.StoredRun;
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

  @Test
  void tables_areReadWithoutHadoop() throws Exception {
    FieldRow value =
        new FieldRow(
            "R1",
            new DocumentId("0".repeat(64)),
            "a.pdf",
            "contract",
            0,
            new Field(
                "governing_law",
                "Ohio",
                new FieldValue.Text("Ohio"),
                new CharSpan(3, 7),
                1,
                0.75,
                FieldStatus.FOUND));
    TableWriter.open(Table.DOCUMENTS, folder.resolve(Table.DOCUMENTS.fileName(0, 1))).close();
    try (TableWriter<FieldRow> fields =
            TableWriter.open(Table.FIELDS, folder.resolve(Table.FIELDS.fileName(0, 1)));
        TableWriter<FailureRow> failures =
            TableWriter.open(Table.FAILURES, folder.resolve(Table.FAILURES.fileName(0, 1)))) {
      fields.write(value);
      failures.write(
          new FailureRow("R1", new Failure(null, "b.pdf", Stage.EXTRACT, FailureReason.EMPTY, "")));
    }

    StoredRun run = StoredRun.read(folder);

    assertThat(run.documents()).isEmpty();
    assertThat(run.values())
        .containsExactly(
            new StoredRun.StoredValue(
                "a.pdf", "governing_law", "Ohio", "Ohio", true, 0.75, "found"));
    assertThat(run.failures()).containsExactly(new StoredRun.StoredFailure("b.pdf", "empty"));
    assertThatThrownBy(() -> StoredRun.read(folder.resolve("nowhere")))
        .isInstanceOf(OutputException.class)
        .hasMessageContaining("run the job first");
  }
}
