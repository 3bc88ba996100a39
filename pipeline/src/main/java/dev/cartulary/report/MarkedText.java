package dev.cartulary.report;

import static dev.cartulary.page.HtmlPage.escaped;

import dev.cartulary.document.CharSpan;
import dev.cartulary.document.ExtractedText;
import dev.cartulary.document.Page;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * A text by its pages, with places marked in it. Places may overlap and reach over pages; each
 * piece of text says which places it is part of and leads to where they are spoken of.
 */
final class MarkedText {
  private final ExtractedText text;
  private final List<Place> places;
  private final Set<Place> anchored = new HashSet<>();
  private final StringBuilder html = new StringBuilder();

  /**
   * A place.
   *
   * @param id of its beginning in the page
   * @param target id of the element that speaks of it
   * @param field position of the field; -1 for a sentence of the summary
   * @param style class of the pieces
   * @param name of what stands here
   */
  record Place(CharSpan span, String id, String target, int field, String style, String name) {}

  private MarkedText(ExtractedText text, List<Place> places) {
    this.text = text;
    this.places =
        places.stream()
            .filter(place -> !place.span().isEmpty() && place.span().end() <= text.text().length())
            .sorted(Comparator.comparingInt(place -> place.span().start()))
            .toList();
    html.ensureCapacity(text.text().length() + text.text().length() / 8);
  }

  /** Markup of all pages. */
  static String html(ExtractedText text, List<Place> places) {
    MarkedText marked = new MarkedText(text, places);
    text.pages().forEach(marked::page);
    return marked.html.toString();
  }

  private void page(Page page) {
    html.append("<section class=\"page\" id=\"p")
        .append(page.number())
        .append("\" aria-label=\"Page ")
        .append(page.number())
        .append("\">\n<h3>Page ")
        .append(page.number());
    if (page.ocr()) {
      html.append(" <span class=\"soft\">read from a picture");
      if (page.confidence() != null) {
        html.append(String.format(Locale.ROOT, ", confidence %.2f", page.confidence()));
      }
      html.append("</span>");
    }
    html.append("</h3>\n");
    if (page.span().isEmpty()) {
      html.append("<p class=\"soft\">No text on this page.</p>\n");
    } else {
      // From where on whoever selects words counts.
      html.append("<div class=\"lines\" data-start=\"").append(page.span().start());
      html.append("\">");
      pieces(page.span());
      html.append("</div>\n");
    }
    html.append("</section>\n");
  }

  private void pieces(CharSpan page) {
    List<Place> here = new ArrayList<>();
    TreeSet<Integer> cuts = new TreeSet<>(List.of(page.start(), page.end()));
    for (Place place : places) {
      if (place.span().start() >= page.end()) {
        break;
      }
      if (place.span().overlaps(page)) {
        here.add(place);
        cuts.add(Math.max(page.start(), place.span().start()));
        cuts.add(Math.min(page.end(), place.span().end()));
      }
    }
    int from = cuts.pollFirst();
    for (int to : cuts) {
      CharSpan piece = new CharSpan(from, to);
      piece(piece, here.stream().filter(place -> place.span().overlaps(piece)).toList());
      from = to;
    }
  }

  private void piece(CharSpan piece, List<Place> of) {
    String words = escaped(piece.of(text.text()));
    if (of.isEmpty()) {
      html.append(words);
      return;
    }
    boolean first = false;
    for (Place place : of) {
      if (anchored.add(place)) {
        html.append("<span class=\"at\" id=\"").append(place.id()).append("\"></span>");
        first = true;
      }
    }
    // A field before a sentence of the summary, for it is the narrower one.
    Place leading = of.stream().max(Comparator.comparingInt(Place::field)).orElseThrow();
    html.append("<a class=\"evidence ")
        .append(leading.style())
        .append("\" href=\"#")
        .append(leading.target())
        .append("\" data-of=\"")
        .append(of.stream().map(Place::target).distinct().collect(Collectors.joining(" ")))
        .append("\" title=\"")
        .append(escaped(of.stream().map(Place::name).distinct().collect(Collectors.joining(", "))))
        // The rest of a place is no further stop for who goes by keyboard.
        .append(first ? "\">" : "\" tabindex=\"-1\">")
        .append(words)
        .append("</a>");
  }
}
