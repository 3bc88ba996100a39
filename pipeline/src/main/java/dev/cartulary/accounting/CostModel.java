package dev.cartulary.accounting;

import dev.cartulary.accounting.Savings.Local;
import java.math.BigDecimal;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/**
 * What the work costs here with idle time, as a function of the figures it stands on. With the
 * figures of the comparison it gives the comparison's sum.
 */
final class CostModel {
  private static final BigDecimal SECONDS_PER_HOUR = BigDecimal.valueOf(3_600);
  private static final BigDecimal HOURS_PER_DAY = BigDecimal.valueOf(24);

  private final Local local;
  private final HardwareProfile machine;
  private final Electricity paid;
  private final BigDecimal documents;

  CostModel(Savings savings) {
    this.local = savings.local();
    this.machine = savings.hardware();
    this.paid = savings.electricity();
    this.documents = BigDecimal.valueOf(savings.work().documents());
  }

  /**
   * The cost of the whole work with idle time.
   *
   * @param watts by which measured, stated and idle watts are multiplied
   */
  BigDecimal wholeLife(HardwareProfile other, Electricity otherwisePaid, BigDecimal watts) {
    BigDecimal hourly = ratio(other.usdPerHour(), machine.usdPerHour());
    BigDecimal hardware = local.hardware().multiply(hourly);
    BigDecimal energy =
        local
            .energy()
            .multiply(watts)
            .multiply(ratio(otherwisePaid.pue(), paid.pue()))
            .multiply(ratio(otherwisePaid.usdPerKwh(), paid.usdPerKwh()));
    BigDecimal idleSeconds =
        local.busyHours().multiply(other.idlePerBusy()).multiply(SECONDS_PER_HOUR);
    BigDecimal idleEnergy =
        otherwisePaid.usd(otherwisePaid.kwh(other.wattsIdle().multiply(watts), idleSeconds));
    return hardware
        .multiply(BigDecimal.ONE.add(other.idlePerBusy()))
        .add(energy)
        .add(idleEnergy)
        .add(local.elsewhere());
  }

  private static BigDecimal ratio(BigDecimal a, BigDecimal b) {
    return b.signum() == 0 ? BigDecimal.ONE : a.divide(b, Decimals.WIDE);
  }

  /** The same within the ranges of energy and of the machine's price; what others took is known. */
  Interval wholeLife() {
    Interval energy = Ranges.energy(local.energyEstimated(), machine);
    Interval hardware = Ranges.hardware(local.hardwareEstimated());
    return Interval.exactly(local.energy().add(local.idleEnergy()))
        .times(energy)
        .plus(Interval.exactly(local.hardware().add(local.idleHardware())).times(hardware))
        .plus(Interval.exactly(local.elsewhere()));
  }

  boolean knowsHours() {
    return local.busyHours().signum() > 0 && documents.signum() > 0;
  }

  /** Hours for which a document keeps the machine busy. */
  BigDecimal hoursPerDocument() {
    return local.busyHours().divide(documents, Decimals.WIDE);
  }

  /** What one machine can read in a day. */
  BigDecimal capacity() {
    return HOURS_PER_DAY.divide(hoursPerDocument(), Decimals.WIDE);
  }

  /** What an hour of the machine costs whether it works or waits. */
  Interval fixedPerHour() {
    Interval hardware = Ranges.hardware(local.hardwareEstimated());
    Interval energy = Ranges.energy(local.energyEstimated(), machine);
    return Interval.exactly(machine.usdPerHour())
        .times(hardware)
        .plus(Interval.exactly(idlePerHour()).times(energy));
  }

  private BigDecimal idlePerHour() {
    return paid.usd(paid.kwh(machine.wattsIdle(), SECONDS_PER_HOUR));
  }

  /** What a document costs on top of that. */
  BigDecimal extraPerDocument() {
    return extraEnergyPerDocument().add(elsewherePerDocument());
  }

  private BigDecimal elsewherePerDocument() {
    return local.elsewhere().divide(documents, Decimals.WIDE);
  }

  /** Below 0 only where idle watts are above busy ones. */
  private BigDecimal extraEnergyPerDocument() {
    return local
        .energy()
        .divide(documents, Decimals.WIDE)
        .subtract(idlePerHour().multiply(hoursPerDocument()));
  }

  /** What a document costs when {@code perDay} are read by as few machines as can. */
  Interval perDocument(BigDecimal perDay) {
    BigDecimal machines = BigDecimal.valueOf(machines(perDay));
    Interval energy = Ranges.energy(local.energyEstimated(), machine);
    return fixedPerHour()
        .times(machines.multiply(HOURS_PER_DAY))
        .over(perDay)
        .plus(Interval.exactly(extraEnergyPerDocument().max(BigDecimal.ZERO)).times(energy))
        .plus(Interval.exactly(elsewherePerDocument()));
  }

  int machines(BigDecimal perDay) {
    return perDay
        .divide(capacity(), Decimals.WIDE)
        .setScale(0, RoundingMode.CEILING)
        .max(BigDecimal.ONE)
        .intValueExact();
  }

  /**
   * From how many documents a day on one machine costs less than {@code perDocument} for each; null
   * when it does at no volume.
   */
  Comparison.@Nullable BreakEven breakEven(BigDecimal perDocument) {
    BigDecimal margin = perDocument.subtract(extraPerDocument());
    if (!knowsHours() || margin.signum() <= 0) {
      return null;
    }
    BigDecimal perDay =
        fixedPerHour().likely().multiply(HOURS_PER_DAY).divide(margin, Decimals.WIDE);
    return new Comparison.BreakEven(perDay, perDay.divide(capacity(), Decimals.WIDE));
  }
}
