package dev.cartulary.accounting;

import dev.cartulary.cost.CloudPrice;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * How far a figure may be from the truth, as factors of it. docs/accounting.md gives the grounds;
 * where there is no measurement they are our judgement.
 */
final class Ranges {
  /** Counters see neither disks and fans nor the power supply's loss. */
  static final Interval MEASURED_ENERGY = factors("1", "1.35");

  static final Interval STATED_ENERGY = factors("0.8", "1.2");
  static final Interval ASSUMED_ENERGY = factors("0.5", "1.5");
  static final Interval ASSUMED_HARDWARE = factors("0.7", "1.3");
  static final Interval EXACT = factors("1", "1");

  /** From industrial tariffs in the USA to what households in Europe pay. */
  static final Interval TARIFF = factors("0.6", "2");

  static final Interval PUE = factors("0.75", "1.3");
  static final Interval PURCHASE = factors("0.7", "1.3");

  /** Four to six years for five, as large clouds book. */
  static final Interval LIFE = factors("0.8", "1.2");

  static final Interval UTILISATION = factors("0.5", "2");

  /** 10 to 15 % for 12. */
  static final Interval MAINTENANCE = factors("0.83", "1.25");

  private static final BigDecimal STEP = new BigDecimal("0.25");

  private Ranges() {}

  private static Interval factors(String low, String high) {
    return new Interval(new BigDecimal(low), BigDecimal.ONE, new BigDecimal(high));
  }

  static Interval energy(boolean estimated, HardwareProfile machine) {
    if (!estimated) {
      return MEASURED_ENERGY;
    }
    return machine.estimated() ? ASSUMED_ENERGY : STATED_ENERGY;
  }

  static Interval hardware(boolean estimated) {
    return estimated ? ASSUMED_HARDWARE : EXACT;
  }

  /**
   * A quarter up or down for a price that was not read at the seller's own page, a quarter more for
   * one that was read too long ago.
   */
  static Interval price(@Nullable CloudPrice price, boolean verified, boolean stale) {
    int steps = (verified ? 0 : 1) + (stale ? 1 : 0);
    BigDecimal width = STEP.multiply(BigDecimal.valueOf(price == null ? 2 : steps));
    return new Interval(BigDecimal.ONE.subtract(width), BigDecimal.ONE, BigDecimal.ONE.add(width));
  }
}
