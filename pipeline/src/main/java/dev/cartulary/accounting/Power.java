package dev.cartulary.accounting;

import java.io.Serializable;
import java.math.BigDecimal;

/**
 * What a machine draws while it works.
 *
 * @param estimated whether the figure is stated rather than measured
 */
public record Power(BigDecimal watts, boolean estimated) implements Serializable {
  public Power {
    Decimals.requireNotNegative(watts, "watts");
  }
}
