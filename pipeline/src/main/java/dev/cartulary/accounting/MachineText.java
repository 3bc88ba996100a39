package dev.cartulary.accounting;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/** The machine of a comparison in one sentence, with all that is assumed of it. */
public final class MachineText {
  private MachineText() {}

  /** For example "office: 4 cores, $2,000.00 for 5 years and 12 % upkeep, ...". */
  public static String of(Savings savings) {
    HardwareProfile machine = savings.hardware();
    return machine.name()
        + ": "
        + Figures.count(machine.cores(), "core", "cores")
        + ", "
        + Figures.usd(machine.purchaseUsd())
        + " for "
        + machine.lifeYears().toPlainString()
        + " years and "
        + percent(machine.maintenanceShare())
        + " upkeep"
        + monthly(machine.upkeep())
        + ", at work "
        + percent(machine.utilisation())
        + " of its life; "
        + machine.wattsIdle().toPlainString()
        + " W idle, "
        + machine.wattsBusy().toPlainString()
        + " W busy where not measured; $"
        + savings.electricity().usdPerKwh().toPlainString()
        + " a kWh, PUE "
        + savings.electricity().pue().toPlainString()
        + (machine.estimated() ? ". Assumed, not stated by its owner." : ".");
  }

  private static String monthly(Upkeep upkeep) {
    BigDecimal month = upkeep.spaceUsdPerMonth().add(upkeep.staffUsdPerMonth());
    return month.signum() == 0
        ? ""
        : ", "
            + Figures.usd(upkeep.spaceUsdPerMonth())
            + " a month for space and "
            + Figures.usd(upkeep.staffUsdPerMonth())
            + " for staff";
  }

  private static String percent(BigDecimal share) {
    return share
            .movePointRight(2)
            .round(new MathContext(3, RoundingMode.HALF_EVEN))
            .stripTrailingZeros()
            .toPlainString()
        + " %";
  }
}
