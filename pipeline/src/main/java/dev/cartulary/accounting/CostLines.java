package dev.cartulary.accounting;

import dev.cartulary.cost.CloudPrice;
import dev.cartulary.cost.CostLine;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The cost lines of documents: what each took here, and what it would have cost in each cloud by
 * the prices of its day. Safe for use by several threads.
 *
 * <p>Lines are computed whenever somebody asks for them, and kept nowhere but in tables: they
 * follow from {@link Metered} and the price book alone. See
 * docs/decisions/0046-cost-lines-are-computed-not-kept.md.
 */
public final class CostLines {
  /** Provider of what is spent here, as cost lines have it, whatever the machine's name. */
  public static final String LOCAL_PROVIDER = ThisMachine.NAME;

  public static final String ENERGY = "energy";
  public static final String HARDWARE = "hardware";

  static final String KWH = "kWh";
  static final String HOUR = "hour";

  private final PriceBook prices;
  private final Map<Basis, Tariff> tariffs = new ConcurrentHashMap<>();

  public CostLines(PriceBook prices) {
    this.prices = prices;
  }

  private record Basis(LocalDate day, String tokenRatios) {}

  /**
   * Two local lines, energy and hardware, then one cloud line a product; never in another order.
   *
   * @throws IllegalArgumentException if nothing is known of the document's {@link TokenRatios}
   */
  public List<CostLine> of(Metered document) {
    List<CostLine> lines = new ArrayList<>();
    lines.add(local(ENERGY, KWH, document.energy()));
    lines.add(local(HARDWARE, HOUR, document.hardware()));
    if (document.isSold()) {
      for (Tariff.Position position : tariff(document).positions()) {
        Tariff.Meter meter = position.meter(document);
        CloudPrice price = position.price();
        lines.add(
            new CostLine(
                CostLine.Kind.CLOUD,
                price.provider(),
                price.item(),
                meter.quantity(document.work()),
                price.rate().unit(),
                meter.amount(document.work()),
                price.currency(),
                price.rate().estimated(),
                price.effectiveFrom(),
                price.verified()));
      }
    }
    return List.copyOf(lines);
  }

  /** Begins to add up the lines of documents. */
  public CostSums sums() {
    return new CostSums(this);
  }

  /** Made once a day, not once a document. */
  Tariff tariff(Metered document) {
    Basis basis = new Basis(document.pricedOn(), document.tokenRatios());
    Tariff known = tariffs.get(basis);
    return known != null
        ? known
        : tariffs.computeIfAbsent(
            basis,
            missing ->
                new Tariff(prices.on(missing.day()), TokenRatios.named(missing.tokenRatios())));
  }

  private static CostLine local(String item, String unit, Metered.Spent spent) {
    return new CostLine(
        CostLine.Kind.LOCAL,
        LOCAL_PROVIDER,
        item,
        spent.quantity(),
        unit,
        spent.usd(),
        Savings.CURRENCY,
        spent.estimated(),
        null,
        false);
  }
}
