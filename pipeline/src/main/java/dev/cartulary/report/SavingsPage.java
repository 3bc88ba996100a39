package dev.cartulary.report;

import dev.cartulary.accounting.Comparison;
import dev.cartulary.accounting.Comparison.BreakEven;
import dev.cartulary.accounting.Comparison.Quality;
import dev.cartulary.accounting.Comparison.Review;
import dev.cartulary.accounting.Comparison.Rival;
import dev.cartulary.accounting.Figures;
import dev.cartulary.accounting.Interval;
import dev.cartulary.accounting.MachineText;
import dev.cartulary.accounting.PriceBook;
import dev.cartulary.accounting.Savings;
import dev.cartulary.accounting.WorkDone;
import dev.cartulary.charts.ChartFigure;
import dev.cartulary.cost.CloudPrice;
import dev.cartulary.estimate.Estimate;
import dev.cartulary.page.HtmlPage;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A comparison of costs as one HTML page that needs nothing else. */
public final class SavingsPage {
  private static final String TITLE = "What the work costs here, and what it would cost there";

  private final Comparison comparison;
  private final Savings savings;
  private final BigDecimal documents;
  private final @Nullable Estimate estimate;
  private final Markup page = new Markup();

  private SavingsPage(Comparison comparison, @Nullable Estimate estimate) {
    this.comparison = comparison;
    this.savings = comparison.savings();
    this.documents = BigDecimal.valueOf(savings.work().documents());
    this.estimate = estimate;
  }

  /** The page, as of {@code today}. */
  public static String of(Comparison comparison, LocalDate today) {
    return new SavingsPage(comparison, null).page(today);
  }

  /** The page of an estimate, whose error it states. */
  public static String of(Comparison comparison, Estimate estimate, LocalDate today) {
    return new SavingsPage(comparison, estimate).page(today);
  }

  private String page(LocalDate today) {
    page.title(TITLE);
    verdict();
    work(today);
    sampled();
    CostCharts charts = new CostCharts(comparison);
    page.heading("Cost of a document").raw(ChartFigure.html(charts.perDocument(), "documents"));
    page.paragraph(
        "soft",
        "Lines across the marks reach from the least to the most within the ranges of the inputs."
            + " A hatched bar or a diamond: cheaper than this machine. "
            + CostCharts.UNVERIFIED
            + " The price was not read at the seller's own page.");
    here();
    rivals();
    charts
        .breakEven()
        .ifPresent(chart -> page.heading("Break-even").raw(ChartFigure.html(chart, "break-even")));
    charts
        .tornado()
        .ifPresent(
            chart ->
                page.heading("What the result depends on")
                    .raw(ChartFigure.html(chart, "tornado"))
                    .paragraph(
                        "soft",
                        "The hatched piece belongs to the lowest value of the input, the full one to"
                            + " the highest; the broken line is the saving of this comparison."));
    year();
    people();
    assumptions();
    sources();
    return HtmlPage.of(
        TITLE,
        List.of(ChartFigure.style(), HtmlPage.style(SavingsPage.class, "savings.css")),
        page.toString());
  }

  private void verdict() {
    if (comparison.rivals().isEmpty()) {
      page.paragraph(
          "verdict",
          "This machine took "
              + Amounts.usd(comparison.here())
              + ". No cloud has a price for the days of the work: nothing is compared.");
      return;
    }
    Rival first = comparison.rivals().get(0);
    int cheaper = comparison.cheaperRivals().size();
    String both =
        first.name()
            + " takes "
            + Amounts.usd(first.total())
            + ", this machine with its idle time "
            + Amounts.usd(comparison.here());
    if (cheaper > 0) {
      page.paragraph(
          "verdict cloud",
          "A cloud is cheaper: "
              + both
              + ". "
              + cheaper
              + " of "
              + Figures.count(comparison.rivals().size(), "product", "products")
              + " cost less than this machine.");
    } else {
      page.paragraph(
          "verdict",
          "This machine costs no more than any of "
              + Figures.count(comparison.rivals().size(), "product", "products")
              + ": the cheapest, "
              + both
              + ", "
              + Figures.usd(first.saved().likely())
              + " less"
              + (first.savedPercent() == null
                  ? "."
                  : " (" + Figures.percent(first.savedPercent().likely()) + " %)."));
    }
    page.paragraph(
        "",
        switch (first.verdict()) {
          case HERE -> "Within the ranges of all inputs this machine stays the cheaper one.";
          case THERE -> "Within the ranges of all inputs the cloud stays the cheaper one.";
          case OPEN -> "The ranges of the inputs allow both sides to be the cheaper one.";
        });
  }

