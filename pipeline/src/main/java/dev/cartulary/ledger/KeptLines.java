package dev.cartulary.ledger;

import dev.cartulary.accounting.CostTotal;
import dev.cartulary.cost.CostLine;
import dev.cartulary.document.DocumentId;
import java.sql.Connection;
import java.sql.Date;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The cost lines of documents that were finished while the ledger kept lines; none are added. They
 * hold what was computed on their day, which need not be what would be computed now.
 */
final class KeptLines {
  private KeptLines() {}

  /** The lines of a document. */
  static List<CostLine> of(Connection connection, DocumentId id, String work) throws SQLException {
    List<CostLine> lines = new ArrayList<>();
    try (PreparedStatement select =
        connection.prepareStatement(
            "SELECT kind, provider, item, quantity, unit, amount, currency, estimated, priced_on, verified"
                + " FROM cost_line WHERE document_id = ? AND work = ? ORDER BY position")) {
      select.setString(1, id.sha256());
      select.setString(2, work);
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          lines.add(
              new CostLine(
                  CostLine.Kind.valueOf(row.getString(1)),
                  row.getString(2),
                  row.getString(3),
                  row.getBigDecimal(4),
                  row.getString(5),
                  row.getBigDecimal(6),
                  row.getString(7),
                  row.getBoolean(8),
                  date(row, 9),
                  row.getBoolean(10)));
        }
      }
    }
    return lines;
  }

  /** The sums of the lines of the documents of {@code delivered}. */
  static List<CostTotal> totals(Connection connection, Delivered delivered) throws SQLException {
    List<CostTotal> totals = new ArrayList<>();
    try (PreparedStatement select =
        delivered.select(
            connection,
            "kind, provider, item, sum(quantity), unit, sum(amount), currency, max(CASE WHEN estimated THEN 1 ELSE 0 END),"
                + " min(priced_on), max(priced_on), min(CASE WHEN verified THEN 1 ELSE 0 END)",
            "cost_line",
            " GROUP BY kind, provider, item, unit, currency ORDER BY kind DESC, provider, item")) {
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          totals.add(
              new CostTotal(
                  CostLine.Kind.valueOf(row.getString(1)),
                  row.getString(2),
                  row.getString(3),
                  row.getBigDecimal(4),
                  row.getString(5),
                  row.getBigDecimal(6),
                  row.getString(7),
                  row.getInt(8) == 1,
                  date(row, 9),
                  date(row, 10),
                  row.getInt(11) == 1));
        }
      }
    }
    return totals;
  }

  private static @Nullable LocalDate date(ResultSet row, int column) throws SQLException {
    Date date = row.getDate(column);
    return date == null ? null : date.toLocalDate();
  }
}
