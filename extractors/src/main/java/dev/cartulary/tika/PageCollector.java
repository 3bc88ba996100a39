package dev.cartulary.tika;

import dev.cartulary.text.RawPage;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.xml.sax.Attributes;
import org.xml.sax.helpers.DefaultHandler;

/**
 * Turns a parser's XHTML events into a page of plain text: paragraphs apart by an empty line, other
 * blocks by a line end, table rows as in {@link TableText}.
 */
final class PageCollector extends DefaultHandler {
  private static final Set<String> PARAGRAPHS =
      Set.of(
          "p", "h1", "h2", "h3", "h4", "h5", "h6", "table", "ul", "ol", "dl", "blockquote", "pre");
  private static final Set<String> LINES =
      Set.of("div", "li", "dt", "dd", "tr", "section", "article", "header", "footer", "address");
  private static final Set<String> SILENT = Set.of("script", "style", "title", "head");

  private final Budget budget;
  private final boolean softLineEnds;
  private final StringBuilder page = new StringBuilder();
  private final Deque<TableText> tables = new ArrayDeque<>();
  private int silent;
  private int verbatim;

  /**
   * A collector without text.
   *
   * @param softLineEnds whether a line end in running text is only a blank, as in HTML
   */
  PageCollector(Budget budget, boolean softLineEnds) throws Refusal {
    this.budget = budget;
    this.softLineEnds = softLineEnds;
    budget.takePages(1);
  }

  List<RawPage> pages() {
    return List.of(new RawPage(page.toString(), false));
  }

  /** Adds a block of text that stands by itself. */
  void block(String text) throws Refusal {
    out().paragraph();
    append(text, false);
    out().paragraph();
  }

  @Override
  public void startElement(String uri, String localName, String qName, Attributes attributes)
      throws Refusal {
    String name = name(localName, qName);
    if (SILENT.contains(name)) {
      silent++;
    }
    if (name.equals("pre")) {
      verbatim++;
    }
    separate(name);
    switch (name) {
      case "table" -> tables.push(new TableText());
      case "tr" -> ifTable(TableText::startRow);
      case "td", "th" -> ifTable(TableText::startCell);
      case "br" -> out().line();
      case "li" -> append("- ", false);
      default -> {}
    }
  }

  @Override
  public void endElement(String uri, String localName, String qName) throws Refusal {
    String name = name(localName, qName);
    if (SILENT.contains(name)) {
      silent--;
    }
    if (name.equals("pre")) {
      verbatim--;
    }
    switch (name) {
      case "tr" -> ifTable(TableText::endRow);
      case "table" -> {
        if (!tables.isEmpty()) {
          String rows = tables.pop().text();
          out().paragraph();
          out().add(rows);
        }
      }
      default -> {}
    }
    separate(name);
  }

  @Override
  public void characters(char[] chars, int start, int length) throws Refusal {
    append(new String(chars, start, length), softLineEnds && verbatim == 0);
  }

  @Override
  public void ignorableWhitespace(char[] chars, int start, int length) throws Refusal {
    String blanks = new String(chars, start, length);
    if (silent == 0) {
      if (blanks.indexOf('\n') >= 0) {
        out().line();
      } else {
        append(" ", false);
      }
    }
  }

  private void append(String text, boolean soft) throws Refusal {
    if (silent == 0) {
      budget.takeCharacters(text.length());
      out().add(soft ? text.replace('\n', ' ').replace('\r', ' ') : text);
    }
  }

  private interface TableStep {
    void apply(TableText table);
  }

  private void ifTable(TableStep step) {
    if (!tables.isEmpty()) {
      step.apply(tables.peek());
    }
  }

  private void separate(String name) throws Refusal {
    if (silent > 0) {
      return;
    }
    if (PARAGRAPHS.contains(name)) {
      out().paragraph();
    } else if (LINES.contains(name)) {
      out().line();
    }
  }

  private Flow out() throws Refusal {
    if (!tables.isEmpty() && tables.peek().inCell()) {
      return new Flow(tables.peek().cell());
    }
    return new Flow(page);
  }

  /** Text that grows at its end; breaks are never doubled. */
  private record Flow(StringBuilder text) {
    void add(String more) {
      text.append(more);
    }

    void line() {
      breakTo(1);
    }

    void paragraph() {
      breakTo(2);
    }

    private void breakTo(int lineEnds) {
      int there = 0;
      int i = text.length();
      while (i > 0 && Character.isWhitespace(text.charAt(i - 1))) {
        i--;
        there += text.charAt(i) == '\n' ? 1 : 0;
      }
      if (i > 0) {
        text.append("\n".repeat(Math.max(0, lineEnds - there)));
      }
    }
  }

  private static String name(String localName, String qName) {
    return (localName.isEmpty() ? qName : localName).toLowerCase(Locale.ROOT);
  }
}
