package dev.cartulary.report;

import dev.cartulary.accounting.Assumptions;
import dev.cartulary.accounting.Comparison;
import dev.cartulary.accounting.CostTotal;
import dev.cartulary.accounting.Electricity;
import dev.cartulary.accounting.Escalated;
import dev.cartulary.accounting.EscalationPrice;
import dev.cartulary.accounting.HardwareProfile;
import dev.cartulary.accounting.Interval;
import dev.cartulary.accounting.PriceBook;
import dev.cartulary.accounting.Rates;
import dev.cartulary.accounting.ReviewCost;
import dev.cartulary.accounting.Reviewed;
import dev.cartulary.accounting.Savings;
import dev.cartulary.accounting.TokenRatios;
import dev.cartulary.accounting.Upkeep;
import dev.cartulary.accounting.WorkDone;
import dev.cartulary.completion.TokenUsage;
import dev.cartulary.cost.CloudPrice;
import dev.cartulary.cost.CostLine;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** Comparisons of a hundred documents that were read in two hours. */
final class Comparisons {
  static final LocalDate TODAY = LocalDate.of(2026, 11, 21);

  private Comparisons() {}

  /** A product and what it takes for all documents. */
  record Product(String name, String amount, boolean verified, LocalDate read) {}

  static Product product(String name, String amount) {
    return new Product(name, amount, true, TODAY);
  }

  static Comparison of(Product... products) {
    List<CostTotal> totals = new ArrayList<>();
    totals.add(local("energy", "0.2", "0.03", "kWh"));
    totals.add(local("hardware", "2", "0.11", "hour"));
    List<CloudPrice> prices = new ArrayList<>();
    for (Product product : products) {
      totals.add(
          new CostTotal(
              CostLine.Kind.CLOUD,
              "Nimbus",
              product.name(),
              d("500"),
              "page",
              d(product.amount()),
              "USD",
              false,
              product.read(),
              product.read(),
              product.verified()));
      prices.add(
          new CloudPrice(
              "Nimbus",
              product.name(),
              false,
              new CloudPrice.Pages(d("0.01")),
              "USD",
              product.read(),
              "https://prices.example/" + prices.size(),
              product.read(),
              product.verified(),
              CloudPrice.PhiEligibility.UNKNOWN,
              "reads <b>pages</b> only"));
    }
    HardwareProfile machine =
        new HardwareProfile(
            "office <pc>",
            4,
            d("1200"),
            d("4"),
            d("0.3"),
            d("25"),
            d("65"),
            d("0.12"),
            Upkeep.NONE,
            BigDecimal.ONE,
            false);
    Savings savings =
        Savings.of(
            new WorkDone(
                100,
                500,
                800_000,
                new TokenUsage(200_000, 20_000, 9_000),
                new WorkDone.Counts(400, 900, 90),
                Reviewed.NONE,
                new Escalated(7, 9_000, 400)),
            totals,
            new Rates(
                machine,
                Electricity.COMMON,
                ReviewCost.UNSTATED,
                new EscalationPrice(d("2.50"), d("10"))),
            new PriceBook(prices),
            TODAY);
    return Comparison.of(
        savings,
        new Assumptions(
            d("1000"),
            TokenRatios.same(),
            new ReviewCost(d("0.5"), d("40")),
            new Comparison.Quality(
                new Interval(d("0.71"), d("0.75"), d("0.79")), 41, "evaluation/cuad-5"),
            List.of("What if <electricity> is 0.30.")));
  }

  private static CostTotal local(String item, String quantity, String amount, String unit) {
    return new CostTotal(
        CostLine.Kind.LOCAL,
        "this-machine",
        item,
        d(quantity),
        unit,
        d(amount),
        "USD",
        true,
        null,
        null,
        false);
  }

  private static BigDecimal d(String decimal) {
    return new BigDecimal(decimal);
  }
}
