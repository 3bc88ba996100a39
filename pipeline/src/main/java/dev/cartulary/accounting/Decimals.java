package dev.cartulary.accounting;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/**
 * How figures become finite, once, when a line is made: twelve decimals, half to even, as the costs
 * table holds them, so that a sum of lines is the same wherever it is taken.
 */
final class Decimals {
  static final int PLACES = 12;

  /** Of rates, which are intermediate: 34 digits. */
  static final MathContext WIDE = MathContext.DECIMAL128;

  private Decimals() {}

  static BigDecimal line(BigDecimal value) {
    return value.setScale(PLACES, RoundingMode.HALF_EVEN);
  }

  static void requirePositive(BigDecimal value, String name) {
    if (value.signum() <= 0) {
      throw new IllegalArgumentException(
          name + " must be above 0, but is " + value.toPlainString());
    }
  }

  static void requireNotNegative(BigDecimal value, String name) {
    if (value.signum() < 0) {
      throw new IllegalArgumentException(
          name + " must not be negative, but is " + value.toPlainString());
    }
  }
}
