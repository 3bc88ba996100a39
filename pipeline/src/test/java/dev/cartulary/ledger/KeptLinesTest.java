package dev.cartulary.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cartulary.accounting.CostLines;
import dev.cartulary.accounting.CostTotal;
import dev.cartulary.accounting.WorkDone;
import dev.cartulary.completion.TokenUsage;
import dev.cartulary.cost.CostLine;
import dev.cartulary.document.DocumentId;
import dev.cartulary.document.SourceFile;
import dev.cartulary.outcome.DocumentRecord;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Date;
import java.sql.PreparedStatement;
import java.sql.Statement;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.recursive.comparison.RecursiveComparisonConfiguration;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationVersion;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A ledger of the last version that kept cost lines. */
class KeptLinesTest {
  private static final Instant NOW = Instant.parse("2026-11-21T02:03:04Z");
  private static final String WORK = "a".repeat(64);
  private static final int DOCUMENTS = 5;

  @TempDir Path folder;

  /** Lines as no price book of today would give them. */
  private static List<CostLine> lines(int number) {
    return List.of(
        line(CostLine.Kind.LOCAL, "this-machine", "energy", BigDecimal.valueOf(number, 12)),
        line(CostLine.Kind.LOCAL, "this-machine", "hardware", BigDecimal.valueOf(3L + number, 12)),
        line(CostLine.Kind.CLOUD, "Anthropic", "Claude Haiku 5.5", new BigDecimal("0.5")),
        line(CostLine.Kind.CLOUD, "Gone", "Product", BigDecimal.valueOf(7L * number, 3)));
  }

  private static CostLine line(
      CostLine.Kind kind, String provider, String item, BigDecimal amount) {
    boolean local = kind == CostLine.Kind.LOCAL;
    return new CostLine(
        kind,
        provider,
        item,
        amount,
        local ? item.equals("energy") ? "kWh" : "hour" : "token",
        amount,
        "USD",
        !local,
        local ? null : LocalDate.of(2026, 10, 7),
        !local);
  }

  private static DocumentId id(int number) {
    return new DocumentId(LedgerTest.key(number));
  }

  @ParameterizedTest
  @EnumSource
  void open_ofALedgerWithLines_leavesTheirSumsAsTheyWere(LedgerServers.Kind kind) throws Exception {
    LedgerAddress address = LedgerServers.empty(kind, folder);
    try (Connection connection = CostViewsTest.connection(kind, address)) {
      migrateToV11(kind, address);
      fill(connection);
    }
    List<CostLine> old = new ArrayList<>();
    for (int i = 1; i <= DOCUMENTS; i++) {
      old.addAll(lines(i));
    }

    try (Ledger ledger = Ledger.open(address, Clock.fixed(NOW, ZoneOffset.UTC))) {
      assertThat(ledger.costs().totals("R1"))
          .usingRecursiveFieldByFieldElementComparator(
              RecursiveComparisonConfiguration.builder()
                  .withComparatorForType(BigDecimal::compareTo, BigDecimal.class)
                  .build())
          .containsExactlyInAnyOrderElementsOf(CostTotal.of(old))
          .hasSize(4);
      assertThat(ledger.costs().work("R1"))
          .isEqualTo(
              new WorkDone(
                  DOCUMENTS,
                  10,
                  100,
                  new TokenUsage(1_000, 10_000, 100_000),
                  new WorkDone.Counts(15, 20, 5)));
      assertThat(ledger.documents(WORK).find(id(1))).contains(LedgerTest.document());
      assertThat(ledger.documents(WORK).findCosted(id(2)).orElseThrow().costs())
          .extracting(CostLine::item)
          .containsExactly("energy", "hardware", "Claude Haiku 5.5", "Product");

      DocumentRecord added = LedgerTest.document();
      ledger.documents("b".repeat(64)).store(added, LedgerTest.metered());
      ledger
          .runs()
          .deliver("R1", new SourceFile(id(5), "new.pdf", "/in/new.pdf", 1), "b".repeat(64), false);
      List<CostLine> all = new ArrayList<>(old);
      all.addAll(new CostLines(ledger.prices()).of(LedgerTest.metered()));
      assertThat(amount(ledger.costs().totals("R1"), "Claude Haiku 5.5"))
          .as("kept and computed lines together")
          .isEqualByComparingTo(amount(CostTotal.of(all), "Claude Haiku 5.5"))
          .isGreaterThan(new BigDecimal("2.5"));
    }
    try (Connection connection = CostViewsTest.connection(kind, address);
        Statement statement = connection.createStatement();
        var rows =
            statement.executeQuery(
                "SELECT amount FROM cost_by_run WHERE run_id = 'R1' AND item = 'Product'")) {
      assertThat(rows.next()).isTrue();
      assertThat(rows.getBigDecimal(1)).isEqualByComparingTo("0.105");
    }
  }

