package dev.cartulary.accounting;

import static java.util.Objects.requireNonNull;

import java.io.Serializable;
import java.math.BigDecimal;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/**
 * What a machine costs to own and to feed.
 *
 * @param cores that work side by side
 * @param lifeYears from purchase to replacement; nothing is recovered at its end
 * @param utilisation share of its life in which the machine works, in (0, 1]
 * @param wattsIdle drawn while it waits
 * @param wattsBusy drawn while it works; stands in where nothing can be measured
 * @param maintenanceShare repair and support over the whole life, as a share of the purchase price
 * @param upkeep space and staff
 * @param speed how many documents it reads while the machine on which hours were measured reads
 *     one; 1 where nothing is stated
 * @param estimated whether any figure is an assumption of ours rather than the owner's
 */
public record HardwareProfile(
    String name,
    int cores,
    BigDecimal purchaseUsd,
    BigDecimal lifeYears,
    BigDecimal utilisation,
    BigDecimal wattsIdle,
    BigDecimal wattsBusy,
    BigDecimal maintenanceShare,
    Upkeep upkeep,
    BigDecimal speed,
    boolean estimated)
    implements Serializable {
  /** Years of 365.25 days. */
  static final BigDecimal HOURS_PER_YEAR = BigDecimal.valueOf(8_766);

  private static final BigDecimal HOURS_PER_DAY = BigDecimal.valueOf(24);

  public HardwareProfile {
    requireNonNull(name, "name is null");
    if (cores < 1) {
      throw new IllegalArgumentException("cores of " + name + " is " + cores);
    }
    Decimals.requireNotNegative(purchaseUsd, "hardware-usd");
    Decimals.requirePositive(lifeYears, "lifetime-years");
    Decimals.requirePositive(utilisation, "utilisation");
    Decimals.requireNotNegative(wattsIdle, "idle-watts");
    Decimals.requireNotNegative(wattsBusy, "watts");
    Decimals.requireNotNegative(maintenanceShare, "maintenance-share");
    requireNonNull(upkeep, "upkeep is null");
    Decimals.requirePositive(speed, "relative-speed");
    if (utilisation.compareTo(BigDecimal.ONE) > 0) {
      throw new IllegalArgumentException(
          "utilisation must be at most 1, but is " + utilisation.toPlainString());
    }
  }

  /** A machine of which neither upkeep nor another speed is stated. */
  public HardwareProfile(
      String name,
      int cores,
      BigDecimal purchaseUsd,
      BigDecimal lifeYears,
      BigDecimal utilisation,
      BigDecimal wattsIdle,
      BigDecimal wattsBusy,
      BigDecimal maintenanceShare,
      boolean estimated) {
    this(
        name,
        cores,
        purchaseUsd,
        lifeYears,
        utilisation,
        wattsIdle,
        wattsBusy,
        maintenanceShare,
        Upkeep.NONE,
        BigDecimal.ONE,
        estimated);
  }

  /**
   * The same machine with figures of its owner in place of ours; null keeps a figure. Only when all
   * five are stated does it count as stated.
   */
  public HardwareProfile stated(
      String newName,
      @Nullable BigDecimal newPurchaseUsd,
      @Nullable BigDecimal newLifeYears,
      @Nullable BigDecimal newUtilisation,
      @Nullable BigDecimal newWattsIdle,
      @Nullable BigDecimal newWattsBusy) {
    boolean all =
        newPurchaseUsd != null
            && newLifeYears != null
            && newUtilisation != null
            && newWattsIdle != null
            && newWattsBusy != null;
    return new HardwareProfile(
        newName,
        cores,
        newPurchaseUsd == null ? purchaseUsd : newPurchaseUsd,
        newLifeYears == null ? lifeYears : newLifeYears,
        newUtilisation == null ? utilisation : newUtilisation,
        newWattsIdle == null ? wattsIdle : newWattsIdle,
        newWattsBusy == null ? wattsBusy : newWattsBusy,
        maintenanceShare,
        upkeep,
        speed,
        estimated && !all);
  }

  /** The same machine with other upkeep. */
  public HardwareProfile with(BigDecimal newMaintenanceShare, Upkeep newUpkeep) {
    return new HardwareProfile(
        name,
        cores,
        purchaseUsd,
        lifeYears,
        utilisation,
        wattsIdle,
        wattsBusy,
        newMaintenanceShare,
        newUpkeep,
        speed,
        estimated);
  }

  /**
   * The same machine at work for as much of its life as {@code hoursPerDay} ask for; where they are
   * more than a day has, as many machines as it takes share them evenly.
   */
  public HardwareProfile working(BigDecimal hoursPerDay) {
    BigDecimal share = hoursPerDay.divide(HOURS_PER_DAY, Decimals.WIDE);
    BigDecimal machines = share.setScale(0, RoundingMode.CEILING).max(BigDecimal.ONE);
    return stated(name, null, null, share.divide(machines, Decimals.WIDE), null, null);
  }

  /** What each hour of the machine's life costs, whether it works or waits. */
  BigDecimal usdPerHour() {
    return purchaseUsd
        .multiply(BigDecimal.ONE.add(maintenanceShare))
        .divide(lifeYears.multiply(HOURS_PER_YEAR), Decimals.WIDE)
        .add(upkeep.usdPerHour());
  }

  /** How many hours the machine waits for each hour in which it works. */
  BigDecimal idlePerBusy() {
    return BigDecimal.ONE.subtract(utilisation).divide(utilisation, Decimals.WIDE);
  }
}
