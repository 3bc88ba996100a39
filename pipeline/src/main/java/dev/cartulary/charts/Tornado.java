package dev.cartulary.charts;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleFunction;
import java.util.stream.Stream;

/**
 * How far an amount moves when one assumption at a time goes from its lowest to its highest value,
 * the one that moves it most at the top. The hatched piece belongs to the lowest value.
 *
 * @param now the amount with all assumptions as they are
 * @param words an amount as people read it
 */
public record Tornado(
    String title,
    String description,
    String unit,
    DoubleFunction<String> words,
    double now,
    List<Swing> swings)
    implements Chart {
  private static final double ROW = 42;
  private static final double TOP = 22;
  private static final double THICK = 14;

  /** The values of assumptions beside their bars take at most this share of the width, each. */
  private static final double LABELS = 0.22;

  public Tornado {
    requireNonNull(title, "title is null");
    requireNonNull(description, "description is null");
    requireNonNull(unit, "unit is null");
    requireNonNull(words, "words is null");
    if (!Double.isFinite(now)) {
      throw new IllegalArgumentException("the amount is " + now);
    }
    swings =
        swings.stream()
            .sorted((a, b) -> Double.compare(Math.abs(b.size()), Math.abs(a.size())))
            .toList();
    if (swings.isEmpty()) {
      throw new IllegalArgumentException("a chart of nothing: " + title);
    }
  }

  /**
   * What one assumption does.
   *
   * @param low its lowest value, as people read it
   * @param atLow the amount there
   */
  public record Swing(String name, String low, String high, double atLow, double atHigh) {
    public Swing {
      requireNonNull(name, "name is null");
      requireNonNull(low, "low is null");
      requireNonNull(high, "high is null");
      if (!Double.isFinite(atLow) || !Double.isFinite(atHigh)) {
        throw new IllegalArgumentException(name + " gives " + atLow + " and " + atHigh);
      }
    }

    double size() {
      return atHigh - atLow;
    }
  }

  @Override
  public ChartTable table() {
    List<List<String>> rows = new ArrayList<>();
    for (Swing swing : swings) {
      rows.add(
          List.of(
              swing.name(),
              swing.low(),
              words.apply(swing.atLow()),
              swing.high(),
              words.apply(swing.atHigh())));
    }
    return new ChartTable(List.of("assumption", "lowest", unit, "highest", unit), rows);
  }

  @Override
  public String svg(String id, int width) {
    double margin =
        Math.min(
            LABELS * width,
            Drawing.GAP
                + swings.stream()
                    .flatMap(s -> Stream.of(s.low(), s.high()))
                    .mapToDouble(TextWidth::of)
                    .max()
                    .orElse(0));
    Drawing.Span span = new Drawing.Span(margin, width - margin, width);
    List<Double> values =
        Stream.concat(
                Stream.of(now), swings.stream().flatMap(s -> Stream.of(s.atLow(), s.atHigh())))
            .toList();
    Axis axis = Axis.readable(most -> Axis.linear(values, false, most), span, words);
    double bottom = TOP + ROW * swings.size();
    Drawing drawing = new Drawing(id, width, bottom + 2.5 * Drawing.LINE_HEIGHT, this);
    drawing.across(axis, span, TOP, bottom, words, unit);
    double top = TOP;
    for (Swing swing : swings) {
      row(drawing, axis, span, swing, top);
      top += ROW;
    }
    double centre = span.at(axis.at(now));
    drawing.line("now", centre, TOP - 4, centre, bottom);
    String said = TextWidth.fitting("now " + words.apply(now), width);
    double wide = TextWidth.of(said);
    drawing.textAround("amount", span.inside(centre - wide / 2, wide) + wide / 2, TOP - 8, said);
    return drawing.end();
  }

  private void row(Drawing drawing, Axis axis, Drawing.Span span, Swing swing, double top) {
    double centre = span.at(axis.at(now));
    double low = span.at(axis.at(swing.atLow()));
    double high = span.at(axis.at(swing.atHigh()));
    drawing.text("name", 0, top + 14, TextWidth.fitting(swing.name(), span.width()));
    double y = top + 20;
    // Both on one side: the shorter piece lies on the longer one.
    boolean lowFirst = Math.abs(low - centre) >= Math.abs(high - centre);
    piece(drawing, lowFirst, centre, lowFirst ? low : high, y);
    piece(drawing, !lowFirst, centre, lowFirst ? high : low, y);
    double room = span.left() - Drawing.GAP;
    double left = Math.min(centre, Math.min(low, high));
    double right = Math.max(centre, Math.max(low, high));
    String ofLeft = low <= high ? swing.low() : swing.high();
    String ofRight = low <= high ? swing.high() : swing.low();
    double baseline = y + THICK - 3;
    drawing.textBefore("tick", left - Drawing.GAP / 2, baseline, TextWidth.fitting(ofLeft, room));
    drawing.text("tick", right + Drawing.GAP / 2, baseline, TextWidth.fitting(ofRight, room));
  }

  private static void piece(Drawing drawing, boolean ofLow, double centre, double end, double y) {
    drawing.bar(ofLow ? "bar lower" : "bar own", ofLow, centre, end, y, THICK);
  }
}
