package dev.cartulary.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cartulary.accounting.CostLines;
import dev.cartulary.accounting.CostTotal;
import dev.cartulary.accounting.DocumentMeter;
import dev.cartulary.accounting.Electricity;
import dev.cartulary.accounting.Metered;
import dev.cartulary.accounting.Power;
import dev.cartulary.accounting.PriceBook;
import dev.cartulary.accounting.ThisMachine;
import dev.cartulary.accounting.TokenRatios;
import dev.cartulary.accounting.WorkDone;
import dev.cartulary.completion.TokenUsage;
import dev.cartulary.cost.CloudPrice;
import dev.cartulary.cost.CloudPrice.PhiEligibility;
import dev.cartulary.cost.CostLine;
import dev.cartulary.document.DocumentId;
import dev.cartulary.document.SourceFile;
import dev.cartulary.outcome.DocumentRecord;
import dev.cartulary.outcome.Timings;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The views and the queries against lines taken one by one. */
class CostViewsTest {
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-11-21T02:03:04Z"), ZoneOffset.UTC);
  private static final LocalDate FIRST = LocalDate.of(2026, 11, 21);
  private static final String WORK = "a".repeat(64);
  private static final String RUN = "R1";
  private static final int DOCUMENTS = 40;

  @TempDir Path folder;

  /** A price that changes, and one whose every second amount lies exactly between two lines. */
  private static List<CloudPrice> prices() {
    List<CloudPrice> prices = new ArrayList<>();
    for (int day = 0; day < 3; day++) {
      prices.add(price("Changing", BigDecimal.valueOf(31 + day, 2), FIRST.plusDays(day)));
    }
    prices.add(price("Halves", new BigDecimal("0.0000005"), FIRST));
    return prices;
  }

  private static CloudPrice price(String product, BigDecimal perMillion, LocalDate from) {
    return new CloudPrice(
        "Nimbus",
        product,
        false,
        new CloudPrice.Tokens(perMillion, perMillion, BigDecimal.ONE),
        "USD",
        from,
        "a price list",
        from,
        true,
        PhiEligibility.UNKNOWN,
        null);
  }

  /** Small and large ones, some with prompts that cost more, one an archive. */
  private static DocumentRecord document(int number, Random random) {
    DocumentRecord document = LedgerTest.document();
    SourceFile old = document.file();
    boolean large = number % 5 == 0;
    return new DocumentRecord(
        new SourceFile(
            new DocumentId(String.format("%064x", number)),
            number + ".pdf",
            old.location(),
            old.sizeBytes()),
        document.mediaType(),
        number == 3 ? 0 : 1 + random.nextInt(50),
        0,
        null,
        List.of(),
        number == 4 ? 0 : large ? Integer.MAX_VALUE : random.nextInt(200_000),
        1 + random.nextInt(3),
        document.type(),
        document.model(),
        document.summary(),
        document.fields(),
        new TokenUsage(
            large ? 1L << 38 : random.nextInt(200_000), random.nextInt(5_000), random.nextInt(999)),
        new Timings(
            FIRST.plusDays(number % 3).atTime(23, 59).toInstant(ZoneOffset.UTC),
            random.nextInt(Integer.MAX_VALUE),
            random.nextLong() >>> 24),
        List.of());
  }

  private static Metered metered(DocumentRecord document, int number) {
    return new DocumentMeter(
            ThisMachine.profile(),
            Electricity.COMMON,
            2,
            number % 2 == 0 ? TokenRatios.embedded() : TokenRatios.unmeasured(),
            () -> new Power(BigDecimal.valueOf(35 + number), number % 2 == 0))
        .apply(document);
  }

