package dev.cartulary.accounting;

import dev.cartulary.cost.CloudPrice;
import dev.cartulary.cost.CostLine;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Adds up the lines that {@link CostLines} gives for documents, to the last digit, without making
 * them. Mutable, for one thread.
 */
public final class CostSums {
  private final CostLines lines;
  private final Map<Tariff, Clouds> clouds = new LinkedHashMap<>();
  private final Here energy = new Here();
  private final Here hardware = new Here();
  private boolean empty = true;

  CostSums(CostLines lines) {
    this.lines = lines;
  }

  private static final class Here {
    private BigDecimal quantity = BigDecimal.ZERO;
    private BigDecimal usd = BigDecimal.ZERO;
    private boolean estimated;

    void add(Metered.Spent spent) {
      quantity = quantity.add(spent.quantity());
      usd = usd.add(spent.usd());
      estimated |= spent.estimated();
    }

    CostTotal total(String item, String unit) {
      return new CostTotal(
          CostLine.Kind.LOCAL,
          CostLines.LOCAL_PROVIDER,
          item,
          quantity,
          unit,
          usd,
          Savings.CURRENCY,
          estimated,
          null,
          null,
          false);
    }
  }

  private static final class Clouds {
    private final BigDecimal[] quantities;
    private final BigDecimal[] amounts;

    Clouds(int products) {
      quantities = new BigDecimal[products];
      amounts = new BigDecimal[products];
      Arrays.fill(quantities, BigDecimal.ZERO);
      Arrays.fill(amounts, BigDecimal.ZERO);
    }
  }

  /** Adds the lines of a document. */
  public void add(Metered document) {
    empty = false;
    energy.add(document.energy());
    hardware.add(document.hardware());
    if (!document.isSold()) {
      return;
    }
    Tariff tariff = lines.tariff(document);
    List<Tariff.Position> positions = tariff.positions();
    Clouds sums = clouds.computeIfAbsent(tariff, added -> new Clouds(positions.size()));
    for (int i = 0; i < sums.amounts.length; i++) {
      Tariff.Meter meter = positions.get(i).meter(document);
      sums.quantities[i] = sums.quantities[i].add(meter.quantity(document.work()));
      sums.amounts[i] = sums.amounts[i].add(meter.amount(document.work()));
    }
  }

  /** The sums: what was spent here, then the clouds by provider and item; none without lines. */
  public List<CostTotal> totals() {
    if (empty) {
      return List.of();
    }
    List<CostTotal> totals = new ArrayList<>();
    totals.add(energy.total(CostLines.ENERGY, CostLines.KWH));
    totals.add(hardware.total(CostLines.HARDWARE, CostLines.HOUR));
    clouds.forEach(
        (tariff, sums) -> {
          for (int i = 0; i < sums.amounts.length; i++) {
            totals.add(cloud(tariff.positions().get(i).price(), sums, i));
          }
        });
    return CostTotal.joined(totals);
  }

  private static CostTotal cloud(CloudPrice price, Clouds sums, int i) {
    return new CostTotal(
        CostLine.Kind.CLOUD,
        price.provider(),
        price.item(),
        sums.quantities[i],
        price.rate().unit(),
        sums.amounts[i],
        price.currency(),
        price.rate().estimated(),
        price.effectiveFrom(),
        price.effectiveFrom(),
        price.verified());
  }
}
