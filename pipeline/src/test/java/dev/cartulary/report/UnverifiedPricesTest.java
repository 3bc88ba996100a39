package dev.cartulary.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cartulary.accounting.Assumptions;
import dev.cartulary.accounting.Comparison;
import dev.cartulary.accounting.ComparisonText;
import dev.cartulary.accounting.CostLines;
import dev.cartulary.accounting.CostTotal;
import dev.cartulary.accounting.Electricity;
import dev.cartulary.accounting.Metered;
import dev.cartulary.accounting.PriceBook;
import dev.cartulary.accounting.PriceText;
import dev.cartulary.accounting.Rates;
import dev.cartulary.accounting.Savings;
import dev.cartulary.accounting.SavingsText;
import dev.cartulary.accounting.ThisMachine;
import dev.cartulary.accounting.TokenRatios;
import dev.cartulary.accounting.WorkDone;
import dev.cartulary.completion.TokenUsage;
import dev.cartulary.cost.CloudPrice;
import dev.cartulary.cost.CostLine;
import dev.cartulary.document.DocumentId;
import dev.cartulary.ledger.Ledger;
import dev.cartulary.ledger.LedgerAddress;
import dev.cartulary.parquet.CostRow;
import dev.cartulary.parquet.Table;
import dev.cartulary.parquet.TableWriter;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The shipped prices that were not read at the seller's own page, in everything that shows prices.
 */
class UnverifiedPricesTest {
  private static final LocalDate DAY = LocalDate.of(2026, 11, 21);
  private static final Metered DOCUMENT =
      new Metered(
          DAY,
          "embedded",
          new CloudPrice.Work(2_750, 120, 5, 8_500),
          3,
          new Metered.Spent(new BigDecimal("0.0003"), new BigDecimal("0.00004"), true),
          new Metered.Spent(new BigDecimal("0.002"), new BigDecimal("0.0001"), true));

  @TempDir Path folder;

  private PriceBook book = new PriceBook(List.of());

  @BeforeEach
  void ship() {
    LedgerAddress address = new LedgerAddress("jdbc:h2:file:" + folder.resolve("ledger"), "", "");
    try (Ledger ledger = Ledger.open(address, Clock.systemUTC())) {
      book = ledger.prices();
    }
  }

  private Set<String> names(boolean verified) {
    return book.on(DAY).stream()
        .filter(price -> price.verified() == verified)
        .map(price -> price.provider() + " " + price.item())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private Comparison comparison() {
    Savings savings =
        Savings.of(
            new WorkDone(1, 5, 8_500, new TokenUsage(2_400, 350, 120)),
            CostTotal.of(new CostLines(book).of(DOCUMENT)),
            Rates.of(ThisMachine.profile(), Electricity.COMMON),
            book,
            DAY);
    return Comparison.of(savings, Assumptions.none(TokenRatios.embedded()));
  }

  @Test
  void book_pricesThatNoPageStates_areUnverified() {
    List<CloudPrice> unfound =
        book.prices().stream().filter(price -> price.source().contains("no page found")).toList();
    assertThat(unfound).hasSizeGreaterThanOrEqualTo(8).noneMatch(CloudPrice::verified);
    assertThat(names(false)).hasSizeGreaterThan(50);
    assertThat(names(true)).hasSizeGreaterThan(2);
  }

  /** Marks stand last in a line that begins with the product, or in the line below a long name. */
  private static boolean marked(String text, String name) {
    List<String> lines = Arrays.asList(text.split("\n"));
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i);
      if (line.equals(name)
          || line.startsWith(name + "  ")
          || line.matches(Pattern.quote(name) + " [-$\\d].*")) {
        String row = line.equals(name) ? lines.get(i + 1) : line;
        return row.matches(".*\\s[a-tv-z]*u[a-z]*");
      }
    }
    throw new AssertionError(name + " is not in\n" + text);
  }

  @Test
  void terminal_everyTableWithPrices_marksThem() {
    for (String text : List.of(PriceText.list(book, DAY, false), ComparisonText.of(comparison()))) {
      assertThat(names(false)).allMatch(name -> marked(text, name));
      assertThat(names(true)).noneMatch(name -> marked(text, name));
    }
    assertThat(SavingsText.brief(comparison().savings(), 100).stream().skip(1))
        .allSatisfy(
            line ->
                assertThat(line.contains("unverified"))
                    .as(line)
                    .isEqualTo(
                        names(false).stream()
                            .anyMatch(
                                name -> line.matches(".* " + Pattern.quote(name) + "( \\(.*|$)"))));
  }

  @Test
  void page_everyRowOfAProduct_marksThem() {
    String page = SavingsPage.of(comparison(), DAY);
    String clouds = page.substring(page.indexOf("<h2>Clouds"), page.indexOf("<h2>Break-even"));
    for (String name : names(false)) {
      assertThat(row(clouds, name)).contains("unverified");
      assertThat(page).contains(name + " " + CostCharts.UNVERIFIED);
    }
    for (String name : names(true)) {
      assertThat(row(clouds, name)).doesNotContain("unverified");
    }
  }

  private static String row(String table, String name) {
    return Arrays.stream(table.split("<tr"))
        .filter(row -> row.contains(">" + name + "<"))
        .findFirst()
        .orElseThrow(() -> new AssertionError(name));
  }

  @Test
  void costsTable_ofUnverifiedPrices_saysSo() throws Exception {
    Path file = folder.resolve("costs.parquet");
    try (TableWriter<CostRow> rows = TableWriter.open(Table.COSTS, file)) {
      for (CostLine line : new CostLines(book).of(DOCUMENT)) {
        rows.write(new CostRow("R1", new DocumentId("a".repeat(64)), "a.pdf", line));
      }
    }
    Set<String> unverified = new TreeSet<>();
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "select provider || ' ' || item from '"
                    + file
                    + "' where kind = 'cloud' and not verified")) {
      while (row.next()) {
        unverified.add(row.getString(1));
      }
    }
    assertThat(unverified).isEqualTo(names(false));
  }
}