  private void work(LocalDate today) {
    WorkDone work = savings.work();
    page.paragraph(
        "soft",
        "As of "
            + today
            + ": "
            + Figures.count(work.documents(), "document", "documents")
            + ", "
            + Figures.count(work.pages(), "page", "pages")
            + ", "
            + Figures.count(work.characters(), "character", "characters")
            + "; "
            + Figures.count(
                work.usage().prefixTokens() + work.usage().questionTokens(), "token", "tokens")
            + " read and "
            + Figures.count(work.usage().generatedTokens(), "token", "tokens")
            + " written, as the local model counts them. Amounts are in "
            + Savings.CURRENCY
            + ". How every figure is computed is written in docs/accounting.md.");
  }

  private void sampled() {
    if (estimate == null) {
      return;
    }
    List<List<String>> rows = new ArrayList<>();
    EstimateText.rows(estimate).forEach(row -> rows.add(row));
    page.heading("An estimate")
        .paragraph("", EstimateText.sentence(estimate))
        .table(
            "Estimated for all files; the interval holds the truth in 95 of 100 samples.",
            EstimateText.HEADS,
            rows);
  }

  private void here() {
    Savings.Local local = savings.local();
    List<List<String>> rows = new ArrayList<>();
    rows.add(
        List.of(
            "energy" + mark(local.energyEstimated()),
            Figures.usd(local.energy()),
            Figures.usd(local.energy().add(local.idleEnergy()))));
    rows.add(
        List.of(
            "hardware" + mark(local.hardwareEstimated()),
            Figures.usd(local.hardware()),
            Figures.usd(local.hardware().add(local.idleHardware()))));
    if (local.elsewhere().signum() > 0) {
      String elsewhere = Figures.usd(local.elsewhere());
      rows.add(List.of("asked elsewhere", elsewhere, elsewhere));
    }
    rows.add(List.of("total", Figures.usd(local.busyOnly()), Figures.usd(local.wholeLife())));
    Interval each = comparison.here().over(documents);
    rows.add(
        List.of(
            "a document",
            Figures.usd(Interval.exactly(local.busyOnly()).over(documents).likely()),
            Amounts.usd(each)));
    page.heading("This machine")
        .table(
            "Its cost while it works, and over its whole life.",
            List.of("", "busy only", "idle included"),
            rows);
    page.paragraph("soft", MachineText.of(savings));
    String elsewhere = savings.work().escalated().sentence(savings.rates().escalation());
    if (!elsewhere.isEmpty()) {
      page.paragraph("", elsewhere);
    }
  }

  private static String mark(boolean estimated) {
    return estimated ? " (estimated)" : "";
  }

  private void rivals() {
    if (comparison.rivals().isEmpty()) {
      return;
    }
    List<List<String>> rows = new ArrayList<>();
    for (Rival rival : comparison.rivals()) {
      Interval percent = rival.savedPercent();
      rows.add(
          List.of(
              rival.name(),
              Amounts.usd(rival.total()),
              Amounts.usd(rival.saved()),
              percent == null ? "-" : Figures.percent(percent.likely()) + " %",
              from(rival.breakEven()),
              marks(rival)));
    }
    page.heading("Clouds")
        .table(
            "Saved: the cloud's total less this machine's with its idle time; below zero the cloud is"
                + " cheaper. From: documents a day from which on this machine is cheaper, and the"
                + " share of its time in which it then works.",
            List.of("product", "total", "saved", "saved", "from", "marks"),
            rows);
  }

  private static String from(@Nullable BreakEven even) {
    if (even == null) {
      return "never";
    }
    return Amounts.number(even.documentsPerDay())
        + " a day"
        + (even.reachable()
            ? " (" + Amounts.number(even.utilisation().movePointRight(2)) + " %)"
            : ", more than one machine can do");
  }

