package dev.cartulary.accounting;

import dev.cartulary.accounting.Comparison.BreakEven;
import dev.cartulary.accounting.Comparison.Quality;
import dev.cartulary.accounting.Comparison.Review;
import dev.cartulary.accounting.Comparison.Rival;
import dev.cartulary.accounting.Comparison.Sensitivity;
import dev.cartulary.accounting.Comparison.Verdict;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A whole comparison as text for a terminal of 80 columns; ASCII, no colours. The sums come first,
 * as {@link SavingsText} writes them, and with them what a cloud does cheaper.
 */
public final class ComparisonText {
  private static final int BAR = 44;

  private static final String COLUMNS =
      "least and most are a document's cost within the ranges of its inputs (docs/accounting.md);"
          + " from: documents a day from which on this machine is cheaper, and in brackets the share"
          + " of its time in which it then works; never: at no volume, or at more than one machine"
          + " can do. cheaper: the side that is, whatever the inputs are within their ranges; open:"
          + " the ranges allow both.";

  private final Comparison comparison;
  private final Savings savings;
  private final TextLines out = new TextLines(SavingsText.WIDTH);

  private ComparisonText(Comparison comparison) {
    this.comparison = comparison;
    this.savings = comparison.savings();
  }

  /** The comparison; ends with a line break. */
  public static String of(Comparison comparison) {
    ComparisonText text = new ComparisonText(comparison);
    if (!comparison.rivals().isEmpty()) {
      text.intervals();
      text.tornado();
      text.year();
    }
    text.quality();
    text.review();
    if (!comparison.assumptions().isEmpty()) {
      text.out.list("Stated for this comparison", comparison.assumptions());
    }
    return SavingsText.of(comparison.savings()) + "\n" + text.out;
  }

  private void intervals() {
    BigDecimal documents = BigDecimal.valueOf(savings.work().documents());
    List<TextLines.Row> rows = new ArrayList<>();
    rows.add(new TextLines.Row("A document", List.of("least", "most", "from", "cheaper")));
    Interval here = comparison.here().over(documents);
    rows.add(
        new TextLines.Row(
            "This machine", List.of(Figures.usd(here.low()), Figures.usd(here.high()), "", "")));
    for (Rival rival : comparison.rivals()) {
      rows.add(
          new TextLines.Row(
              rival.name(),
              List.of(
                  Figures.usd(rival.perDocument().low()),
                  Figures.usd(rival.perDocument().high()),
                  from(rival.breakEven()),
                  side(rival.verdict()))));
    }
    out.table(rows);
    out.paragraph(COLUMNS);
  }

  private static String side(Verdict verdict) {
    return switch (verdict) {
      case HERE -> "here";
      case THERE -> "cloud";
      case OPEN -> "open";
    };
  }

  private static String from(@Nullable BreakEven even) {
    if (even == null || !even.reachable()) {
      return "never";
    }
    return number(even.documentsPerDay())
        + " ("
        + number(even.utilisation().movePointRight(2))
        + " %)";
  }

  /** Whole from a hundred on, else two significant digits. */
  private static String number(BigDecimal value) {
    BigDecimal shown =
        value.abs().compareTo(BigDecimal.valueOf(100)) >= 0
            ? value.setScale(0, RoundingMode.HALF_EVEN)
            : value.round(new MathContext(2, RoundingMode.HALF_EVEN)).stripTrailingZeros();
    return String.format(Locale.ROOT, "%,." + Math.max(0, shown.scale()) + "f", shown);
  }

  private void tornado() {
    List<Sensitivity> bars = comparison.tornado();
    if (bars.isEmpty()) {
      return;
    }
    BigDecimal least = bars.get(0).savedAtLow();
    BigDecimal most = least;
    for (Sensitivity bar : bars) {
      least = least.min(bar.savedAtLow()).min(bar.savedAtHigh());
      most = most.max(bar.savedAtLow()).max(bar.savedAtHigh());
    }
    BigDecimal saved = comparison.rivals().get(0).saved().likely();
    List<String> lines = new ArrayList<>();
    for (Sensitivity bar : bars) {
      boolean rising = bar.savedAtLow().compareTo(bar.savedAtHigh()) <= 0;
      BigDecimal left = rising ? bar.savedAtLow() : bar.savedAtHigh();
      BigDecimal right = rising ? bar.savedAtHigh() : bar.savedAtLow();
      lines.add(
          bar.input()
              + ": "
              + number(rising ? bar.low() : bar.high())
              + " to "
              + number(rising ? bar.high() : bar.low()));
      lines.add(
          String.format(
              Locale.ROOT,
              "%12s %s %s",
              Figures.usd(left),
              drawn(place(left, least, most), place(saved, least, most), place(right, least, most)),
              Figures.usd(right)));
    }
    out.lines(
        "What moves the saving against " + comparison.rivals().get(0).name() + " most", lines);
    out.paragraph(
        "Each bar runs from the saving at the input's worse end to that at its better end, all"
            + " others as they are; | is the saving of this comparison.");
  }

