package dev.cartulary.parquet;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The tables as a user's query sees them: names and types of columns, nulls, lists and structs. */
class DuckDbTest {
  @TempDir Path folder;

  @BeforeEach
  void writeTables() throws IOException {
    write(
        Table.DOCUMENTS,
        List.of(new DocumentRow("r1", SampleRows.lease(), SampleRows.leaseCosts())));
    write(Table.FIELDS, FieldRow.of("r1", SampleRows.lease()));
    write(Table.FAILURES, List.of(new FailureRow("r1", SampleRows.failure())));
    write(
        Table.COSTS,
        SampleRows.leaseCosts().stream()
            .map(line -> new CostRow("r1", SampleRows.ID, "leases/harbour é.pdf", line))
            .toList());
  }

  @Test
  void documents_described_haveSensibleTypes() throws SQLException {
    assertThat(query("select column_name || ' ' || column_type from (describe from documents)"))
        .containsExactly(
            "run_id VARCHAR",
            "document_id VARCHAR",
            "path VARCHAR",
            "parent_id VARCHAR",
            "parts INTEGER",
            "size_bytes BIGINT",
            "media_type VARCHAR",
            "document_type VARCHAR",
            "model VARCHAR",
            "pages INTEGER",
            "ocr_pages INTEGER",
            "ocr_confidence DOUBLE",
            "pages_without_text INTEGER[]",
            "characters INTEGER",
            "chunks INTEGER",
            "summary STRUCT(kind VARCHAR, \"text\" VARCHAR, spans STRUCT(\"start\" INTEGER, \"end\""
                + " INTEGER)[])",
            "fields_found INTEGER",
            "fields_needs_review INTEGER",
            "fields_ungrounded INTEGER",
            "fields_reviewed INTEGER",
            "tokens STRUCT(prefix BIGINT, question BIGINT, \"generated\" BIGINT)",
            "finished_at TIMESTAMP WITH TIME ZONE",
            "extract_nanos BIGINT",
            "model_nanos BIGINT",
            "local_cost DECIMAL(28,12)",
            "local_cost_currency VARCHAR");
  }

  @Test
  void documents_queried_giveTheRecord() throws SQLException {
    assertThat(
            query(
                "select concat_ws('|', run_id, path, pages, ocr_pages, ocr_confidence,"
                    + " list_aggregate(pages_without_text, 'sum'), summary.kind,"
                    + " len(summary.spans), summary.spans[2].start, fields_found,"
                    + " fields_needs_review, fields_ungrounded, fields_reviewed, tokens.prefix,"
                    + " epoch_us(finished_at), local_cost, local_cost_currency) from documents"))
        .containsExactly(
            "r1|leases/harbour é.pdf|3|1|0.875|2|key_sentences|2|50|4|1|1|0|2100|"
                + "1795219199123456|0.000102628000|USD");
  }

  @Test
  void fields_queried_haveTypedValuesWithNulls() throws SQLException {
    assertThat(
            query(
                "select concat_ws('|', position, name, status, normalized.kind,"
                    + " coalesce(normalized.date::varchar, '-'),"
                    + " coalesce(normalized.amount::varchar, '-'),"
                    + " coalesce(normalized.currency, '-'),"
                    + " coalesce(normalized.quantity::varchar, '-'),"
                    + " coalesce(normalized.flag::varchar, '-'),"
                    + " coalesce(span.end::varchar, '-'), coalesce(page::varchar, '-'),"
                    + " probability) from fields order by position"))
        .containsExactly(
            "0|title|found|text|-|-|-|-|-|15|2|0.75",
            "1|start|needs_review|date|2026-05-01|-|-|-|-|15|2|0.75",
            "2|rent|found|amount|-|1250000.500000000|USD|-|-|15|2|0.75",
            "3|area|found|quantity|-|-|-|-12.500000000|-|15|2|0.75",
            "4|renewal|found|flag|-|-|-|-|true|15|2|0.75",
            "5|guarantor|ungrounded|text|-|-|-|-|-|-|-|0.25");
  }

  @Test
  void fields_boxes_unnest() throws SQLException {
    assertThat(
            query(
                "select concat_ws('|', name, b.page, b.x, b.y, b.width, b.height) from"
                    + " (select name, unnest(boxes) b from fields where name = 'rent')"))
        .containsExactly("rent|2|4000|7000|1112|100", "rent|2|720|7140|400|100");
  }

  @Test
  void failures_queried_haveReasonRemedyAndNullId() throws SQLException {
    assertThat(
            query(
                "select concat_ws('|', document_id is null, path, stage, reason, message,"
                    + " retryable, remedy like 'check that%') from failures"))
        .containsExactly("true|broken/letter.docx|scan|unreadable|the file is locked|true|true");
  }

  @Test
  void costs_summed_areExact() throws SQLException {
    assertThat(
            query(
                "select concat_ws('|', kind, sum(amount), count(priced_on), max(priced_on),"
                    + " bool_and(verified)) from costs group by kind order by kind"))
        .containsExactly("cloud|0.030000000000|1|2026-08-01|true", "local|0.000102628000|0|false");
  }

  @Test
  void emptyTable_queried_hasColumnsAndNoRow() throws Exception {
    folder = folder.resolve("empty");
    java.nio.file.Files.createDirectory(folder);
    for (Table<?> table : Table.ALL) {
      write(table, List.of());
    }

    assertThat(query("select count(*)::varchar from documents")).containsExactly("0");
    assertThat(query("select count(*)::varchar from costs where amount > 1")).containsExactly("0");
  }

  @Test
  void pages_areCompressedWithZstd() throws SQLException {
    assertThat(
            query(
                "select distinct compression from parquet_metadata('"
                    + folder.resolve(Table.FIELDS.fileName(0, 1))
                    + "')"))
        .containsExactly("ZSTD");
  }

  private <R extends Serializable> void write(Table<R> table, List<? extends R> rows)
      throws IOException {
    try (TableWriter<R> writer = TableWriter.open(table, folder.resolve(table.fileName(0, 1)))) {
      for (R row : rows) {
        writer.write(row);
      }
    }
  }

  /** The first column of each row, as text. */
  private List<String> query(String sql) throws SQLException {
    List<String> rows = new ArrayList<>();
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = connection.createStatement()) {
      for (Table<?> table : Table.ALL) {
        statement.execute(
            "create view "
                + table
                + " as from '"
                + folder.resolve(table.name() + "*.parquet")
                + "'");
      }
      try (ResultSet result = statement.executeQuery(sql)) {
        while (result.next()) {
          rows.add(result.getString(1));
        }
      }
    }
    return rows;
  }
}