  private static String marks(Rival rival) {
    List<String> marks = new ArrayList<>();
    if (rival.estimated()) {
      marks.add("estimated");
    }
    if (rival.unverified()) {
      marks.add("unverified");
    }
    if (rival.stale()) {
      marks.add("stale");
    }
    if (rival.noPatientData()) {
      marks.add("no patient data");
    }
    if (rival.offer().hasAgreement()) {
      marks.add("agreement");
    }
    return String.join(", ", marks);
  }

  private void year() {
    BigDecimal perDay = comparison.perYear().documentsPerDay();
    if (perDay.signum() == 0 || comparison.rivals().isEmpty()) {
      return;
    }
    BigDecimal perYear = comparison.perYear().documentsPerYear();
    List<List<String>> rows = new ArrayList<>();
    rows.add(
        List.of("This machine", Amounts.usd(comparison.here().over(documents).times(perYear)), ""));
    for (Rival rival : comparison.rivals()) {
      rows.add(
          List.of(
              rival.name(),
              Amounts.usd(rival.perDocument().times(perYear)),
              Amounts.usd(rival.savedPerYear())));
    }
    page.heading("A year")
        .table(
            Amounts.number(perDay)
                + " documents a day like these, on every day, "
                + (comparison.perYear().stated()
                    ? "as stated."
                    : "which is what this machine reads at its utilisation."),
            List.of("", "a year", "saved here"),
            rows);
  }

  private void people() {
    page.heading("Quality and people");
    Quality quality = comparison.quality();
    page.paragraph(
        "",
        quality == null
            ? "No evaluation was named: how good the answers are is unknown on both sides, and a"
                + " cheaper answer may be a worse one."
            : String.format(
                Locale.ROOT,
                "F1 %.3f (%.3f to %.3f) of this machine's answers, measured in %s. Of the clouds"
                    + " nothing was measured.",
                quality.f1().likely(),
                quality.f1().low(),
                quality.f1().high(),
                quality.source()));
    Review review = comparison.review();
    page.paragraph(
        "",
        review == null
            ? "What people cost who check what the model is not sure of is not known: no hourly wage"
                + " is stated, or the work's fields were not counted."
            : review.below()
                + " of "
                + Figures.count(review.fields(), "field needs", "fields need")
                + " a person: at "
                + Amounts.number(review.minutesPerField())
                + " minutes each and "
                + Figures.usd(review.usdPerHour())
                + " an hour "
                + Figures.usd(review.amount())
                + ", on top of this machine's cost."
                + comparison.savings().work().reviewed().sentence()
                + " A cloud's answers need review too; how much was not measured.");
  }

  private void assumptions() {
    List<String> items = new ArrayList<>(comparison.assumptions());
    items.add(
        "Clouds are priced for the tokens that the model here had to read, in their favour: one that"
            + " reads whole documents takes more of them.");
    items.add(
        "estimated: rests on a factor or on stated figures, not on a count or a measurement alone.");
    items.add("unverified: the price was not read at the seller's own page.");
    items.add(
        "stale: the price was read more than "
            + PriceBook.STALE_AFTER_DAYS
            + " days ago, or is not in the price book.");
    items.add(
        "no patient data: the seller excludes the product from zero retention or from agreements on"
            + " patient data.");
    items.add("agreement: the seller signs an agreement on patient data for the product.");
    page.heading("Assumptions and marks").list(items);
  }

  private void sources() {
    List<List<String>> rows = new ArrayList<>();
    for (Rival rival : comparison.rivals()) {
      CloudPrice price = rival.offer().price();
      if (price != null) {
        rows.add(
            List.of(
                rival.name(),
                price.effectiveFrom().toString(),
                price.retrievedOn() + (rival.stale() ? " (stale)" : ""),
                price.verified() ? "yes" : "no",
                price.source(),
                Objects.requireNonNullElse(price.note(), "")));
      }
    }
    if (!rows.isEmpty()) {
      page.heading("Sources of prices")
          .table(
              "The newest price of each product; work of earlier days keeps the prices of its day.",
              List.of("product", "holds from", "read on", "at the seller's page", "source", "note"),
              rows);
    }
  }
}
