package dev.cartulary.accounting;

import java.io.Serializable;
import java.math.BigDecimal;

/**
 * What a machine costs besides its purchase, its repair and its energy, whether it works or waits.
 *
 * @param spaceUsdPerMonth for the place where it stands and its connection
 * @param staffHoursPerMonth of people who look after it
 * @param staffUsdPerHour what an hour of theirs costs their employer
 */
public record Upkeep(
    BigDecimal spaceUsdPerMonth, BigDecimal staffHoursPerMonth, BigDecimal staffUsdPerHour)
    implements Serializable {
  /** Nothing is stated. */
  public static final Upkeep NONE = new Upkeep(BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO);

  private static final BigDecimal MONTHS_PER_YEAR = BigDecimal.valueOf(12);

  public Upkeep {
    Decimals.requireNotNegative(spaceUsdPerMonth, "space-usd-per-month");
    Decimals.requireNotNegative(staffHoursPerMonth, "staff-hours-per-month");
    Decimals.requireNotNegative(staffUsdPerHour, "staff-usd-per-hour");
  }

  BigDecimal staffUsdPerMonth() {
    return staffHoursPerMonth.multiply(staffUsdPerHour);
  }

  BigDecimal usdPerHour() {
    return spaceUsdPerMonth
        .add(staffUsdPerMonth())
        .multiply(MONTHS_PER_YEAR)
        .divide(HardwareProfile.HOURS_PER_YEAR, Decimals.WIDE);
  }
}
