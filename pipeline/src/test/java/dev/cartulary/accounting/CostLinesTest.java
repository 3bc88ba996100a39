package dev.cartulary.accounting;

import static dev.cartulary.accounting.Samples.d;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import dev.cartulary.completion.TokenUsage;
import dev.cartulary.cost.CloudPrice;
import dev.cartulary.cost.CostLine;
import dev.cartulary.outcome.DocumentRecord;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CostLinesTest {
  private static final MathContext EXACT = new MathContext(80);

  private static Function<DocumentRecord, List<CostLine>> costs(PriceBook prices) {
    HardwareProfile machine = Samples.office();
    return Samples.costs(
        machine,
        Electricity.COMMON,
        2,
        prices,
        TokenRatios.same(),
        () -> new Power(machine.wattsBusy(), true));
  }

  private static List<CostLine> lines(long seed) {
    List<CostLine> lines = new ArrayList<>();
    for (DocumentRecord document : Samples.documents(seed, 40)) {
      lines.addAll(costs(Samples.clouds()).apply(document));
    }
    return lines;
  }

  private static BigDecimal sum(List<CostLine> lines, CostTotal total) {
    BigDecimal sum = BigDecimal.ZERO;
    for (CostLine line : lines) {
      if (line.provider().equals(total.provider()) && line.item().equals(total.item())) {
        sum = sum.add(line.amount());
      }
    }
    return sum;
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void lines_ofAnyDocuments_addUpInAnyOrderToTheLastDigit(long seed) {
    List<CostLine> lines = lines(seed);
    List<CostTotal> totals = CostTotal.of(lines);
    assertThat(totals).hasSize(6);
    for (CostTotal total : totals) {
      assertThat(total.amount()).as(total.item()).isEqualByComparingTo(sum(lines, total));
    }

    List<CostLine> shuffled = new ArrayList<>(lines);
    Collections.shuffle(shuffled, new Random(seed));
    assertThat(CostTotal.of(shuffled)).containsExactlyInAnyOrderElementsOf(totals);
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3})
  void lines_ofAnyDocument_equalPlainFormulas(long seed) {
    HardwareProfile machine = Samples.office();
    for (DocumentRecord document : Samples.documents(seed, 40)) {
      List<CostLine> lines = costs(Samples.clouds()).apply(document);
      BigDecimal nanos =
          BigDecimal.valueOf(document.timings().extractNanos())
              .divide(d("4"))
              .add(BigDecimal.valueOf(document.timings().modelNanos()));
      BigDecimal hours = nanos.divide(d("3600000000000"), EXACT);
      BigDecimal kwh = hours.multiply(machine.wattsBusy()).multiply(d("1.54")).divide(d("1000"));
      BigDecimal hourly = d("2240").divide(d("43830"), EXACT);
      BigDecimal tokens =
          BigDecimal.valueOf(document.usage().prefixTokens() + document.usage().questionTokens());

      expect(lines.get(0), kwh, kwh.multiply(d("0.146")));
      expect(lines.get(1), hours, hours.multiply(hourly));
      expect(
          lines.get(2),
          BigDecimal.valueOf(document.pages()),
          BigDecimal.valueOf(document.pages()).multiply(d("0.0015")));
      expect(
          lines.get(3),
          BigDecimal.valueOf(document.usage().total()).multiply(d("1.3")),
          tokens
              .multiply(d("0.00000013"))
              .add(
                  BigDecimal.valueOf(document.usage().generatedTokens())
                      .multiply(d("0.00000065"))));
      long units = Math.max(1, (document.characters() + 99L) / 100);
      expect(lines.get(5), BigDecimal.valueOf(units), BigDecimal.valueOf(units, 2));
      assertThat(lines).hasSize(6);
    }
  }

  /** Quantity and amount are each rounded at the twelfth decimal; no price here exceeds one. */
  private static void expect(CostLine line, BigDecimal quantity, BigDecimal amount) {
    assertThat(line.quantity()).as(line.item()).isCloseTo(quantity, within(d("5e-13")));
    assertThat(line.amount()).as(line.item()).isCloseTo(amount, within(d("1e-12")));
    assertThat(line.quantity().scale()).isEqualTo(12);
    assertThat(line.amount().scale()).isEqualTo(12);
  }

  @Test
  void lines_ofParsersOnAllCores_chargeOneMachine() {
    long hour = 3_600_000_000_000L;
    DocumentRecord parsed = Samples.document(1, 1, TokenUsage.ZERO, hour, 0);
    BigDecimal hours = BigDecimal.ZERO;
    for (int core = 0; core < Samples.office().cores(); core++) {
      hours = hours.add(costs(new PriceBook(List.of())).apply(parsed).get(1).quantity());
    }
    assertThat(hours).isEqualByComparingTo("1");
  }

  @Test
  void lines_ofMoreParsersThanCores_chargeOneMachine() {
    long hour = 3_600_000_000_000L;
    HardwareProfile machine = Samples.office();
    Function<DocumentRecord, List<CostLine>> eight =
        Samples.costs(
            machine,
            Electricity.COMMON,
            8,
            new PriceBook(List.of()),
            TokenRatios.same(),
            () -> Samples.stated(machine));
    assertThat(eight.apply(Samples.document(1, 1, TokenUsage.ZERO, hour, 0)).get(1).quantity())
        .isEqualByComparingTo("0.125");
  }

  @Test
  void lines_energyMeasuredOnAnAssumedMachine_markOnlyTheHardware() {
    Function<DocumentRecord, List<CostLine>> costs =
        Samples.costs(
            ThisMachine.profile(2, 8),
            Electricity.COMMON,
            1,
            new PriceBook(List.of()),
            TokenRatios.same(),
            () -> new Power(d("35"), false));
    assertThat(costs.apply(Samples.note()))
        .extracting(CostLine::item, CostLine::estimated)
        .containsExactly(tuple("energy", false), tuple("hardware", true));
  }

  @Test
  void lines_priceChangesLater_keepTheDaysPrice() {
    LocalDate finished = LocalDate.of(2026, 11, 21);
    PriceBook book =
        new PriceBook(
            List.of(
                pages("0.002", finished.minusDays(400)),
                pages("0.001", finished),
                pages("0.0005", finished.plusDays(1))));
    List<CostLine> lines = costs(book).apply(Samples.note());

    assertThat(lines).hasSize(3);
    assertThat(lines.get(2).amount()).isEqualByComparingTo("0.005");
    assertThat(lines.get(2).pricedOn()).isEqualTo(finished);
  }

  @Test
  void lines_productIsNotSoldYet_haveNone() {
    PriceBook book = new PriceBook(List.of(pages("0.002", LocalDate.of(2026, 11, 22))));
    assertThat(costs(book).apply(Samples.note())).hasSize(2);
  }

  private static CloudPrice pages(String perPage, LocalDate from) {
    return Samples.price("Cirrus", "Reader", false, new CloudPrice.Pages(d(perPage)), from);
  }

  @Test
  void total_ofUnequalPrices_spansTheirDates() {
    LocalDate old = LocalDate.of(2025, 1, 1);
    List<CostLine> lines = new ArrayList<>();
    lines.addAll(costs(new PriceBook(List.of(pages("0.002", old)))).apply(Samples.note()));
    lines.addAll(costs(new PriceBook(List.of(pages("0.001", Samples.READ)))).apply(Samples.note()));

    CostTotal total = CostTotal.of(lines).get(2);

    assertThat(total.amount()).isEqualByComparingTo("0.015");
    assertThat(total.pricedFrom()).isEqualTo(old);
    assertThat(total.pricedTo()).isEqualTo(Samples.READ);
    assertThat(CostTotal.of(List.of())).isEmpty();
  }

  @Test
  void line_roundsHalfToEven() {
    assertThat(Decimals.line(d("0.0000000000005"))).isEqualByComparingTo("0");
    assertThat(Decimals.line(d("0.0000000000015"))).isEqualByComparingTo("0.000000000002");
    assertThat(Decimals.line(d("1")).scale()).isEqualTo(12);
  }
}