  private static int place(BigDecimal value, BigDecimal least, BigDecimal most) {
    BigDecimal width = most.subtract(least);
    return value
        .subtract(least)
        .multiply(BigDecimal.valueOf(BAR - 1L))
        .divide(width, 0, RoundingMode.HALF_EVEN)
        .max(BigDecimal.ZERO)
        .min(BigDecimal.valueOf(BAR - 1L))
        .intValueExact();
  }

  private static String drawn(int left, int middle, int right) {
    StringBuilder bar = new StringBuilder(" ".repeat(BAR));
    for (int i = left; i <= right; i++) {
      bar.setCharAt(i, '=');
    }
    bar.setCharAt(middle, '|');
    return bar.toString();
  }

  private void year() {
    Comparison.Volume volume = comparison.perYear();
    if (volume.documentsPerDay().signum() == 0) {
      return;
    }
    Rival cheapest = comparison.rivals().get(0);
    BigDecimal documents = BigDecimal.valueOf(savings.work().documents());
    Interval here = comparison.here().times(volume.documentsPerYear()).over(documents);
    Interval there = cheapest.perDocument().times(volume.documentsPerYear());
    Interval saved = cheapest.savedPerYear();
    out.paragraph(
        "A year of "
            + number(volume.documentsPerDay())
            + " documents a day, "
            + (volume.stated()
                ? "as stated"
                : "which is what this machine reads at its utilisation")
            + ": "
            + between(here)
            + " here, "
            + between(there)
            + " for "
            + cheapest.name()
            + ". "
            + (saved.likely().signum() < 0
                ? "The machine costs " + Figures.usd(saved.likely().negate()) + " more"
                : "The machine saves " + Figures.usd(saved.likely()))
            + " (saving "
            + Figures.usd(saved.low())
            + " to "
            + Figures.usd(saved.high())
            + ").");
  }

  private static String between(Interval interval) {
    return Figures.usd(interval.likely())
        + (interval.isOpen()
            ? " (" + Figures.usd(interval.low()) + " to " + Figures.usd(interval.high()) + ")"
            : "");
  }

  private void quality() {
    Quality quality = comparison.quality();
    out.paragraph(
        quality == null
            ? "Quality: no evaluation was named, so how good the answers are is unknown on both"
                + " sides; a cheaper answer may be a worse one. --quality FOLDER names one."
            : "Quality: F1 "
                + share(quality.f1().likely())
                + " ("
                + share(quality.f1().low())
                + " to "
                + share(quality.f1().high())
                + ", mean of "
                + Figures.count(quality.fields(), "field", "fields")
                + ") for this machine's answers, measured in "
                + quality.source()
                + ". Of the clouds nothing was measured: their quality at their price is unknown.");
  }

  private static String share(BigDecimal value) {
    return value.setScale(3, RoundingMode.HALF_EVEN).toPlainString();
  }

  private void review() {
    Review review = comparison.review();
    if (review == null) {
      out.paragraph(
          savings.work().counts() == null
              ? "Review: how many fields need a person is not known of all documents, which were"
                  + " read by an earlier version."
              : "Review: "
                  + savings.work().counts().toReview()
                  + " of "
                  + Figures.count(savings.work().counts().fields(), "field needs", "fields need")
                  + " a person; state accounting.review-usd-per-hour for what that costs."
                  + savings.work().reviewed().sentence());
      return;
    }
    BigDecimal documents = BigDecimal.valueOf(savings.work().documents());
    out.paragraph(
        "Review: "
            + review.below()
            + " of "
            + Figures.count(review.fields(), "field needs", "fields need")
            + " a person; at "
            + number(review.minutesPerField())
            + " minutes each and "
            + Figures.usd(review.usdPerHour())
            + " an hour that is "
            + Figures.usd(review.amount())
            + ", or "
            + Figures.usd(review.amount().divide(documents, Decimals.WIDE))
            + " a document, on top of this machine's cost."
            + savings.work().reviewed().sentence()
            + " A cloud's answers need review too; how much was not measured.");
  }
}
