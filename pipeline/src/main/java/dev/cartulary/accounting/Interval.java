package dev.cartulary.accounting;

import static java.util.Objects.requireNonNull;

import java.io.Serializable;
import java.math.BigDecimal;

/**
 * A figure with the least and the greatest that it can be within the ranges of what it was computed
 * from; {@code low <= likely <= high}.
 */
public record Interval(BigDecimal low, BigDecimal likely, BigDecimal high) implements Serializable {
  public Interval {
    requireNonNull(low, "low is null");
    requireNonNull(likely, "likely is null");
    requireNonNull(high, "high is null");
    if (low.compareTo(likely) > 0 || likely.compareTo(high) > 0) {
      throw new IllegalArgumentException(
          "no interval: "
              + low.toPlainString()
              + ", "
              + likely.toPlainString()
              + ", "
              + high.toPlainString());
    }
  }

  /** A figure without doubt. */
  public static Interval exactly(BigDecimal value) {
    return new Interval(value, value, value);
  }

  /** Whether low and high differ. */
  public boolean isOpen() {
    return low.compareTo(high) != 0;
  }

  /** All differences between this and {@code other}, which do not depend on each other. */
  public Interval minus(Interval other) {
    return new Interval(
        low.subtract(other.high), likely.subtract(other.likely), high.subtract(other.low));
  }

  public Interval plus(Interval other) {
    return new Interval(low.add(other.low), likely.add(other.likely), high.add(other.high));
  }

  /** All products, of figures of which none is negative. */
  public Interval times(Interval other) {
    if (low.signum() < 0 || other.low.signum() < 0) {
      throw new IllegalArgumentException("a product of negative figures");
    }
    return new Interval(
        low.multiply(other.low), likely.multiply(other.likely), high.multiply(other.high));
  }

  /** The same, {@code factor} times as large; the factor is not negative. */
  public Interval times(BigDecimal factor) {
    return new Interval(low.multiply(factor), likely.multiply(factor), high.multiply(factor));
  }

  /** A share of it; the divisor is above 0. */
  public Interval over(BigDecimal divisor) {
    Decimals.requirePositive(divisor, "divisor");
    return new Interval(
        low.divide(divisor, Decimals.WIDE),
        likely.divide(divisor, Decimals.WIDE),
        high.divide(divisor, Decimals.WIDE));
  }
}
