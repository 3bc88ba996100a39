package dev.cartulary.report;

import dev.cartulary.accounting.Figures;
import dev.cartulary.accounting.Interval;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Locale;

/** Figures of a comparison as a page says them. */
final class Amounts {
  private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);
  private static final MathContext TWO = new MathContext(2, RoundingMode.HALF_EVEN);
  private static final int PLACES = 12;

  private Amounts() {}

  static String usd(double amount) {
    return Figures.usd(new BigDecimal(amount).setScale(PLACES, RoundingMode.HALF_EVEN));
  }

  /** An amount with its interval, where it has one. */
  static String usd(Interval amount) {
    return amount.isOpen()
        ? Figures.usd(amount.likely())
            + " ("
            + Figures.usd(amount.low())
            + " to "
            + Figures.usd(amount.high())
            + ")"
        : Figures.usd(amount.likely());
  }

  /** Whole from a hundred on, else two significant digits. */
  static String number(BigDecimal value) {
    BigDecimal shown =
        value.abs().compareTo(HUNDRED) >= 0
            ? value.setScale(0, RoundingMode.HALF_EVEN)
            : value.round(TWO).stripTrailingZeros();
    return String.format(Locale.ROOT, "%,." + Math.max(0, shown.scale()) + "f", shown);
  }

  static String number(double value) {
    return number(new BigDecimal(value).setScale(PLACES, RoundingMode.HALF_EVEN));
  }
}
