package dev.cartulary.charts;

/** What can be drawn at any width and said as a table. */
public interface Chart {
  String title();

  /** What the chart shows, in a sentence for those who do not see it. */
  String description();

  /** The figures of the drawing. */
  ChartTable table();

  /**
   * The drawing.
   *
   * @param id no other drawing of the page has it
   * @param width in CSS pixels, at least {@value Drawing#NARROWEST}
   */
  String svg(String id, int width);
}
