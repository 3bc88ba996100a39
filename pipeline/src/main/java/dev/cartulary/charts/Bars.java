package dev.cartulary.charts;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleFunction;
import java.util.stream.Stream;

/**
 * Figures with their intervals, one below the other: bars from zero on a linear axis, marks on a
 * logarithmic one, which has no zero for a bar to start at.
 *
 * @param counts whether the figures are parts of a whole, for which there is no logarithmic axis
 * @param unit what is counted
 * @param words an amount as people read it
 */
public record Bars(
    String title,
    String description,
    String unit,
    DoubleFunction<String> words,
    boolean counts,
    List<Bar> bars)
    implements Chart {
  private static final double ROW = 38;
  private static final double TOP = 4;
  private static final double EDGE = 8;
  private static final double THICK = 12;

  public Bars {
    requireNonNull(title, "title is null");
    requireNonNull(description, "description is null");
    requireNonNull(unit, "unit is null");
    requireNonNull(words, "words is null");
    bars = List.copyOf(bars);
    if (bars.isEmpty()) {
      throw new IllegalArgumentException("a chart of nothing: " + title);
    }
  }

  /** Figures of which the greatest may be a thousand times the least. */
  public Bars(
      String title, String description, String unit, DoubleFunction<String> words, List<Bar> bars) {
    this(title, description, unit, words, false, bars);
  }

  /**
   * A figure.
   *
   * @param low start of its interval; {@code value} where there is none
   * @param high end of its interval
   */
  public record Bar(String name, double value, double low, double high, Tone tone) {
    public Bar {
      requireNonNull(name, "name is null");
      requireNonNull(tone, "tone is null");
      if (!(low <= value && value <= high) || Double.isInfinite(high - low)) {
        throw new IllegalArgumentException(name + " is " + value + " in " + low + ".." + high);
      }
    }
  }

  @Override
  public ChartTable table() {
    List<List<String>> rows = new ArrayList<>();
    for (Bar bar : bars) {
      rows.add(
          List.of(
              bar.name(),
              words.apply(bar.value()),
              words.apply(bar.low()),
              words.apply(bar.high())));
    }
    return new ChartTable(List.of("", unit, "at least", "at most"), rows);
  }

  @Override
  public String svg(String id, int width) {
    Drawing.Span span = new Drawing.Span(EDGE, width - EDGE, width);
    List<Double> values =
        bars.stream().flatMap(b -> Stream.of(b.low(), b.value(), b.high())).toList();
    Axis axis =
        Axis.readable(
            most -> counts ? Axis.linear(values, true, most) : Axis.holding(values, most),
            span,
            words);
    double bottom = TOP + ROW * bars.size();
    Drawing drawing = new Drawing(id, width, bottom + 2.5 * Drawing.LINE_HEIGHT, this);
    drawing.across(axis, span, TOP, bottom, words, unit);
    double top = TOP;
    for (Bar bar : bars) {
      row(drawing, axis, span, bar, top);
      top += ROW;
    }
    return drawing.end();
  }

  private void row(Drawing drawing, Axis axis, Drawing.Span span, Bar bar, double top) {
    String amount = words.apply(bar.value());
    double room = span.width() - TextWidth.of(amount) - Drawing.GAP;
    drawing.text("name " + bar.tone().style(), 0, top + 13, TextWidth.fitting(bar.name(), room));
    drawing.textBefore("amount", span.width(), top + 13, amount);
    double x = span.at(axis.at(bar.value()));
    double middle = top + 18 + THICK / 2;
    if (axis.logarithmic()) {
      drawing.line("guide", span.left(), middle, x, middle);
      drawing.whisker(span.at(axis.at(bar.low())), span.at(axis.at(bar.high())), middle);
      drawing.mark(bar.tone(), x, middle);
    } else {
      double zero = span.at(axis.at(0));
      drawing.bar("bar " + bar.tone().style(), bar.tone() == Tone.LOWER, zero, x, top + 18, THICK);
      drawing.whisker(span.at(axis.at(bar.low())), span.at(axis.at(bar.high())), middle);
    }
  }
}