  private static BigDecimal amount(List<CostTotal> totals, String item) {
    return totals.stream()
        .filter(total -> total.item().equals(item))
        .map(CostTotal::amount)
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  private static void migrateToV11(LedgerServers.Kind kind, LedgerAddress address) {
    boolean h2 = kind == LedgerServers.Kind.H2;
    Flyway.configure()
        .dataSource(
            address.url() + (h2 ? ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE" : ""),
            address.user(),
            "")
        .locations(
            "classpath:dev/cartulary/migration",
            "classpath:dev/cartulary/" + (h2 ? "h2" : "postgresql"))
        .table("schema_history")
        .target(MigrationVersion.fromVersion("11"))
        .load()
        .migrate();
  }

  private static void fill(Connection connection) throws Exception {
    try (PreparedStatement run =
            connection.prepareStatement(
                "INSERT INTO run (id, job_name, work, product_version, started_at) VALUES ('R1', 'nightly', ?, '0.1', ?)");
        PreparedStatement document =
            connection.prepareStatement(
                "INSERT INTO document (document_id, work, payload, finished_at, pages, characters, prefix_tokens, question_tokens,"
                    + " generated_tokens, chunks, fields, review_fields) VALUES (?, ?, ?, ?, 2, 20, 200, 2000, 20000, 3, 4, 1)");
        PreparedStatement delivered =
            connection.prepareStatement(
                "INSERT INTO run_document (run_id, path, document_id, work) VALUES ('R1', ?, ?, ?)")) {
      run.setString(1, WORK);
      run.setTimestamp(2, Timestamp.from(NOW));
      run.executeUpdate();
      for (int i = 1; i <= DOCUMENTS; i++) {
        String id = LedgerTest.key(i);
        document.setString(1, id);
        document.setString(2, WORK);
        document.setBytes(
            3, new Payloads(null).write(LedgerTest.document(), DocumentTable.NAME, id, WORK));
        document.setTimestamp(4, Timestamp.from(NOW));
        document.executeUpdate();
        for (String copy : List.of("", "copy of ")) {
          delivered.setString(1, copy + i + ".pdf");
          delivered.setString(2, id);
          delivered.setString(3, WORK);
          delivered.executeUpdate();
        }
        for (int position = 0; position < lines(i).size(); position++) {
          insert(connection, id, position, lines(i).get(position));
        }
      }
    }
  }

  private static void insert(Connection connection, String id, int position, CostLine line)
      throws Exception {
    LocalDate pricedOn = line.pricedOn();
    try (PreparedStatement insert =
        connection.prepareStatement(
            "INSERT INTO cost_line (document_id, work, position, kind, provider, item, quantity, unit, amount, currency, estimated,"
                + " priced_on, verified) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")) {
      insert.setString(1, id);
      insert.setString(2, WORK);
      insert.setInt(3, position);
      insert.setString(4, line.kind().name());
      insert.setString(5, line.provider());
      insert.setString(6, line.item());
      insert.setBigDecimal(7, line.quantity());
      insert.setString(8, line.unit());
      insert.setBigDecimal(9, line.amount());
      insert.setString(10, line.currency());
      insert.setBoolean(11, line.estimated());
      insert.setObject(12, pricedOn == null ? null : Date.valueOf(pricedOn), Types.DATE);
      insert.setBoolean(13, line.verified());
      insert.executeUpdate();
    }
  }
}
