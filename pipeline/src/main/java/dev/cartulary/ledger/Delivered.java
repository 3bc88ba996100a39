package dev.cartulary.ledger;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Collections;
import java.util.List;

/** The documents that {@code runs} delivered, each once. */
record Delivered(List<String> runs) {
  Delivered {
    runs = List.copyOf(runs);
  }

  /** Selects from their rows, called {@code c}, of a table about documents. */
  PreparedStatement select(Connection connection, String columns, String table, String rest)
      throws SQLException {
    PreparedStatement select =
        connection.prepareStatement(
            "SELECT "
                + columns
                + " FROM "
                + table
                + " c JOIN (SELECT DISTINCT document_id, work FROM run_document WHERE run_id IN ("
                + String.join(", ", Collections.nCopies(runs.size(), "?"))
                + ")) delivered ON delivered.document_id = c.document_id AND delivered.work ="
                + " c.work"
                + rest);
    for (int i = 0; i < runs.size(); i++) {
      select.setString(i + 1, runs.get(i));
    }
    return select;
  }
}