  @ParameterizedTest
  @EnumSource
  void views_randomDocuments_giveTheLinesAndTheirSumsToTheLastDigit(LedgerServers.Kind kind)
      throws Exception {
    LedgerAddress address = LedgerServers.fresh(kind, folder);
    Random random = new Random(7);
    Map<String, List<CostLine>> byDocument = new LinkedHashMap<>();
    List<CostTotal> queried;
    WorkDone work;
    try (Ledger ledger = Ledger.open(address, CLOCK)) {
      ledger.addPrices(new PriceBook.Change(prices(), List.of(), 0));
      CostLines lines = new CostLines(ledger.prices());
      ledger.runs().start(LedgerTest.started(RUN), "/out", "c");
      for (int i = 0; i < DOCUMENTS; i++) {
        DocumentRecord document = document(i, random);
        Metered metered = metered(document, i);
        ledger.documents(WORK).store(document, metered);
        ledger.runs().deliver(RUN, document.file(), WORK, false);
        byDocument.put(document.file().id().sha256(), lines.of(metered));
        assertThat(ledger.documents(WORK).findCosted(document.file().id()).orElseThrow().costs())
            .isEqualTo(lines.of(metered));
      }
      queried = ledger.costs().totals(List.of(RUN));
      work = ledger.costs().work(RUN);
    }
    List<CostLine> all = byDocument.values().stream().flatMap(List::stream).toList();

    assertThat(work.documents()).isEqualTo(DOCUMENTS);
    assertThat(Objects.requireNonNull(work.counts()).fields())
        .isEqualTo((long) DOCUMENTS * LedgerTest.document().fields().size());
    List<CostTotal> expected = CostTotal.of(all);
    assertThat(queried).containsExactlyInAnyOrderElementsOf(expected).hasSizeGreaterThan(55);
    assertThat(all.stream().filter(line -> line.item().equals("Halves")).map(CostLine::quantity))
        .as("an odd number of tokens costs half a trillionth more than a line can say")
        .anySatisfy(
            tokens ->
                assertThat(tokens.remainder(BigDecimal.valueOf(2)))
                    .isEqualByComparingTo(BigDecimal.ONE));
    try (Connection connection = connection(kind, address)) {
      assertLines(connection, byDocument);
      Map<String, BigDecimal> sums = new LinkedHashMap<>();
      expected.forEach(total -> sums.put(total.provider() + total.item(), total.amount()));
      for (String view :
          List.of("cost_by_run WHERE run_id = 'R1'", "cost_by_provider WHERE kind <> ''")) {
        assertThat(select(connection, "SELECT provider || item, amount FROM " + view))
            .containsOnlyKeys(sums.keySet())
            .allSatisfy((item, amount) -> assertThat(amount).isEqualByComparingTo(sums.get(item)));
      }
      assertThat(
              select(
                  connection,
                  "SELECT document_id, cheapest_cloud FROM cost_by_document WHERE cheapest_cloud IS NOT NULL"))
          .hasSize(DOCUMENTS - 1)
          .allSatisfy(
              (id, least) ->
                  assertThat(least)
                      .isEqualByComparingTo(
                          Objects.requireNonNull(byDocument.get(id)).stream()
                              .filter(line -> line.kind() == CostLine.Kind.CLOUD)
                              .map(CostLine::amount)
                              .reduce(BigDecimal::min)
                              .orElseThrow()));
    }
  }

  private static void assertLines(Connection connection, Map<String, List<CostLine>> byDocument)
      throws Exception {
    Map<String, CostLine> missing = new LinkedHashMap<>();
    byDocument.forEach(
        (id, lines) ->
            lines.forEach(line -> missing.put(id + line.provider() + line.item(), line)));
    try (PreparedStatement select =
            connection.prepareStatement(
                "SELECT document_id, provider, item, quantity, unit, amount, currency, kind, estimated, verified FROM run_cost_line");
        ResultSet row = select.executeQuery()) {
      while (row.next()) {
        String key = row.getString(1) + row.getString(2) + row.getString(3);
        CostLine line = Objects.requireNonNull(missing.remove(key), key);
        assertThat(row.getBigDecimal(4)).as(key).isEqualByComparingTo(line.quantity());
        assertThat(row.getString(5)).as(key).isEqualTo(line.unit());
        assertThat(row.getBigDecimal(6)).as(key).isEqualByComparingTo(line.amount());
        assertThat(row.getString(7)).as(key).isEqualTo(line.currency());
        assertThat(row.getString(8)).as(key).isEqualTo(line.kind().name());
        assertThat(row.getBoolean(9)).as(key).isEqualTo(line.estimated());
        assertThat(row.getBoolean(10)).as(key).isEqualTo(line.verified());
      }
    }
    assertThat(missing).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void tokenRatios_ofTheLedger_areThoseOfTheProgram(LedgerServers.Kind kind) throws Exception {
    LedgerAddress address = LedgerServers.fresh(kind, folder);
    Ledger.open(address, CLOCK).close();
    Map<String, BigDecimal> expected = new LinkedHashMap<>();
    for (TokenRatios ratios :
        List.of(TokenRatios.embedded(), TokenRatios.unmeasured(), TokenRatios.same())) {
      ratios.likely().forEach((family, ratio) -> expected.put(ratios.name() + family, ratio));
    }
    try (Connection connection = connection(kind, address)) {
      assertThat(select(connection, "SELECT token_ratios || tokenizer, ratio FROM token_ratio"))
          .containsOnlyKeys(expected.keySet())
          .allSatisfy(
              (family, ratio) -> assertThat(ratio).isEqualByComparingTo(expected.get(family)));
    }
  }

  static Connection connection(LedgerServers.Kind kind, LedgerAddress address) throws Exception {
    String options = kind == LedgerServers.Kind.H2 ? ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE" : "";
    return DriverManager.getConnection(address.url() + options, address.user(), "");
  }

  private static Map<String, BigDecimal> select(Connection connection, String query)
      throws Exception {
    Map<String, BigDecimal> amounts = new LinkedHashMap<>();
    try (PreparedStatement select = connection.prepareStatement(query);
        ResultSet rows = select.executeQuery()) {
      while (rows.next()) {
        amounts.put(rows.getString(1), rows.getBigDecimal(2));
      }
    }
    return amounts;
  }
}
