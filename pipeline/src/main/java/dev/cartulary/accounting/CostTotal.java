package dev.cartulary.accounting;

import static java.util.Objects.requireNonNull;

import dev.cartulary.cost.CostLine;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The exact sum of all cost lines of one kind, provider, item, unit and currency.
 *
 * @param estimated whether any line is
 * @param pricedFrom the oldest price among the lines; null for what is ours
 * @param pricedTo the newest
 * @param verified whether the prices of all lines are
 */
public record CostTotal(
    CostLine.Kind kind,
    String provider,
    String item,
    BigDecimal quantity,
    String unit,
    BigDecimal amount,
    String currency,
    boolean estimated,
    @Nullable LocalDate pricedFrom,
    @Nullable LocalDate pricedTo,
    boolean verified) {
  public CostTotal {
    requireNonNull(kind, "kind is null");
    requireNonNull(provider, "provider is null");
    requireNonNull(item, "item is null");
    requireNonNull(quantity, "quantity is null");
    requireNonNull(unit, "unit is null");
    requireNonNull(amount, "amount is null");
    requireNonNull(currency, "currency is null");
    if ((pricedFrom == null) != (pricedTo == null)) {
      throw new IllegalArgumentException(
          "prices of " + item + " from " + pricedFrom + " to " + pricedTo);
    }
  }

  private record Key(
      CostLine.Kind kind, String provider, String item, String unit, String currency) {}

  /** The totals of {@code lines}, in the order in which their first lines come. */
  public static List<CostTotal> of(Iterable<CostLine> lines) {
    Map<Key, CostTotal> totals = new LinkedHashMap<>();
    for (CostLine line : lines) {
      totals.merge(
          new Key(line.kind(), line.provider(), line.item(), line.unit(), line.currency()),
          ofOne(line),
          CostTotal::plus);
    }
    return List.copyOf(totals.values());
  }

  /** The totals of what {@code parts} are totals of, in the order in which the first ones come. */
  public static List<CostTotal> joined(Iterable<CostTotal> parts) {
    Map<Key, CostTotal> totals = new LinkedHashMap<>();
    for (CostTotal part : parts) {
      totals.merge(
          new Key(part.kind, part.provider, part.item, part.unit, part.currency),
          part,
          CostTotal::plus);
    }
    return List.copyOf(totals.values());
  }

  private static CostTotal ofOne(CostLine line) {
    return new CostTotal(
        line.kind(),
        line.provider(),
        line.item(),
        line.quantity(),
        line.unit(),
        line.amount(),
        line.currency(),
        line.estimated(),
        line.pricedOn(),
        line.pricedOn(),
        line.verified());
  }

  private CostTotal plus(CostTotal other) {
    return new CostTotal(
        kind,
        provider,
        item,
        quantity.add(other.quantity),
        unit,
        amount.add(other.amount),
        currency,
        estimated || other.estimated,
        earlier(pricedFrom, other.pricedFrom),
        later(pricedTo, other.pricedTo),
        verified && other.verified);
  }

  private static @Nullable LocalDate earlier(@Nullable LocalDate a, @Nullable LocalDate b) {
    if (a == null || b == null) {
      return a == null ? b : a;
    }
    return a.isBefore(b) ? a : b;
  }

  private static @Nullable LocalDate later(@Nullable LocalDate a, @Nullable LocalDate b) {
    if (a == null || b == null) {
      return a == null ? b : a;
    }
    return a.isAfter(b) ? a : b;
  }
}
