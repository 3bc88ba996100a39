package dev.cartulary.charts;

import static dev.cartulary.page.HtmlPage.escaped;

import java.util.List;
import java.util.Locale;
import java.util.function.DoubleFunction;

/** SVG in the making, in CSS pixels; its style is {@code charts.css}. Mutable. */
final class Drawing {
  /** Fits on a telephone. */
  static final int NARROWEST = 320;

  static final double FONT = 12;

  /** Between two labels. */
  static final double GAP = 6;

  static final double LINE_HEIGHT = 16;

  private final StringBuilder svg = new StringBuilder();
  private final String id;

  /** An empty drawing. */
  Drawing(String id, double width, double height, Chart chart) {
    this.id = id;
    add("<svg id=\"%s\" viewBox=\"0 0 %s %s\" role=\"img\"", id, number(width), number(height));
    add(" style=\"max-width:%spx\"", number(width));
    add(
        " aria-labelledby=\"%1$s-title %1$s-desc\">\n<title id=\"%1$s-title\">%2$s</title>\n",
        id, escaped(chart.title()));
    add("<desc id=\"%s-desc\">%s</desc>\n", id, escaped(chart.description()));
    add(
        "<defs><pattern id=\"%s-hatch\" width=\"5\" height=\"5\" patternUnits=\"userSpaceOnUse\"",
        id);
    add(" patternTransform=\"rotate(45)\"><rect class=\"hatch-ground\" width=\"5\" height=\"5\"/>");
    add("<path class=\"hatch\" d=\"M1 0V5\"/></pattern></defs>\n");
  }

  /** From one horizontal place to another, inside of a drawing. */
  record Span(double left, double right, double width) {
    /** The place of a share of the way. */
    double at(double share) {
      return left + (right - left) * share;
    }

    /** Where something {@code wide} that would begin at {@code start} begins, to stay inside. */
    double inside(double start, double wide) {
      return Math.max(0, Math.min(width - wide, start));
    }
  }

  void line(String style, double x1, double y1, double x2, double y2) {
    add(
        "<path class=\"%s\" d=\"M%s %sL%s %s\"/>\n",
        style, number(x1), number(y1), number(x2), number(y2));
  }

  /** A rectangle; {@code hatched} ones are told from others without colours. */
  void bar(String style, boolean hatched, double x1, double x2, double top, double height) {
    add("<rect class=\"%s\"", style);
    add(hatched ? " fill=\"url(#%s-hatch)\"" : "", id);
    add(
        " x=\"%s\" y=\"%s\" width=\"%s\" height=\"%s\"/>\n",
        number(Math.min(x1, x2)), number(top), number(Math.abs(x2 - x1)), number(height));
  }

  /** A whisker with caps at its ends. */
  void whisker(double low, double high, double y) {
    add(
        "<path class=\"whisker\" d=\"M%1$s %3$sH%2$sM%1$s %4$sv6M%2$s %4$sv6\"/>\n",
        number(low), number(high), number(y), number(y - 3));
  }

  void mark(Tone tone, double x, double y) {
    add(
        "<path class=\"mark %s\" d=\"M%s %s%s\"/>\n",
        tone.style(), number(x), number(y), tone.shape());
  }

  /** A line through points. */
  void curve(String style, List<Point> points) {
    add("<path class=\"%s\" d=\"%s\"/>\n", style, path(points));
  }

  /** A filled shape. */
  void area(String style, List<Point> points) {
    add("<path class=\"%s\" d=\"%sZ\"/>\n", style, path(points));
  }

  /** A place in a drawing. */
  record Point(double x, double y) {}

  private static String path(List<Point> points) {
    StringBuilder path = new StringBuilder();
    for (Point point : points) {
      path.append(path.length() == 0 ? 'M' : 'L')
          .append(number(point.x()))
          .append(' ')
          .append(number(point.y()));
    }
    return path.toString();
  }

  /** Text that begins at {@code x}. */
  void text(String style, double x, double baseline, String words) {
    text(style, "start", x, baseline, words);
  }

  /** Text that ends at {@code x}. */
  void textBefore(String style, double x, double baseline, String words) {
    text(style, "end", x, baseline, words);
  }

  /** Text whose middle is {@code x}. */
  void textAround(String style, double x, double baseline, String words) {
    text(style, "middle", x, baseline, words);
  }

  private void text(String style, String anchor, double x, double baseline, String words) {
    if (!words.isEmpty()) {
      add(
          "<text class=\"%s\" text-anchor=\"%s\" x=\"%s\" y=\"%s\">%s</text>\n",
          style, anchor, number(x), number(baseline), escaped(words));
    }
  }

  /** Ticks with their labels below {@code bottom}, lines up to {@code top}, and what they count. */
  void across(
      Axis axis, Span span, double top, double bottom, DoubleFunction<String> words, String unit) {
    for (double tick : axis.ticks()) {
      double x = span.at(axis.at(tick));
      line("grid", x, top, x, bottom);
    }
    line("axis", span.left(), bottom, span.right(), bottom);
    for (Axis.Label label : axis.labels(span, words)) {
      textAround("tick", label.middle(), bottom + LINE_HEIGHT + 2, label.words());
    }
    String said = axis.logarithmic() ? unit + ", logarithmic" : unit;
    text("unit", 0, bottom + 2 * LINE_HEIGHT + 2, TextWidth.fitting(said, span.width()));
  }

  String end() {
    return svg.append("</svg>\n").toString();
  }

  private void add(String format, Object... parts) {
    svg.append(String.format(Locale.ROOT, format, parts));
  }

  private static String number(double value) {
    String digits = String.format(Locale.ROOT, "%.1f", value);
    return digits.endsWith(".0") ? digits.substring(0, digits.length() - 2) : digits;
  }
}
