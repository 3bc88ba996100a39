package dev.cartulary.accounting;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Amounts and counts as people read them; the only place where money is rounded for the eye. */
public final class Figures {
  private static final MathContext SIGNIFICANT = new MathContext(3, RoundingMode.HALF_EVEN);
  private static final BigDecimal LEAST_PERCENT = new BigDecimal("-99999");

  private Figures() {}

  /**
   * Dollars and cents from one dollar on; below, three significant digits and at least the cents:
   * {@code $1,234.50}, {@code $0.000123}, {@code -$0.50}.
   */
  public static String usd(BigDecimal amount) {
    BigDecimal size = amount.abs();
    BigDecimal shown =
        size.compareTo(BigDecimal.ONE) >= 0
            ? size.setScale(2, RoundingMode.HALF_EVEN)
            : size.round(SIGNIFICANT).stripTrailingZeros();
    if (shown.scale() < 2) {
      shown = shown.setScale(2);
    }
    return (amount.signum() < 0 && shown.signum() != 0 ? "-$" : "$")
        + String.format(Locale.ROOT, "%,." + shown.scale() + "f", shown);
  }

  /** A number with one decimal; a dash where there is none; far below zero, only that it is. */
  public static String percent(@Nullable BigDecimal percent) {
    if (percent == null) {
      return "-";
    }
    if (percent.compareTo(LEAST_PERCENT) < 0) {
      return "< -99,999";
    }
    return String.format(Locale.ROOT, "%,.1f", percent.setScale(1, RoundingMode.HALF_EVEN));
  }

  public static String count(long count, String singular, String plural) {
    return String.format(Locale.ROOT, "%,d %s", count, count == 1 ? singular : plural);
  }
}
