package dev.cartulary.report;

import dev.cartulary.accounting.Comparison;
import dev.cartulary.accounting.Comparison.BreakEven;
import dev.cartulary.accounting.Comparison.CurvePoint;
import dev.cartulary.accounting.Comparison.Rival;
import dev.cartulary.accounting.Comparison.Sensitivity;
import dev.cartulary.accounting.Interval;
import dev.cartulary.charts.Bars;
import dev.cartulary.charts.Chart;
import dev.cartulary.charts.Lines;
import dev.cartulary.charts.Tone;
import dev.cartulary.charts.Tornado;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The charts of a comparison; one is missing where there is nothing to draw. */
final class CostCharts {
  private static final String HERE = "This machine, idle time included";

  /** Behind the name of a product whose price was not read at the seller's own page. */
  static final String UNVERIFIED = "*";

  private final Comparison comparison;

  CostCharts(Comparison comparison) {
    this.comparison = comparison;
  }

  Bars perDocument() {
    Interval here =
        comparison.here().over(BigDecimal.valueOf(comparison.savings().work().documents()));
    List<Bars.Bar> bars = new ArrayList<>();
    bars.add(bar(HERE, here, Tone.OWN));
    for (Rival rival : comparison.rivals()) {
      bars.add(
          bar(
              rival.name() + (rival.unverified() ? " " + UNVERIFIED : ""),
              rival.perDocument(),
              rival.offer().cheaper() ? Tone.LOWER : Tone.HIGHER));
    }
    return new Bars(
        "What a document costs",
        "The cost of a document on this machine and at each product of a cloud, with the least and"
            + " the most that it can be.",
        "USD a document",
        Amounts::usd,
        bars);
  }

  private static Bars.Bar bar(String name, Interval amount, Tone tone) {
    return new Bars.Bar(
        name,
        amount.likely().doubleValue(),
        amount.low().doubleValue(),
        amount.high().doubleValue(),
        tone);
  }

  Optional<Chart> breakEven() {
    if (comparison.curve().isEmpty() || comparison.rivals().isEmpty()) {
      return Optional.empty();
    }
    List<Lines.Line> lines = new ArrayList<>();
    List<Lines.At> own = new ArrayList<>();
    for (CurvePoint point : comparison.curve()) {
      Interval cost = point.perDocument();
      own.add(
          new Lines.At(
              point.documentsPerDay().doubleValue(),
              cost.likely().doubleValue(),
              cost.low().doubleValue(),
              cost.high().doubleValue()));
    }
    lines.add(new Lines.Line("This machine", own));
    for (Rival rival : drawn()) {
      double cost = rival.perDocument().likely().doubleValue();
      lines.add(
          new Lines.Line(
              rival.name(),
              own.stream().map(at -> Lines.At.exactly(at.quantity(), cost)).toList()));
    }
    return Optional.of(
        new Lines(
            "From which volume on the machine is cheaper",
            "What a document costs on this machine by documents a day, beside products of clouds,"
                + " which cost the same at every volume.",
            "documents a day",
            "USD a document",
            Amounts::number,
            Amounts::usd,
            lines,
            crossing(own)));
  }

  /** The cheapest, the dearest, and two between them: enough to see where the others lie. */
  private List<Rival> drawn() {
    List<Rival> all = comparison.rivals();
    int last = all.size() - 1;
    return new TreeSet<>(List.of(0, last / 3, 2 * last / 3, last)).stream().map(all::get).toList();
  }

  /** With the cheapest of the drawn rivals that one machine can beat. */
  private Lines.@Nullable Crossing crossing(List<Lines.At> own) {
    double first = own.get(0).quantity();
    double last = own.get(own.size() - 1).quantity();
    for (Rival rival : drawn()) {
      BreakEven even = rival.breakEven();
      if (even != null && even.reachable()) {
        double at = even.documentsPerDay().doubleValue();
        if (first <= at && at <= last) {
          return new Lines.Crossing(
              at,
              rival.perDocument().likely().doubleValue(),
              Amounts.number(even.documentsPerDay()) + " a day: as " + rival.name());
        }
      }
    }
    return null;
  }

  Optional<Chart> tornado() {
    if (comparison.tornado().isEmpty() || comparison.rivals().isEmpty()) {
      return Optional.empty();
    }
    Rival cheapest = comparison.rivals().get(0);
    List<Tornado.Swing> swings = new ArrayList<>();
    for (Sensitivity input : comparison.tornado()) {
      swings.add(
          new Tornado.Swing(
              input.input(),
              Amounts.number(input.low()),
              Amounts.number(input.high()),
              input.savedAtLow().doubleValue(),
              input.savedAtHigh().doubleValue()));
    }
    return Optional.of(
        new Tornado(
            "What moves the saving against " + cheapest.name() + " most",
            "The saving when one input at a time goes from the lowest to the highest value in its"
                + " range. Below zero the cloud is cheaper.",
            "USD saved for this work",
            Amounts::usd,
            cheapest.saved().likely().doubleValue(),
            swings));
  }
}
