package dev.cartulary.cli;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Numbers and paragraphs as people read them; the same in every locale. */
final class Words {
  private static final long SECOND = 1_000_000_000L;

  private Words() {}

  /** {@code 1,234,567}. */
  static String count(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  /** {@code 0.2 s}, {@code 48 s}, {@code 3 min 20 s}, {@code 2 h 5 min}. */
  static String duration(long nanos) {
    if (nanos < 10 * SECOND) {
      return String.format(Locale.ROOT, "%.1f s", (double) nanos / SECOND);
    }
    long seconds = (nanos + SECOND / 2) / SECOND;
    if (seconds < 60) {
      return seconds + " s";
    }
    if (seconds < 3600) {
      return seconds / 60 + " min" + (seconds % 60 == 0 ? "" : " " + seconds % 60 + " s");
    }
    long minutes = (seconds + 30) / 60;
    return count(minutes / 60) + " h" + (minutes % 60 == 0 ? "" : " " + minutes % 60 + " min");
  }

  /** An amount with three significant digits, or to the cent from one unit on. */
  static String money(BigDecimal amount, String currency) {
    BigDecimal rounded =
        amount.abs().compareTo(BigDecimal.ONE) >= 0
            ? amount.setScale(2, RoundingMode.HALF_EVEN)
            : amount.round(new MathContext(3, RoundingMode.HALF_EVEN));
    return (amount.signum() == 0 ? "0" : rounded.toPlainString()) + " " + currency;
  }

  /** {@code text} in lines of at most {@code width} characters; a longer word stays whole. */
  static List<String> wrap(String text, int width) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    for (String word : text.split(" ", -1)) {
      if (line.length() > 0 && line.length() + 1 + word.length() > width) {
        lines.add(line.toString());
        line.setLength(0);
      }
      line.append(line.length() == 0 ? "" : " ").append(word);
    }
    lines.add(line.toString());
    return lines;
  }
}
