package dev.cartulary.evaluation;

import dev.cartulary.page.HtmlPage;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Curves and diagrams as SVG inside of a page, which gives them their colours. */
final class Charts {
  private static final int SIDE = 150;
  private static final int LEFT = 26;
  private static final int BOTTOM = 22;
  private static final int TOP = 6;
  private static final int RIGHT = 8;

  private final StringBuilder svg = new StringBuilder();

  private Charts(String title) {
    int width = LEFT + SIDE + RIGHT;
    int height = TOP + SIDE + BOTTOM;
    svg.append("<svg viewBox=\"0 0 ").append(width).append(' ').append(height);
    svg.append("\" role=\"img\" aria-label=\"").append(HtmlPage.escaped(title));
    svg.append("\">\n");
    add("<path class=\"axis\" d=\"M%.1f %.1fV%.1fH%.1f\"/>", x(0), y(1), y(0), x(1));
    for (double tick : new double[] {0, 0.5, 1}) {
      add(
          "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"middle\">%.1f</text>",
          x(tick), y(0) + 11, tick);
      add(
          "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"end\">%.1f</text>",
          x(0) - 4, y(tick) + 3, tick);
    }
  }

  /**
   * Precision over recall.
   *
   * @param rules the point that rules reach; null where they say nothing
   */
  static String curve(String title, PrecisionRecall curve, PrecisionRecall.@Nullable Point rules) {
    Charts chart = new Charts(title);
    StringBuilder path = new StringBuilder();
    for (PrecisionRecall.Point point : curve.points()) {
      path.append(path.length() == 0 ? 'M' : 'L')
          .append(number(x(point.recall())))
          .append(' ')
          .append(number(y(point.precision())));
      chart.add(
          "<circle class=\"dot\" cx=\"%.1f\" cy=\"%.1f\" r=\"2.5\"/>",
          x(point.recall()), y(point.precision()));
    }
    if (path.length() > 0) {
      chart.svg.append("<path class=\"curve\" d=\"").append(path).append("\"/>\n");
    }
    if (rules != null) {
      double cx = x(rules.recall());
      double cy = y(rules.precision());
      chart.add("<path class=\"cross\" d=\"M%.1f %.1fl8 8m0 -8l-8 8\"/>", cx - 4, cy - 4);
    }
    return chart.svg.append("</svg>").toString();
  }

  /** What came true over what was said, with bars for how many decisions each point stands for. */
  static String reliability(String title, Reliability reliability) {
    Charts chart = new Charts(title);
    chart.add("<path class=\"ideal\" d=\"M%.1f %.1fL%.1f %.1f\"/>", x(0), y(0), x(1), y(1));
    int most = reliability.bins().stream().mapToInt(Reliability.Bin::count).max().orElse(1);
    StringBuilder path = new StringBuilder();
    for (Reliability.Bin bin : reliability.bins()) {
      double height = 0.3 * bin.count() / most;
      chart.add(
          "<rect class=\"bar\" x=\"%.1f\" y=\"%.1f\" width=\"8\" height=\"%.1f\"/>",
          x(bin.probability()) - 4, y(height), y(0) - y(height));
      chart.svg.append(
          String.format(
              Locale.ROOT,
              "<circle class=\"dot\" cx=\"%.1f\" cy=\"%.1f\" r=\"3\"><title>%d decisions: said %.2f,"
                  + " right %.2f</title></circle>\n",
              x(bin.probability()),
              y(bin.right()),
              bin.count(),
              bin.probability(),
              bin.right()));
      path.append(path.length() == 0 ? 'M' : 'L')
          .append(number(x(bin.probability())))
          .append(' ')
          .append(number(y(bin.right())));
    }
    if (path.length() > 0) {
      chart.svg.append("<path class=\"curve\" d=\"").append(path).append("\"/>\n");
    }
    return chart.svg.append("</svg>").toString();
  }

  private void add(String format, Object... numbers) {
    svg.append(String.format(Locale.ROOT, format, numbers)).append('\n');
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.1f", value);
  }

  private static double x(double value) {
    return LEFT + SIDE * value;
  }

  private static double y(double value) {
    return TOP + SIDE * (1 - value);
  }
}
