package dev.cartulary.report;

import static dev.cartulary.page.HtmlPage.escaped;

import java.util.List;

/** The body of a page in the making: all text is escaped on its way in. Mutable. */
final class Markup {
  private final StringBuilder html = new StringBuilder();

  Markup heading(String words) {
    html.append("<h2>").append(escaped(words)).append("</h2>\n");
    return this;
  }

  Markup title(String words) {
    html.append("<h1>").append(escaped(words)).append("</h1>\n");
    return this;
  }

  Markup paragraph(String style, String words) {
    html.append("<p class=\"").append(style).append("\">").append(escaped(words)).append("</p>\n");
    return this;
  }

  Markup list(List<String> items) {
    html.append("<ul>\n");
    items.forEach(item -> html.append("<li>").append(escaped(item)).append("</li>\n"));
    html.append("</ul>\n");
    return this;
  }

  /** Markup that is escaped already. */
  Markup raw(String markup) {
    html.append(markup);
    return this;
  }

  /**
   * A table; the first cell of each row names it.
   *
   * @param rows each as wide as {@code heads}
   */
  Markup table(String caption, List<String> heads, List<List<String>> rows) {
    // Not a caption element, which is as wide as its table: it would scroll out of sight.
    paragraph("soft", caption);
    html.append("<div class=\"wide\" tabindex=\"0\" role=\"region\" aria-label=\"")
        .append(escaped(caption))
        .append("\"><table aria-label=\"")
        .append(escaped(caption))
        .append("\">\n<thead><tr>");
    heads.forEach(head -> html.append("<th scope=\"col\">").append(escaped(head)).append("</th>"));
    html.append("</tr></thead>\n<tbody>\n");
    for (List<String> row : rows) {
      html.append("<tr><th scope=\"row\">").append(escaped(row.get(0))).append("</th>");
      row.stream().skip(1).forEach(cell -> html.append("<td>").append(cell(cell)).append("</td>"));
      html.append("</tr>\n");
    }
    html.append("</tbody></table></div>\n");
    return this;
  }

  /**
   * An address that a browser may follow when its reader wants to; nothing follows it by itself.
   */
  private static String cell(String text) {
    return text.matches("https://[^\\s\"'<>]+")
        ? "<a rel=\"noreferrer\" href=\"" + escaped(text) + "\">" + escaped(text) + "</a>"
        : escaped(text);
  }

  @Override
  public String toString() {
    return html.toString();
  }
}
