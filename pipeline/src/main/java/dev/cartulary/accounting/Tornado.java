package dev.cartulary.accounting;

import dev.cartulary.accounting.Comparison.Sensitivity;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;

/** How what is saved against one rival moves with each input while all others stay. */
final class Tornado {
  private static final int BARS = 5;
  private static final BigDecimal LEAST_LIFE = new BigDecimal("0.1");

  private final Savings savings;
  private final CostModel model;
  private final Appraisal.Total rival;
  private final List<Sensitivity> bars = new ArrayList<>();

  Tornado(Savings savings, CostModel model, Appraisal.Total rival) {
    this.savings = savings;
    this.model = model;
    this.rival = rival;
  }

  /** The widest bars, the widest first; inputs that change nothing are left out. */
  List<Sensitivity> bars() {
    HardwareProfile machine = savings.hardware();
    Electricity paid = savings.electricity();
    cloud("price of the cloud, share of the list", rival.price());
    cloud("seller's tokens, share of the estimate", rival.tokens());
    local(
        "electricity, USD a kWh",
        paid.usdPerKwh(),
        Ranges.TARIFF,
        usd -> whole(machine, new Electricity(usd, paid.pue())));
    local(
        "PUE",
        paid.pue(),
        Ranges.PUE,
        pue -> whole(machine, new Electricity(paid.usdPerKwh(), pue.max(BigDecimal.ONE))));
    local(
        "power, share of the " + (savings.local().energyEstimated() ? "stated" : "measured"),
        BigDecimal.ONE,
        Ranges.energy(savings.local().energyEstimated(), machine),
        watts -> model.wholeLife(machine, paid, watts));
    local(
        "purchase price, USD",
        machine.purchaseUsd(),
        Ranges.PURCHASE,
        usd -> whole(machine.stated(machine.name(), usd, null, null, null, null), paid));
    local(
        "years of life",
        machine.lifeYears(),
        Ranges.LIFE,
        years ->
            whole(
                machine.stated(machine.name(), null, years.max(LEAST_LIFE), null, null, null),
                paid));
    local(
        "utilisation",
        machine.utilisation(),
        new Interval(
            Ranges.UTILISATION.low(),
            BigDecimal.ONE,
            Ranges.UTILISATION
                .high()
                .min(BigDecimal.ONE.divide(machine.utilisation(), Decimals.WIDE))),
        share ->
            whole(
                machine.stated(machine.name(), null, null, share.min(BigDecimal.ONE), null, null),
                paid));
    local(
        "maintenance, share of the purchase price",
        machine.maintenanceShare(),
        Ranges.MAINTENANCE,
        share -> whole(machine.with(share, machine.upkeep()), paid));
    return bars.stream()
        .filter(bar -> bar.width().signum() > 0)
        .sorted(Comparator.comparing(Sensitivity::width).reversed())
        .limit(BARS)
        .toList();
  }

  private BigDecimal whole(HardwareProfile machine, Electricity paid) {
    return model.wholeLife(machine, paid, BigDecimal.ONE);
  }

  private void local(
      String input,
      BigDecimal likely,
      Interval factors,
      Function<BigDecimal, BigDecimal> costHere) {
    BigDecimal low = likely.multiply(factors.low());
    BigDecimal high = likely.multiply(factors.high());
    bars.add(
        new Sensitivity(
            input,
            low,
            likely,
            high,
            rival.usd().likely().subtract(costHere.apply(low)),
            rival.usd().likely().subtract(costHere.apply(high))));
  }

  private void cloud(String input, Interval factors) {
    BigDecimal here = savings.local().wholeLife();
    BigDecimal amount = rival.usd().likely();
    bars.add(
        new Sensitivity(
            input,
            factors.low(),
            BigDecimal.ONE,
            factors.high(),
            amount.multiply(factors.low()).subtract(here),
            amount.multiply(factors.high()).subtract(here)));
  }
}
