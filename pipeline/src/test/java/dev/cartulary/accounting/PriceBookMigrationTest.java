package dev.cartulary.accounting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cartulary.cost.CloudPrice;
import dev.cartulary.cost.CloudPrice.PhiEligibility;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The shipped price book, run by the databases themselves. */
class PriceBookMigrationTest {
  private static final LocalDate RETRIEVED = LocalDate.of(2026, 11, 20);

  private static Connection h2() throws SQLException {
    return DriverManager.getConnection("jdbc:h2:mem:;MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE");
  }

  private static void migrate(Connection connection) throws SQLException, IOException {
    try (InputStream in =
            CloudPrice.class.getResourceAsStream("/dev/cartulary/migration/V2__price_book.sql");
        Statement statement = connection.createStatement()) {
      assertThat(in).isNotNull();
      statement.execute(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    }
  }

  private static List<CloudPrice> prices(Connection connection) throws SQLException {
    List<CloudPrice> prices = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "SELECT * FROM price_book ORDER BY provider, product, batch, effective_from")) {
      while (row.next()) {
        prices.add(price(row));
      }
    }
    return prices;
  }

  private static CloudPrice price(ResultSet row) throws SQLException {
    return new CloudPrice(
        row.getString("provider"),
        row.getString("product"),
        row.getBoolean("batch"),
        rate(row),
        row.getString("currency"),
        row.getObject("effective_from", LocalDate.class),
        row.getString("source"),
        row.getObject("retrieved_on", LocalDate.class),
        row.getBoolean("verified"),
        PhiEligibility.valueOf(row.getString("phi_eligible")),
        row.getString("note"));
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
      default -> throw new IllegalStateException("basis " + basis);
    };
  }

  @Test
  void priceBook_h2_isDatedAndSourced() throws Exception {
    try (Connection connection = h2()) {
      migrate(connection);
      List<CloudPrice> prices = prices(connection);

      assertThat(prices).hasSizeGreaterThanOrEqualTo(8);
      assertThat(prices)
          .allSatisfy(
              price -> {
                assertThat(price.retrievedOn()).isEqualTo(RETRIEVED);
                assertThat(price.effectiveFrom()).isBeforeOrEqualTo(RETRIEVED);
                assertThat(price.source()).isNotBlank();
              });
      assertThat(prices).extracting(CloudPrice::verified).contains(true, false);
      assertThat(new PriceBook(prices).on(RETRIEVED)).hasSameSizeAs(prices);
    }
  }

  @Test
  void priceBook_postgresql_equalsH2() throws Exception {
    try (EmbeddedPostgres server = EmbeddedPostgres.start();
        Connection postgres = server.getPostgresDatabase().getConnection();
        Connection h2 = h2()) {
      migrate(postgres);
      migrate(h2);
      List<CloudPrice> prices = prices(postgres);

      assertThat(prices).isNotEmpty();
      assertThat(prices).containsExactlyInAnyOrderElementsOf(prices(h2));
    }
  }

  @Test
  void comprehendMedical_noteOf8500Characters_is85Units() throws Exception {
    try (Connection connection = h2()) {
      migrate(connection);
      CloudPrice entities = find(prices(connection), "Comprehend Medical NERe");
      var note = new CloudPrice.Work(0, 0, 5, 8_500);

      assertThat(entities.rate().quantity(note)).isEqualByComparingTo("85");
      assertThat(entities.rate().amount(note)).isEqualByComparingTo("0.85");
    }
  }

  @Test
  void haiku_batch_isHalfOfListAndNotForPatientData() throws Exception {
    try (Connection connection = h2()) {
      migrate(connection);
      List<CloudPrice> prices = prices(connection);
      CloudPrice list = find(prices, "Claude Haiku 5.5");
      CloudPrice batch = find(prices, "Claude Haiku 5.5, batch");
      var million = new CloudPrice.Work(1_000_000, 1_000_000, 0, 0);

      assertThat(list.verified()).isTrue();
      assertThat(list.rate().amount(million)).isEqualByComparingTo("0.78");
      assertThat(batch.rate().amount(million).multiply(BigDecimal.valueOf(2)))
          .isEqualByComparingTo(list.rate().amount(million));
      assertThat(batch.phiEligible()).isEqualTo(PhiEligibility.NO);
    }
  }

  @Test
  void priceBook_rowWithoutItsPrice_isRefused() throws Exception {
    try (Connection connection = h2();
        Statement statement = connection.createStatement()) {
      migrate(connection);
      assertThatThrownBy(
              () ->
                  statement.execute(
                      "INSERT INTO price_book (provider, product, batch, basis, currency,"
                          + " effective_from, retrieved_on, source, verified, phi_eligible) VALUES"
                          + " ('A', 'B', FALSE, 'TOKENS', 'USD', DATE '2026-11-20',"
                          + " DATE '2026-11-20', 'C', TRUE, 'UNKNOWN')"))
          .isInstanceOf(SQLException.class);
    }
  }

  private static CloudPrice find(List<CloudPrice> prices, String item) {
    return prices.stream()
        .filter(price -> price.item().equals(item))
        .reduce(
            (a, b) -> {
              throw new AssertionError("two prices of " + item);
            })
        .orElseThrow();
  }
}
