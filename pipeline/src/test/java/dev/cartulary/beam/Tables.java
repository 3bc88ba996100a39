package dev.cartulary.beam;

import dev.cartulary.parquet.Table;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** The tables in a folder, as DuckDB sees them. */
final class Tables {
  private Tables() {}

  /** The first column of each row, as text; the query may name all four tables. */
  static List<String> query(Path folder, String sql) throws SQLException {
    List<String> rows = new ArrayList<>();
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = connection.createStatement()) {
      for (Table<?> table : Table.ALL) {
        statement.execute(
            "create view %s as from '%s'"
                .formatted(table, folder.resolve(table.name() + "-*.parquet")));
      }
      try (ResultSet result = statement.executeQuery(sql)) {
        while (result.next()) {
          rows.add(result.getString(1));
        }
      }
    }
    return rows;
  }

  /** Every row of a table but for the run's name, as text, in order. */
  static List<String> rows(Path folder, Table<?> table) throws SQLException {
    return query(
        folder,
        "select t::varchar from (select * exclude (run_id) from " + table + ") t order by 1");
  }
}
