package dev.cartulary.charts;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.DoubleFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Amounts over a quantity, as lines that are named at their right ends: by their names, or in a
 * narrow drawing by letters that a list below explains. The first line is one's own.
 *
 * @param across what the quantity is
 * @param up what the amounts are
 * @param crossing where one's own line meets another, with what is to be said there
 */
public record Lines(
    String title,
    String description,
    String across,
    String up,
    DoubleFunction<String> quantityWords,
    DoubleFunction<String> amountWords,
    List<Line> lines,
    @Nullable Crossing crossing)
    implements Chart {
  /** Each has a colour and a dash of its own. */
  public static final int MOST_LINES = 6;

  private static final double TOP = 40;
  private static final double PLOT = 240;
  private static final int NARROW = 480;
  private static final double NAMES = 0.34;

  public Lines {
    requireNonNull(title, "title is null");
    requireNonNull(description, "description is null");
    requireNonNull(across, "across is null");
    requireNonNull(up, "up is null");
    requireNonNull(quantityWords, "quantityWords is null");
    requireNonNull(amountWords, "amountWords is null");
    lines = List.copyOf(lines);
    if (lines.isEmpty() || lines.size() > MOST_LINES) {
      throw new IllegalArgumentException(lines.size() + " lines in " + title);
    }
  }

  /** A line; its points go from left to right. */
  public record Line(String name, List<At> points) {
    public Line {
      requireNonNull(name, "name is null");
      points = List.copyOf(points);
      if (points.isEmpty()) {
        throw new IllegalArgumentException(name + " has no points");
      }
    }

    At last() {
      return points.get(points.size() - 1);
    }
  }

  /** An amount at a quantity, and its interval. */
  public record At(double quantity, double amount, double low, double high) {
    public At {
      if (!(low <= amount && amount <= high)
          || Double.isInfinite(high - low)
          || !Double.isFinite(quantity)) {
        throw new IllegalArgumentException(amount + " in " + low + ".." + high + " at " + quantity);
      }
    }

    public static At exactly(double quantity, double amount) {
      return new At(quantity, amount, amount, amount);
    }
  }

  /** A place on one's own line. */
  public record Crossing(double quantity, double amount, String words) {
    public Crossing {
      requireNonNull(words, "words is null");
      if (!Double.isFinite(quantity) || !Double.isFinite(amount)) {
        throw new IllegalArgumentException("a crossing at " + quantity + ", " + amount);
      }
    }
  }

  @Override
  public ChartTable table() {
    List<String> heads = new ArrayList<>(List.of(across));
    lines.forEach(line -> heads.add(line.name()));
    List<List<String>> rows = new ArrayList<>();
    for (At at : lines.get(0).points()) {
      List<String> row = new ArrayList<>(List.of(quantityWords.apply(at.quantity())));
      lines.forEach(line -> row.add(amount(line, at.quantity())));
      rows.add(row);
    }
    return new ChartTable(heads, rows);
  }

  private String amount(Line line, double quantity) {
    return line.points().stream()
        .filter(at -> at.quantity() == quantity)
        .findFirst()
        .map(
            at ->
                at.low() == at.high()
                    ? amountWords.apply(at.amount())
                    : amountWords.apply(at.amount())
                        + " ("
                        + amountWords.apply(at.low())
                        + " to "
                        + amountWords.apply(at.high())
                        + ")")
        .orElse("");
  }

  @Override
  public String svg(String id, int width) {
    boolean narrow = width < NARROW;
    double bottom = TOP + Math.max(PLOT, lines.size() * Drawing.LINE_HEIGHT);
    List<At> all = lines.stream().flatMap(line -> line.points().stream()).toList();
    List<Double> amounts =
        Stream.concat(
                all.stream().flatMap(at -> Stream.of(at.low(), at.high())),
                crossing == null ? Stream.of() : Stream.of(crossing.amount()))
            .toList();
    Axis vertical = Axis.holding(amounts, narrow ? 5 : 6);
    double left =
        Drawing.GAP
            + vertical.ticks().stream()
                .mapToDouble(tick -> TextWidth.of(amountWords.apply(tick)))
                .max()
                .orElse(0);
    Drawing.Span span = new Drawing.Span(left, width - names(narrow, width), width);
    List<Double> quantities =
        Stream.concat(
                all.stream().map(At::quantity),
                crossing == null ? Stream.of() : Stream.of(crossing.quantity()))
            .toList();
    Axis horizontal = Axis.readable(most -> Axis.holding(quantities, most), span, quantityWords);
    double key = narrow ? lines.size() * Drawing.LINE_HEIGHT : 0;
    Drawing drawing = new Drawing(id, width, bottom + 2.5 * Drawing.LINE_HEIGHT + key, this);
    Plot plot = new Plot(horizontal, vertical, span, bottom);
    drawing.text("unit", 0, Drawing.LINE_HEIGHT - 4, TextWidth.fitting(up(vertical), width));
    drawing.across(horizontal, span, TOP, bottom, quantityWords, across);
    for (double tick : vertical.ticks()) {
      double y = plot.y(tick);
      drawing.line("grid", span.left(), y, span.right(), y);
      drawing.textBefore("tick", span.left() - Drawing.GAP / 2, y + 4, amountWords.apply(tick));
    }
    for (int i = lines.size() - 1; i >= 0; i--) {
      draw(drawing, plot, i);
    }
    if (crossing != null) {
      cross(drawing, plot, crossing);
    }
    name(drawing, plot, narrow, bottom + 2.5 * Drawing.LINE_HEIGHT);
    return drawing.end();
  }

  private String up(Axis axis) {
    return axis.logarithmic() ? up + ", logarithmic" : up;
  }

  private double names(boolean narrow, int width) {
    double widest =
        narrow
            ? TextWidth.of("M")
            : lines.stream().mapToDouble(line -> TextWidth.of(line.name())).max().orElse(0);
    return Math.min(NAMES * width, widest) + 3 * Drawing.GAP;
  }

  /** Where amounts and quantities stand. */
  private record Plot(Axis horizontal, Axis vertical, Drawing.Span span, double bottom) {
    double x(double quantity) {
      return span.at(horizontal.at(quantity));
    }

    double y(double amount) {
      return bottom - (bottom - TOP) * vertical.at(amount);
    }
  }

  private void draw(Drawing drawing, Plot plot, int index) {
    Line line = lines.get(index);
    List<Drawing.Point> points = new ArrayList<>();
    List<Drawing.Point> band = new ArrayList<>();
    for (At at : line.points()) {
      points.add(new Drawing.Point(plot.x(at.quantity()), plot.y(at.amount())));
      band.add(new Drawing.Point(plot.x(at.quantity()), plot.y(at.high())));
    }
    for (int i = line.points().size() - 1; i >= 0; i--) {
      At at = line.points().get(i);
      band.add(new Drawing.Point(plot.x(at.quantity()), plot.y(at.low())));
    }
    if (line.points().stream().anyMatch(at -> at.low() < at.high())) {
      drawing.area("band line-" + index, band);
    }
    drawing.curve("line line-" + index, points);
  }

  private static void cross(Drawing drawing, Plot plot, Crossing crossing) {
    double x = plot.x(crossing.quantity());
    double y = plot.y(crossing.amount());
    drawing.line("now", x, TOP, x, plot.bottom());
    drawing.mark(Tone.OWN, x, y);
    String said = TextWidth.fitting(crossing.words(), plot.span().width());
    double wide = TextWidth.of(said);
    drawing.textAround("amount", plot.span().inside(x - wide / 2, wide) + wide / 2, TOP - 12, said);
  }

  /** At the lines' ends, moved apart where they would touch. */
  private void name(Drawing drawing, Plot plot, boolean narrow, double below) {
    List<Integer> order = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      order.add(i);
    }
    order.sort(Comparator.comparingDouble(i -> plot.y(lines.get(i).last().amount())));
    List<Double> wanted = order.stream().map(i -> plot.y(lines.get(i).last().amount())).toList();
    List<Double> places = Spread.of(wanted, Drawing.LINE_HEIGHT, TOP + 4, plot.bottom() - 4);
    double x = plot.span().right() + 2 * Drawing.GAP;
    for (int k = 0; k < order.size(); k++) {
      int i = order.get(k);
      double end = plot.x(lines.get(i).last().quantity());
      drawing.line("lead line-" + i, end, wanted.get(k), x - 2, places.get(k));
      String letter = String.valueOf((char) ('A' + i));
      String said = narrow ? letter : lines.get(i).name();
      drawing.text(
          i == 0 ? "name own" : "name",
          x,
          places.get(k) + 4,
          TextWidth.fitting(said, plot.span().width() - x));
      if (narrow) {
        drawing.text(
            i == 0 ? "name own" : "name",
            0,
            below + (i + 0.75) * Drawing.LINE_HEIGHT,
            TextWidth.fitting(letter + "  " + lines.get(i).name(), plot.span().width()));
      }
    }
  }
}
