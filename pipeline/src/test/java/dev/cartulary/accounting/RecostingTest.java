package dev.cartulary.accounting;

import static dev.cartulary.accounting.Samples.d;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.cartulary.cost.CostLine;
import dev.cartulary.outcome.DocumentRecord;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecostingTest {
  private static final HardwareProfile OFFICE = Samples.office();
  private static final Electricity PAID = Electricity.COMMON;

  private static List<CostTotal> totals(
      HardwareProfile machine, Electricity paid, boolean estimated, long seed) {
    Function<DocumentRecord, List<CostLine>> costs =
        Samples.costs(
            machine,
            paid,
            1,
            Samples.clouds(),
            TokenRatios.same(),
            () -> new Power(machine.wattsBusy(), estimated));
    List<CostLine> lines = new ArrayList<>();
    Samples.documents(seed, 20).forEach(document -> lines.addAll(costs.apply(document)));
    return CostTotal.of(lines);
  }

  private static BigDecimal amount(List<CostTotal> totals, String item) {
    return totals.stream()
        .filter(total -> total.item().equals(item))
        .findFirst()
        .orElseThrow()
        .amount();
  }

  @Test
  void of_sameFigures_changesNothing() {
    List<CostTotal> totals = totals(OFFICE, PAID, true, 1);
    assertThat(Recosting.of(totals, OFFICE, PAID, OFFICE, PAID)).isSameAs(totals);
  }

  /** Costing anew gives what the lines would have been under the other figures. */
  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3})
  void of_otherMachineAndTariff_equalsLinesMadeWithThem(long seed) {
    HardwareProfile other =
        new HardwareProfile(
            "rack", 4, d("9000"), d("4"), d("0.5"), d("100"), d("300"), d("0.1"), false);
    Electricity dear = new Electricity(d("0.30"), d("1.1"));
    List<CostTotal> expected = totals(other, dear, true, seed);

    List<CostTotal> recosted =
        Recosting.of(totals(OFFICE, PAID, false, seed), OFFICE, PAID, other, dear);

    assertThat(recosted).hasSameSizeAs(expected).hasSizeGreaterThan(3);
    for (CostTotal total : expected) {
      assertThat(amount(recosted, total.item()))
          .as(total.item())
          .isCloseTo(total.amount(), within(d("0.00001")));
    }
    assertThat(recosted.get(0).estimated()).isTrue();
  }

  @Test
  void of_otherTariffOfTheSameMachine_keepsMeasuredKilowattHours() {
    List<CostTotal> totals = totals(OFFICE, PAID, false, 4);
    Electricity dear = new Electricity(d("0.292"), d("1.54"));

    List<CostTotal> recosted = Recosting.of(totals, OFFICE, PAID, OFFICE, dear);

    assertThat(amount(recosted, "energy"))
        .isCloseTo(amount(totals, "energy").multiply(d("2")), within(d("0.000000001")));
    assertThat(recosted.get(0).estimated()).isFalse();
  }

  @Test
  void of_statedSpeed_dividesTheHours() {
    List<CostTotal> totals = totals(OFFICE, PAID, true, 5);
    HardwareProfile fast =
        new HardwareProfile(
            "fast",
            4,
            OFFICE.purchaseUsd(),
            OFFICE.lifeYears(),
            OFFICE.utilisation(),
            OFFICE.wattsIdle(),
            OFFICE.wattsBusy(),
            OFFICE.maintenanceShare(),
            Upkeep.NONE,
            d("4"),
            false);

    List<CostTotal> recosted = Recosting.of(totals, OFFICE, PAID, fast, PAID);

    assertThat(amount(recosted, "hardware").multiply(d("4")))
        .isCloseTo(amount(totals, "hardware"), within(d("0.00001")));
  }

  @Test
  void working_volumeAboveOneMachine_sharesItEvenly() {
    assertThat(OFFICE.working(d("6")).utilisation()).isEqualByComparingTo("0.25");
    assertThat(OFFICE.working(d("36")).utilisation()).isEqualByComparingTo("0.75");
    assertThat(OFFICE.working(d("48")).utilisation()).isEqualByComparingTo("1");
  }

  @Test
  void upkeep_ofAMonth_isSpreadOverItsHours() {
    Upkeep upkeep = new Upkeep(d("80"), d("2"), d("60"));
    BigDecimal year = upkeep.usdPerHour().multiply(d("8766"));
    assertThat(year).isCloseTo(d("2400"), within(d("0.000001")));
    assertThat(OFFICE.with(OFFICE.maintenanceShare(), upkeep).usdPerHour())
        .isEqualByComparingTo(OFFICE.usdPerHour().add(upkeep.usdPerHour()));
  }
}
