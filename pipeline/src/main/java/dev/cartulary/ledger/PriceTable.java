package dev.cartulary.ledger;

import dev.cartulary.accounting.PriceBook;
import dev.cartulary.cost.CloudPrice;
import dev.cartulary.cost.PriceTerms;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.Date;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The price book. */
final class PriceTable {
  private static final String INSERT =
      "INSERT INTO price_book (provider, product, batch, basis, input_per_million, output_per_million, tokenizer_factor, per_unit,"
          + " characters_per_unit, minimum_units, currency, effective_from, retrieved_on, source, verified, phi_eligible, note,"
          + " tokenizer, cached_input_per_million, cached_from_tokens, long_prompt_tokens, long_input_per_million,"
          + " long_output_per_million, regional_uplift, agreement)"
          + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";

  private final Database database;

  PriceTable(Database database) {
    this.database = database;
  }

  PriceBook read() {
    return database.transaction("reading the price book", PriceTable::read);
  }

  /** Adds the prices of {@code change}, all or none. */
  void add(PriceBook.Change change) {
    database.transaction(
        "importing prices",
        connection -> {
          for (CloudPrice price : change.confirmed()) {
            delete(connection, price);
          }
          List<CloudPrice> prices = new ArrayList<>(change.confirmed());
          prices.addAll(change.added());
          try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
            for (CloudPrice price : prices) {
              bind(insert, price);
              insert.addBatch();
            }
            return prices.isEmpty() ? 0 : insert.executeBatch().length;
          }
        });
  }

  /** Makes room for the same price, read anew. */
  private static void delete(Connection connection, CloudPrice price) throws SQLException {
    try (PreparedStatement delete =
        connection.prepareStatement(
            "DELETE FROM price_book WHERE provider = ? AND product = ? AND batch = ? AND effective_from = ?")) {
      delete.setString(1, price.provider());
      delete.setString(2, price.product());
      delete.setBoolean(3, price.batch());
      delete.setDate(4, Date.valueOf(price.effectiveFrom()));
      delete.executeUpdate();
    }
  }

  static PriceBook read(Connection connection) throws SQLException {
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
                row.getString("note"),
                terms(row)));
      }
    }
    return new PriceBook(prices);
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

  private static PriceTerms terms(ResultSet row) throws SQLException {
    BigDecimal cached = row.getBigDecimal("cached_input_per_million");
    BigDecimal longer = row.getBigDecimal("long_input_per_million");
    return new PriceTerms(
        row.getString("tokenizer"),
        cached == null ? null : new PriceTerms.Cache(cached, row.getInt("cached_from_tokens")),
        longer == null
            ? null
            : new PriceTerms.LongPrompt(
                row.getInt("long_prompt_tokens"),
                longer,
                row.getBigDecimal("long_output_per_million")),
        row.getBigDecimal("regional_uplift"),
        CloudPrice.PhiEligibility.valueOf(row.getString("agreement")));
  }

  private static void bind(PreparedStatement insert, CloudPrice price) throws SQLException {
    insert.setString(1, price.provider());
    insert.setString(2, price.product());
    insert.setBoolean(3, price.batch());
    bindRate(insert, price.rate());
    insert.setString(11, price.currency());
    insert.setDate(12, Date.valueOf(price.effectiveFrom()));
    insert.setDate(13, Date.valueOf(price.retrievedOn()));
    insert.setString(14, price.source());
    insert.setBoolean(15, price.verified());
    insert.setString(16, price.phiEligible().name());
    insert.setString(17, price.note());
    PriceTerms terms = price.terms();
    PriceTerms.Cache cache = terms.cache();
    PriceTerms.LongPrompt longer = terms.longPrompt();
    insert.setString(18, terms.tokenizer());
    insert.setBigDecimal(19, cache == null ? null : cache.inputPerMillion());
    integer(insert, 20, cache == null ? null : cache.fromTokens());
    integer(insert, 21, longer == null ? null : longer.aboveTokens());
    insert.setBigDecimal(22, longer == null ? null : longer.inputPerMillion());
    insert.setBigDecimal(23, longer == null ? null : longer.outputPerMillion());
    insert.setBigDecimal(24, terms.regionalUplift());
    insert.setString(25, terms.agreement().name());
  }

  private static void bindRate(PreparedStatement insert, CloudPrice.Rate rate) throws SQLException {
    CloudPrice.Tokens tokens = rate instanceof CloudPrice.Tokens t ? t : null;
    CloudPrice.Pages pages = rate instanceof CloudPrice.Pages p ? p : null;
    CloudPrice.Characters characters = rate instanceof CloudPrice.Characters c ? c : null;
    insert.setString(4, tokens != null ? "TOKENS" : pages != null ? "PAGES" : "CHARACTERS");
    insert.setBigDecimal(5, tokens == null ? null : tokens.inputPerMillion());
    insert.setBigDecimal(6, tokens == null ? null : tokens.outputPerMillion());
    insert.setBigDecimal(7, tokens == null ? null : tokens.tokenizerFactor());
    insert.setBigDecimal(
        8, pages != null ? pages.perPage() : characters != null ? characters.perUnit() : null);
    integer(insert, 9, characters == null ? null : characters.charactersPerUnit());
    integer(insert, 10, characters == null ? null : characters.minimumUnits());
  }

  private static void integer(PreparedStatement insert, int index, @Nullable Integer value)
      throws SQLException {
    insert.setObject(index, value, Types.INTEGER);
  }
}
