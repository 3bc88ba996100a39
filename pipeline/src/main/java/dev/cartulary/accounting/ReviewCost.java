package dev.cartulary.accounting;

import java.io.Serializable;
import java.math.BigDecimal;

/**
 * What a person costs who checks a field.
 *
 * @param usdPerHour wage with everything that an employer pays; 0 where it is not stated, and then
 *     nothing is said of review
 */
public record ReviewCost(BigDecimal minutesPerField, BigDecimal usdPerHour)
    implements Serializable {
  /** Half a minute a field, which is our assumption, and no wage. */
  public static final ReviewCost UNSTATED = new ReviewCost(new BigDecimal("0.5"), BigDecimal.ZERO);

  private static final BigDecimal MINUTES_PER_HOUR = BigDecimal.valueOf(60);

  public ReviewCost {
    Decimals.requireNotNegative(minutesPerField, "review-minutes-per-field");
    Decimals.requireNotNegative(usdPerHour, "review-usd-per-hour");
  }

  boolean stated() {
    return usdPerHour.signum() > 0;
  }

  BigDecimal usd(long fields) {
    return Decimals.line(
        BigDecimal.valueOf(fields)
            .multiply(minutesPerField)
            .multiply(usdPerHour)
            .divide(MINUTES_PER_HOUR, Decimals.WIDE));
  }
}
