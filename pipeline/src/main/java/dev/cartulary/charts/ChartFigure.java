package dev.cartulary.charts;

import static dev.cartulary.page.HtmlPage.escaped;

import dev.cartulary.page.HtmlPage;

/**
 * A chart in a page: drawn twice, for wide and for narrow screens, of which the style shows one,
 * and as a table that opens below it.
 */
public final class ChartFigure {
  private static final int WIDE = 720;

  private ChartFigure() {}

  /** The style that a page with charts needs. */
  public static String style() {
    return HtmlPage.style(ChartFigure.class, "charts.css");
  }

  /**
   * The figure as markup.
   *
   * @param id no other figure of the page has it
   */
  public static String html(Chart chart, String id) {
    return "<figure class=\"chart\">\n<figcaption>"
        + escaped(chart.title())
        + "</figcaption>\n<div class=\"on-wide\">"
        + chart.svg(id + "-wide", WIDE)
        + "</div>\n<div class=\"on-narrow\">"
        + chart.svg(id + "-narrow", Drawing.NARROWEST)
        + "</div>\n<details><summary>The same in figures</summary>\n<div class=\"wide\" tabindex=\"0\" role=\"region\""
        + " aria-label=\""
        + escaped(chart.title())
        + "\">"
        + chart.table().html()
        + "</div></details>\n</figure>\n";
  }
}
