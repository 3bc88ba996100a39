package dev.cartulary.charts;

import static dev.cartulary.page.HtmlPage.escaped;

import java.util.List;

/** A table with a head; the first cell of each row names it. */
public record ChartTable(List<String> heads, List<List<String>> rows) {
  public ChartTable {
    heads = List.copyOf(heads);
    rows = rows.stream().map(List::copyOf).toList();
    for (List<String> row : rows) {
      if (row.size() != heads.size()) {
        throw new IllegalArgumentException(
            "a row of " + row.size() + " cells under " + heads.size() + " heads");
      }
    }
  }

  /** The table as markup. */
  public String html() {
    StringBuilder html = new StringBuilder("<table>\n<thead><tr>");
    heads.forEach(head -> html.append("<th scope=\"col\">").append(escaped(head)).append("</th>"));
    html.append("</tr></thead>\n<tbody>\n");
    for (List<String> row : rows) {
      html.append("<tr><th scope=\"row\">").append(escaped(row.get(0))).append("</th>");
      row.stream()
          .skip(1)
          .forEach(cell -> html.append("<td>").append(escaped(cell)).append("</td>"));
      html.append("</tr>\n");
    }
    return html.append("</tbody></table>\n").toString();
  }
}
