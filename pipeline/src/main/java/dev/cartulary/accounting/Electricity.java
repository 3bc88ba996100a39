package dev.cartulary.accounting;

import java.io.Serializable;
import java.math.BigDecimal;

/**
 * What a kilowatt-hour costs where the machine stands.
 *
 * @param pue power usage effectiveness: what the building draws for each unit that reaches the
 *     machine, at least 1; 1 for a machine under a desk
 */
public record Electricity(BigDecimal usdPerKwh, BigDecimal pue) implements Serializable {
  /**
   * A commercial customer in the USA and a common data centre: 0.146 USD (EIA, Electric Power
   * Monthly, table 5.6.A, as of 2026-04-26) and 1.54 (Uptime Institute, survey of 2025).
   */
  public static final Electricity COMMON =
      new Electricity(new BigDecimal("0.146"), new BigDecimal("1.54"));

  /** Exactly 3,600 seconds times 1,000 watts. */
  private static final BigDecimal JOULES_PER_KWH = BigDecimal.valueOf(3_600_000);

  public Electricity {
    Decimals.requireNotNegative(usdPerKwh, "electricity-usd-per-kwh");
    if (pue.compareTo(BigDecimal.ONE) < 0) {
      throw new IllegalArgumentException("pue must be at least 1, but is " + pue.toPlainString());
    }
  }

  /** Energy at the meter of the building, for a machine that draws {@code watts}. */
  BigDecimal kwh(BigDecimal watts, BigDecimal seconds) {
    return Decimals.line(
        watts.multiply(seconds).multiply(pue).divide(JOULES_PER_KWH, Decimals.WIDE));
  }

  BigDecimal usd(BigDecimal kwh) {
    return Decimals.line(kwh.multiply(usdPerKwh));
  }
}
