package dev.cartulary.cli;

import dev.cartulary.cost.CostLine;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * Local costs beside those of clouds. Only amounts in the currency of the local costs are compared;
 * who is cheaper is said either way.
 */
final class CostText {
  private CostText() {}

  /** A line for here and one for each of the cheapest clouds. */
  static List<String> brief(Operations.Costs costs, int clouds) {
    List<CostLine> local = side(costs, CostLine.Kind.LOCAL);
    if (local.isEmpty()) {
      return List.of("not known");
    }
    List<String> lines = new ArrayList<>();
    lines.add("here: " + here(local));
    side(costs, CostLine.Kind.CLOUD).stream()
        .limit(clouds)
        .forEach(line -> lines.add(cloud(line, local)));
    return lines;
  }

  /** Every item and every cloud, cheapest first. */
  static List<String> full(Operations.Costs costs) {
    List<String> lines = new ArrayList<>();
    lines.add(
        Words.count(costs.documents()) + " documents, " + Words.count(costs.pages()) + " pages");
    List<CostLine> local = side(costs, CostLine.Kind.LOCAL);
    List<CostLine> clouds = side(costs, CostLine.Kind.CLOUD);
    if (local.isEmpty()) {
      lines.add("The ledger holds no costs yet: run a job first.");
      return lines;
    }
    lines.add("");
    lines.add("here       " + here(local));
    for (CostLine line : local) {
      lines.add(
          "             "
              + line.item()
              + ": "
              + Words.money(line.amount(), line.currency())
              + (line.estimated() ? " (estimated)" : " (measured)"));
    }
    lines.add("elsewhere");
    clouds.forEach(line -> lines.add("  " + cloud(line, local)));
    BigDecimal here = total(local);
    long cheaper =
        clouds.stream()
            .filter(line -> line.currency().equals(local.get(0).currency()))
            .filter(line -> line.amount().compareTo(here) < 0)
            .count();
    lines.add("");
    lines.add(
        cheaper == 0
            ? "No cloud in the price book is cheaper."
            : cheaper + " of " + clouds.size() + " offers are cheaper than this machine.");
    return lines;
  }

  private static List<CostLine> side(Operations.Costs costs, CostLine.Kind kind) {
    return costs.totals().stream()
        .filter(line -> line.kind() == kind)
        .sorted(
            Comparator.comparing(CostLine::amount)
                .thenComparing(CostLine::provider)
                .thenComparing(CostLine::item))
        .toList();
  }

  private static BigDecimal total(List<CostLine> lines) {
    return lines.stream().map(CostLine::amount).reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  private static String here(List<CostLine> local) {
    boolean estimated = local.stream().anyMatch(CostLine::estimated);
    return Words.money(total(local), local.get(0).currency())
        + (estimated ? ", in part estimated" : ", measured");
  }

  private static String cloud(CostLine line, List<CostLine> local) {
    return Words.money(line.amount(), line.currency())
        + " "
        + line.provider()
        + " "
        + line.item()
        + compared(line, local)
        + (line.pricedOn() == null ? "" : ", price of " + line.pricedOn())
        + (line.verified() ? "" : ", not verified");
  }

  private static String compared(CostLine line, List<CostLine> local) {
    BigDecimal here = total(local);
    boolean comparable = line.currency().equals(local.get(0).currency()) && here.signum() > 0;
    if (!comparable) {
      return "";
    }
    BigDecimal ratio = line.amount().divide(here, 4, RoundingMode.HALF_EVEN);
    return ratio.compareTo(BigDecimal.ONE) < 0
        ? " (cheaper)"
        : String.format(Locale.ROOT, " (%,.1f times)", ratio);
  }
}
