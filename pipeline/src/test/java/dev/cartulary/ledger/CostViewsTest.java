package dev.cartulary.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cartulary.accounting.CostTotal;
import dev.cartulary.accounting.WorkDone;
import dev.cartulary.cost.CostLine;
import dev.cartulary.document.DocumentId;
import dev.cartulary.document.SourceFile;
import dev.cartulary.outcome.DocumentRecord;
import dev.cartulary.reading.FinishedDocument;
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

/** The views and the queries against sums taken line by line. */
class CostViewsTest {
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-11-21T02:03:04Z"), ZoneOffset.UTC);
  private static final String WORK = "a".repeat(64);
  private static final String RUN = "R1";

  @TempDir Path folder;

  /** Amounts from the smallest that a line can hold to large ones. */
  private static List<CostLine> lines(Random random) {
    List<CostLine> lines = new ArrayList<>();
    lines.add(line(CostLine.Kind.LOCAL, "this-machine", "energy", BigDecimal.valueOf(1, 12)));
    for (String item : List.of("small", "large", "pages")) {
      BigDecimal amount =
          BigDecimal.valueOf(random.nextLong() >>> 1, 12)
              .multiply(BigDecimal.valueOf(random.nextInt(3)));
      lines.add(line(CostLine.Kind.CLOUD, "Nimbus", item, amount));
    }
    return lines;
  }

  private static CostLine line(
      CostLine.Kind kind, String provider, String item, BigDecimal amount) {
    boolean local = kind == CostLine.Kind.LOCAL;
    return new CostLine(
        kind,
        provider,
        item,
        amount,
        "unit",
        amount,
        "USD",
        local,
        local ? null : LocalDate.of(2026, 11, 20),
        !local);
  }

  private static DocumentRecord document(int number) {
    SourceFile old = LedgerTest.document().file();
    DocumentRecord document = LedgerTest.document();
    return new DocumentRecord(
        new SourceFile(
            new DocumentId(String.format("%064x", number)),
            number + ".pdf",
            old.location(),
            old.sizeBytes()),
        document.mediaType(),
        document.pages(),
        document.ocrPages(),
        document.ocrConfidence(),
        document.pagesWithoutText(),
        document.characters(),
        document.chunks(),
        document.type(),
        document.model(),
        document.summary(),
        document.fields(),
        document.usage(),
        document.timings(),
        List.of());
  }

  @ParameterizedTest
  @EnumSource
  void views_randomLines_equalTheirSumsToTheLastDigit(LedgerServers.Kind kind) throws Exception {
    LedgerAddress address = LedgerServers.fresh(kind, folder);
    Random random = new Random(7);
    List<CostLine> all = new ArrayList<>();
    Map<String, List<CostLine>> byDocument = new LinkedHashMap<>();
    List<CostTotal> queried;
    WorkDone work;
    try (Ledger ledger = Ledger.open(address, CLOCK)) {
      ledger.runs().start(LedgerTest.started(RUN), "/out", "c");
      for (int i = 0; i < 30; i++) {
        DocumentRecord document = document(i);
        List<CostLine> lines = lines(random);
        ledger.documents(WORK).store(new FinishedDocument(document, lines));
        ledger.runs().deliver(RUN, document.file(), WORK, false);
        all.addAll(lines);
        byDocument.put(document.file().id().sha256(), lines);
      }
      queried = ledger.costs().totals(List.of(RUN));
      work = ledger.costs().work(RUN);
    }

    assertThat(work.documents()).isEqualTo(30);
    assertThat(Objects.requireNonNull(work.counts()).fields())
        .isEqualTo(30L * LedgerTest.document().fields().size());
    List<CostTotal> expected = CostTotal.of(all);
    assertThat(expected).hasSize(4);
    Map<String, BigDecimal> sums = new LinkedHashMap<>();
    expected.forEach(total -> sums.put(total.item(), total.amount()));
    assertThat(queried)
        .hasSize(4)
        .allSatisfy(
            total -> assertThat(total.amount()).isEqualByComparingTo(sums.get(total.item())));
    try (Connection connection = connection(kind, address)) {
      assertThat(select(connection, "SELECT item, amount FROM cost_by_run WHERE run_id = ?", RUN))
          .containsOnlyKeys(sums.keySet())
          .allSatisfy((item, amount) -> assertThat(amount).isEqualByComparingTo(sums.get(item)));
      assertThat(
              select(connection, "SELECT item, amount FROM cost_by_provider WHERE kind <> ?", ""))
          .allSatisfy((item, amount) -> assertThat(amount).isEqualByComparingTo(sums.get(item)));
      assertThat(
              select(
                  connection,
                  "SELECT document_id, cheapest_cloud FROM cost_by_document WHERE work = ?",
                  WORK))
          .hasSize(30)
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

  private static Connection connection(LedgerServers.Kind kind, LedgerAddress address)
      throws Exception {
    String options = kind == LedgerServers.Kind.H2 ? ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE" : "";
    return DriverManager.getConnection(address.url() + options, address.user(), "");
  }

  private static Map<String, BigDecimal> select(
      Connection connection, String query, String parameter) throws Exception {
    Map<String, BigDecimal> amounts = new LinkedHashMap<>();
    try (PreparedStatement select = connection.prepareStatement(query)) {
      select.setString(1, parameter);
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          amounts.put(rows.getString(1), rows.getBigDecimal(2));
        }
      }
    }
    return amounts;
  }
}
