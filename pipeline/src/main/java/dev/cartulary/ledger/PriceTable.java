package dev.cartulary.ledger;

import dev.cartulary.accounting.PriceBook;
import dev.cartulary.cost.CloudPrice;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** The price book. */
final class PriceTable {
  private final Database database;

  PriceTable(Database database) {
    this.database = database;
  }

  PriceBook read() {
    return database.transaction(
        "reading the price book",
        connection -> {
          List<CloudPrice> prices = new ArrayList<>();
          try (PreparedStatement select =
                  connection.prepareStatement(
                      "SELECT * FROM price_book ORDER BY provider, product, batch, effective_from");
              ResultSet row = select.executeQuery()) {
            while (row.next()) {
              prices.add(
                  new CloudPrice(
                      row.getString("provider"),
                      row.getString("product"),
                      row.getBoolean("batch"),
                      rate(row),
                      row.getString("currency"),
                      row.getDate("effective_from").toLocalDate(),
                      row.getString("source"),
                      row.getDate("retrieved_on").toLocalDate(),
                      row.getBoolean("verified"),
                      CloudPrice.PhiEligibility.valueOf(row.getString("phi_eligible")),
                      row.getString("note")));
            }
          }
          return new PriceBook(prices);
        });
  }

  private static CloudPrice.Rate rate(ResultSet row) throws SQLException {
    String basis = row.getString("basis");
    return switch (basis) {
      case "TOKENS" ->
          new CloudPrice.Tokens(
              row.getBigDecimal("input_per_million"),
              row.getBigDecimal("output_per_million"),
              row.getBigDecimal("tokenizer_factor"));
      case "PAGES" -> new CloudPrice.Pages(row.getBigDecimal("per_unit"));
      case "CHARACTERS" ->
          new CloudPrice.Characters(
              row.getInt("characters_per_unit"),
              row.getBigDecimal("per_unit"),
              row.getInt("minimum_units"));
      default ->
          throw new LedgerException(
              "the price book has a price by " + basis + ", which this version does not know");
    };
  }
}
