package dev.cartulary.report;

import static dev.cartulary.page.HtmlPage.escaped;

import dev.cartulary.document.Box;
import dev.cartulary.document.ExtractedText;
import dev.cartulary.document.PageLayout;
import dev.cartulary.field.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Pages as they look, with boxes around the places of values. Boxes lie in a drawing over the
 * picture that is as large as the page in tenths of a point, so they fit at any size.
 */
final class PictureSection {
  private static final double TENTHS_A_PIXEL = 7.5;

  private final DocumentView view;
  private final SortedMap<Integer, PageLayout> pages = new TreeMap<>();
  private final StringBuilder html = new StringBuilder();

  PictureSection(DocumentView view) {
    this.view = view;
    ExtractedText text = view.text();
    for (int page : view.sights().addresses().keySet()) {
      if (text != null && page <= text.layouts().size()) {
        PageLayout layout = text.layouts().get(page - 1);
        if (layout.width() > 0 && layout.height() > 0) {
          pages.put(page, layout);
        }
      }
    }
  }

  /** Whether a page's picture is shown. */
  boolean shows(int page) {
    return pages.containsKey(page);
  }

  boolean isEmpty() {
    return pages.isEmpty();
  }

  /** The anchor of a page's picture. */
  static String id(int page) {
    return "q" + page;
  }

  /** The markup; a sentence where pictures are missing, and nothing where none is wanted. */
  String html() {
    if (!pages.isEmpty()) {
      html.append(
          "<section class=\"pictures\" id=\"pictures\" tabindex=\"0\" aria-label=\"Pictures of pages\">\n<h2>Pages</h2>\n");
      pages.forEach(this::page);
      html.append("</section>\n");
    }
    if (!view.sights().cause().isEmpty() && view.text() != null) {
      html.append("<p class=\"soft unseen\">Pages are not shown as pictures: ")
          .append(escaped(view.sights().cause()))
          .append(".</p>\n");
    }
    return html.toString();
  }

  private void page(int number, PageLayout layout) {
    Map<Integer, List<Box>> boxes = boxes(number);
    String named =
        boxes.keySet().stream()
            .map(position -> DocumentPage.label(field(position).name()))
            .distinct()
            .collect(Collectors.joining(", "));
    html.append("<figure id=\"").append(id(number));
    html.append("\"><figcaption>Page ").append(number);
    html.append("</figcaption>\n<div class=\"paper\"><img loading=\"lazy\" src=\"");
    html.append(escaped(String.valueOf(view.sights().addresses().get(number))));
    html.append("\" width=\"").append(Math.round(layout.width() / TENTHS_A_PIXEL));
    html.append("\" height=\"").append(Math.round(layout.height() / TENTHS_A_PIXEL));
    html.append("\" alt=\"Picture of page ").append(number);
    html.append(named.isEmpty() ? "" : ", boxes around " + escaped(named));
    html.append("\">\n<svg viewBox=\"0 0 ").append(layout.width()).append(' ');
    // What it says is said by the picture's text, and its links by those in the text.
    html.append(layout.height()).append("\" aria-hidden=\"true\">");
    boxes.forEach(this::boxes);
    html.append("</svg></div></figure>\n");
  }

  /** The boxes of a page by the positions of their fields. */
  private Map<Integer, List<Box>> boxes(int page) {
    Map<Integer, List<Box>> boxes = new TreeMap<>();
    for (int i = 0; i < view.document().fields().size(); i++) {
      for (Box box : field(i).boxes()) {
        if (box.page() == page) {
          boxes.computeIfAbsent(i, position -> new ArrayList<>()).add(box);
        }
      }
    }
    return boxes;
  }

  private Field field(int position) {
    return view.document().fields().get(position);
  }

  private void boxes(int position, List<Box> boxes) {
    Field field = field(position);
    html.append("<a class=\"box ").append(DocumentPage.style(field.status()));
    html.append("\" href=\"#f-").append(position).append("\" data-of=\"f-").append(position);
    html.append("\" tabindex=\"-1\"><title>").append(escaped(DocumentPage.label(field.name())));
    html.append("</title>");
    for (Box box : boxes) {
      html.append("<rect x=\"").append(box.x()).append("\" y=\"").append(box.y());
      html.append("\" width=\"").append(box.width());
      html.append("\" height=\"").append(box.height()).append("\"/>");
    }
    html.append("</a>");
  }
}
