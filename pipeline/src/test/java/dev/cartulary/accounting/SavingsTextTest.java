package dev.cartulary.accounting;

import static dev.cartulary.accounting.Samples.d;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cartulary.completion.TokenUsage;
import dev.cartulary.cost.CostLine;
import dev.cartulary.outcome.DocumentRecord;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** With {@code -Dgolden.update} the golden files are written anew, and the tests fail. */
class SavingsTextTest {
  private static Savings savings(HardwareProfile machine, int documents, LocalDate today) {
    Function<DocumentRecord, List<CostLine>> costs =
        Samples.costs(
            machine,
            Electricity.COMMON,
            2,
            Samples.clouds(),
            TokenRatios.same(),
            () -> Samples.stated(machine));
    List<CostLine> lines = new ArrayList<>();
    for (int i = 0; i < documents; i++) {
      lines.addAll(costs.apply(Samples.note()));
    }
    return Savings.of(
        new WorkDone(
            documents,
            5L * documents,
            8_500L * documents,
            new TokenUsage(2_400L * documents, 350L * documents, 120L * documents)),
        CostTotal.of(lines),
        Rates.of(machine, Electricity.COMMON),
        Samples.clouds(),
        today);
  }

  @Test
  void of_aCloudIsCheaper_saysSoFirst() throws IOException {
    golden("cloud-is-cheaper.txt", savings(Samples.office(), 1, LocalDate.of(2026, 11, 21)));
  }

  @Test
  void of_machineAlwaysAtWorkAndStalePrices_saysBoth() throws IOException {
    HardwareProfile busy =
        Samples.office().stated("busy-office", null, null, BigDecimal.ONE, null, null);
    golden("machine-is-cheaper.txt", savings(busy, 1_200, LocalDate.of(2027, 3, 1)));
  }

  @Test
  void brief_cheaperAndDearerOffers_marksTheCheaper() {
    assertThat(SavingsText.brief(savings(Samples.office(), 1, Samples.READ), 3))
        .containsExactly(
            "$0.000544 here with idle time, $0.000159 without; in part estimated",
            "$0.000218 Nimbus Small, batch (cheaper, unverified)",
            "$0.000436 Nimbus Small (cheaper)",
            "$0.0075 Cirrus Reader");
  }

  @Test
  void of_noDocument_saysSo() {
    assertThat(SavingsText.of(savings(Samples.office(), 0, Samples.READ)))
        .isEqualTo("No document was read yet: there is nothing to compare.\n");
  }

  @Test
  void of_noPrices_showsTheMachineAlone() {
    HardwareProfile machine = Samples.office();
    Savings savings =
        Savings.of(
            new WorkDone(1, 1, 1, TokenUsage.ZERO),
            CostTotal.of(
                Samples.costs(
                        machine,
                        Electricity.COMMON,
                        1,
                        new PriceBook(List.of()),
                        TokenRatios.same(),
                        () -> Samples.stated(machine))
                    .apply(Samples.note())),
            Rates.of(machine, Electricity.COMMON),
            new PriceBook(List.of()),
            Samples.READ);
    assertThat(SavingsText.of(savings))
        .startsWith("This machine took $0.000544 with its idle time ($0.000159 without).")
        .doesNotContain("Cloud ");
  }

  @ParameterizedTest(name = "{0} documents")
  @ValueSource(ints = {1, 7, 1_000, 30_000})
  void of_anyNumberOfDocuments_keepsToTheWidth(int documents) {
    String text = SavingsText.of(savings(Samples.office(), documents, Samples.READ));
    assertThat(text.lines())
        .hasSizeGreaterThan(20)
        .allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(80));
    assertThat(text).matches("\\p{ASCII}*");
  }

  @ParameterizedTest(name = "{0} is {1}")
  @CsvSource(
      delimiter = ';',
      value = {
        "0; $0.00",
        "0.000123456; $0.000123",
        "-0.000123456; -$0.000123",
        "0.000000000001; $0.000000000001",
        "0.5; $0.50",
        "0.1236; $0.124",
        "0.99949; $0.999",
        "0.9996; $1.00",
        "1; $1.00",
        "1.005; $1.00",
        "1234567.891; $1,234,567.89",
        "-1234.5; -$1,234.50"
      })
  void usd_anyAmount_hasEnoughDigits(BigDecimal amount, String shown) {
    assertThat(Figures.usd(amount)).isEqualTo(shown);
  }

  @Test
  void percent_edges() {
    assertThat(Figures.percent(null)).isEqualTo("-");
    assertThat(Figures.percent(d("12.345"))).isEqualTo("12.3");
    assertThat(Figures.percent(d("-1234.5"))).isEqualTo("-1,234.5");
    assertThat(Figures.percent(d("-100000"))).isEqualTo("< -99,999");
  }

  private static void golden(String name, Savings savings) throws IOException {
    String text = SavingsText.of(savings);
    if (System.getProperty("golden.update") != null) {
      Path file = Path.of("src/test/resources/dev/cartulary/accounting", name);
      Files.writeString(file, text);
      throw new AssertionError(
          "written anew: " + file.toAbsolutePath() + "; read it, then run again");
    }
    try (InputStream in = SavingsTextTest.class.getResourceAsStream(name)) {
      assertThat(in).as(name).isNotNull();
      assertThat(text).isEqualTo(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    }
  }
}
