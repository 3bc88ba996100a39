package dev.cartulary.ledger;

import dev.cartulary.accounting.Metered;
import dev.cartulary.cost.CloudPrice;
import dev.cartulary.field.FieldStatus;
import dev.cartulary.outcome.DocumentRecord;
import java.sql.Connection;
import java.sql.Date;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import org.jspecify.annotations.Nullable;

/** What documents took, from which their cost lines follow. */
final class CostTable {
  /** What {@link #metered} reads, in this order. */
  static final String METERED =
      "c.priced_on, c.token_ratios, c.prefix_tokens + c.question_tokens, c.generated_tokens, c.pages, c.characters, c.chunks,"
          + " c.energy_kwh, c.energy_usd, c.energy_estimated, c.machine_hours, c.machine_usd, c.machine_estimated";

  private CostTable() {}

  /** Adds a row; how many there were added. */
  static int insert(Connection connection, DocumentRecord document, String work, Metered metered)
      throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            "INSERT INTO document_cost (document_id, work, pages, characters, prefix_tokens, question_tokens, generated_tokens, chunks,"
                + " fields, review_fields, priced_on, token_ratios, energy_kwh, energy_usd, energy_estimated, machine_hours,"
                + " machine_usd, machine_estimated) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")) {
      insert.setString(1, document.file().id().sha256());
      insert.setString(2, work);
      insert.setInt(3, document.pages());
      insert.setInt(4, document.characters());
      insert.setLong(5, document.usage().prefixTokens());
      insert.setLong(6, document.usage().questionTokens());
      insert.setLong(7, document.usage().generatedTokens());
      insert.setInt(8, document.chunks());
      insert.setInt(9, document.fields().size());
      insert.setInt(10, toReview(document));
      insert.setObject(11, metered.pricedOn(), Types.DATE);
      insert.setString(12, metered.tokenRatios());
      insert.setBigDecimal(13, metered.energy().quantity());
      insert.setBigDecimal(14, metered.energy().usd());
      insert.setBoolean(15, metered.energy().estimated());
      insert.setBigDecimal(16, metered.hardware().quantity());
      insert.setBigDecimal(17, metered.hardware().usd());
      insert.setBoolean(18, metered.hardware().estimated());
      return insert.executeUpdate();
    }
  }

  private static int toReview(DocumentRecord document) {
    return Math.toIntExact(
        document.fields().stream()
            .filter(field -> field.status() == FieldStatus.NEEDS_REVIEW)
            .count());
  }

  /** The row; null where the ledger keeps the document's lines instead. */
  static @Nullable Metered metered(ResultSet row) throws SQLException {
    Date pricedOn = row.getDate(1);
    if (pricedOn == null) {
      return null;
    }
    return new Metered(
        pricedOn.toLocalDate(),
        row.getString(2),
        new CloudPrice.Work(row.getLong(3), row.getLong(4), row.getInt(5), row.getInt(6)),
        row.getInt(7),
        new Metered.Spent(row.getBigDecimal(8), row.getBigDecimal(9), row.getBoolean(10)),
        new Metered.Spent(row.getBigDecimal(11), row.getBigDecimal(12), row.getBoolean(13)));
  }
}
