package dev.cartulary.cost;

import static java.util.Objects.requireNonNull;

import java.io.Serializable;
import java.math.BigDecimal;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * One amount for one document.
 *
 * @param provider {@code this-machine} or the seller's name, for example {@code Anthropic}
 * @param item what is paid for: {@code energy}, {@code hardware}, or the product's name
 * @param quantity how much of {@code unit}
 * @param estimated whether a stated figure stands in for a measured one
 * @param pricedOn the day from which the price holds; null for what is ours
 * @param verified whether the price was read at the seller's own page
 */
public record CostLine(
    Kind kind,
    String provider,
    String item,
    BigDecimal quantity,
    String unit,
    BigDecimal amount,
    String currency,
    boolean estimated,
    @Nullable LocalDate pricedOn,
    boolean verified)
    implements Serializable {
  /** On which side of the comparison a line stands. */
  public enum Kind {
    /** Spent here. */
    LOCAL,
    /** What a cloud would have taken for the same document. */
    CLOUD
  }

  public CostLine {
    requireNonNull(kind, "kind is null");
    requireNonNull(provider, "provider is null");
    requireNonNull(item, "item is null");
    requireNonNull(quantity, "quantity is null");
    requireNonNull(unit, "unit is null");
    requireNonNull(amount, "amount is null");
    requireNonNull(currency, "currency is null");
  }
}
