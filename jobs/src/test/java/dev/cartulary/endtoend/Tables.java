package dev.cartulary.endtoend;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Queries of DuckDB, which knows nothing of this program. */
final class Tables {
  /** What a finished run shows where one shard of each table is enough. */
  static final List<String> OF_A_SMALL_RUN =
      List.of(
          "costs-00000-of-00001.parquet",
          "documents-00000-of-00001.parquet",
          "failures-00000-of-00001.parquet",
          "fields-00000-of-00001.parquet",
          "report",
          "run.json",
          "savings.html");

  private Tables() {}

  /** The rows, all columns as text, null as {@code "null"}. */
  static List<List<String>> query(List<String> views, String sql) throws SQLException {
    List<List<String>> rows = new ArrayList<>();
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = connection.createStatement()) {
      for (String view : views) {
        statement.execute(view);
      }
      try (ResultSet result = statement.executeQuery(sql)) {
        int columns = result.getMetaData().getColumnCount();
        while (result.next()) {
          List<String> row = new ArrayList<>();
          for (int i = 1; i <= columns; i++) {
            row.add(String.valueOf(result.getString(i)));
          }
          rows.add(row);
        }
      }
    }
    return rows;
  }

  /** Queries the four tables of an output folder. */
  static List<List<String>> query(Path output, String sql) throws SQLException {
    return query(
        Stream.of("documents", "fields", "failures", "costs")
            .map(
                table ->
                    "create view %s as from '%s'"
                        .formatted(table, output.resolve("latest/" + table + "-*.parquet")))
            .toList(),
        sql);
  }

  /** The first column. */
  static List<String> column(Path output, String sql) throws SQLException {
    return query(output, sql).stream().map(row -> row.get(0)).toList();
  }
}
