package dev.cartulary.desk;

import static dev.cartulary.page.HtmlPage.escaped;

import dev.cartulary.desk.Sessions.Session;
import dev.cartulary.document.CharSpan;
import dev.cartulary.document.ExtractedText;
import dev.cartulary.document.Page;
import dev.cartulary.field.Field;
import dev.cartulary.field.FieldDefinition;
import dev.cartulary.field.FieldStatus;
import dev.cartulary.review.Decision;
import dev.cartulary.review.ReviewCase;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;

/** The page of a document: what can be decided about its fields, beside its text. */
final class DocumentDesk {
  private static final int CONTEXT = 60;

  private final Queue queue;
  private final Queue.Entry entry;
  private final ReviewCase document;
  private final Session session;
  private final DocumentNotice notice;
  private final List<Row> rows;
  private final StringBuilder html = new StringBuilder();

  DocumentDesk(
      Queue queue, Queue.Entry entry, ReviewCase document, Session session, DocumentNotice notice) {
    this.queue = queue;
    this.entry = entry;
    this.document = document;
    this.session = session;
    this.notice = notice;
    this.rows = queue.rows(document);
  }

  String html() {
    html.append("<main class=\"beside\">\n<div class=\"findings\">\n<h1><bdi>")
        .append(escaped(entry.path()))
        .append("</bdi></h1>\n");
    notice();
    boolean first = true;
    for (int i = 0; i < rows.size(); i++) {
      boolean open = rows.get(i).isOpen(queue.threshold());
      row(rows.get(i), i, open, open && first);
      first &= !open;
    }
    queue.type().fields().stream()
        .filter(FieldDefinition::many)
        .filter(field -> rows.stream().anyMatch(row -> row.subject().field().equals(field.name())))
        .forEach(this::adding);
    queue
        .next(entry.number())
        .ifPresent(
            next ->
                html.append("<p><a id=\"next\" class=\"button\" href=\"/document?n=")
                    .append(next.number())
                    .append("#current\">Next document</a> <kbd>n</kbd></p>\n"));
    help();
    html.append("</div>\n");
    text();
    html.append("</main>\n");
    return Shell.html(entry.path(), queue, session, html.toString());
  }

  private void notice() {
    if (notice.words().isEmpty()) {
      return;
    }
    html.append("<div class=\"notice\" role=\"alert\"><p>")
        .append(escaped(notice.words()))
        .append("</p>\n");
    String all = document.text().text();
    for (CharSpan place : notice.places()) {
      form(notice.field(), notice.place(), version());
      html.append(Shell.hidden("start", String.valueOf(place.start())))
          .append(Shell.hidden("end", String.valueOf(place.end())))
          .append(Shell.hidden("words", place.of(all)))
          .append("<button name=\"act\" value=\"")
          .append(escaped(notice.act()))
          .append("\">page ")
          .append(document.text().pageAt(place.start()))
          .append(": …")
          .append(escaped(all.substring(Math.max(0, place.start() - CONTEXT), place.start())))
          .append("<b>")
          .append(escaped(place.of(all)))
          .append("</b>")
          .append(
              escaped(all.substring(place.end(), Math.min(all.length(), place.end() + CONTEXT))))
          .append("…</button></form>\n");
    }
    html.append("</div>\n");
  }

  private int version() {
    return rows.stream()
        .filter(
            row ->
                row.subject().field().equals(notice.field())
                    && row.subject().place().equals(notice.place()))
        .mapToInt(Row::version)
        .findFirst()
        .orElse(0);
  }

  /** Opens a form about a subject as it is seen now. */
  private void form(String field, String place, int version) {
    html.append("<form method=\"post\" action=\"/decide\" autocomplete=\"off\">")
        .append(Shell.key(session))
        .append(Shell.hidden("n", String.valueOf(entry.number())))
        .append(Shell.hidden("field", field))
        .append(Shell.hidden("place", place))
        .append(Shell.hidden("version", String.valueOf(version)));
  }

  private void row(Row row, int index, boolean open, boolean current) {
    Field now = row.now();
    html.append("<section class=\"field ")
        .append(style(now.status()))
        .append(open ? " open" : "")
        .append("\" tabindex=\"-1\" data-row=\"")
        .append(index)
        .append(current ? "\" id=\"current\">\n<h2>" : "\">\n<h2>")
        .append(escaped(row.subject().field().replace('_', ' ')))
        .append("</h2>\n<p class=\"value\">");
    if (now.status() == FieldStatus.ABSENT) {
      html.append("<span class=\"soft\">none</span>");
    } else {
      CharSpan span = now.span();
      html.append(span == null ? "<span>" : "<a href=\"#e-" + index + "\">")
          .append(escaped(now.value()))
          .append(span == null ? "</span>" : "</a>");
      if (!now.normalized().canonical().equals(now.value())) {
        html.append(" <span class=\"canonical\">")
            .append(escaped(now.normalized().canonical()))
            .append("</span>");
      }
    }
    html.append("</p>\n<p class=\"soft\">").append(words(row, now)).append("</p>\n");
    form(row.subject().field(), row.subject().place(), row.version());
    html.append(Shell.hidden("start", "")).append(Shell.hidden("end", ""));
    // First, because it is what a browser presses when Enter is hit among the words.
    html.append("<label>words of the text <input name=\"words\" maxlength=\"")
        .append(Selection.LONGEST)
        .append("\"></label>");
    button("correct", "c", "Correct");
    if (row.isAcceptable()) {
      button("accept", "a", now.status() == FieldStatus.ABSENT ? "There is none" : "Accept");
    }
    if (now.status() != FieldStatus.ABSENT) {
      button("absent", "x", "Absent");
    }
    if (row.isDecided()) {
      button("undo", "u", "Take back");
    }
    html.append("</form></section>\n");
  }

  private String words(Row row, Field now) {
    String page = now.page() == 0 ? "" : "page " + now.page() + ", ";
    Decision decision = row.decision();
    return decision != null && row.isDecided()
        ? page + decision.verdict().words() + " by " + escaped(decision.reviewer())
        : page
            + String.format(Locale.ROOT, "probability %.2f, ", now.probability())
            + style(now.status()).replace('-', ' ');
  }

  private void adding(FieldDefinition field) {
    html.append("<section class=\"field add\" tabindex=\"-1\" data-row=\"add\"><h2>another of ")
        .append(escaped(field.name().replace('_', ' ')))
        .append("</h2>\n");
    form(field.name(), "", 0);
    html.append(Shell.hidden("start", ""))
        .append(Shell.hidden("end", ""))
        .append("<label>words of the text <input name=\"words\" maxlength=\"")
        .append(Selection.LONGEST)
        .append("\"></label>");
    button("add", "c", "Add");
    html.append("</form></section>\n");
  }

  private void button(String act, String key, String words) {
    html.append("<button name=\"act\" value=\"")
        .append(act)
        .append("\" data-press=\"")
        .append(key)
        .append("\">")
        .append(words)
        .append(" <kbd>")
        .append(key)
        .append("</kbd></button>");
  }

  private void help() {
    html.append(
        "<details id=\"help\"><summary>Keys <kbd>?</kbd></summary><dl>"
            + "<dt><kbd>j</kbd> <kbd>k</kbd></dt><dd>next and previous field</dd>"
            + "<dt><kbd>a</kbd></dt><dd>accept what the model found</dd>"
            + "<dt><kbd>c</kbd></dt><dd>correct by the words that are selected in the text; without a selection, type the words</dd>"
            + "<dt><kbd>x</kbd></dt><dd>mark absent</dd><dt><kbd>u</kbd></dt><dd>take back</dd>"
            + "<dt><kbd>n</kbd></dt><dd>next document</dd><dt><kbd>q</kbd></dt><dd>all documents</dd>"
            + "<dt><kbd>Esc</kbd></dt><dd>leave an input</dd></dl></details>\n");
  }

  private void text() {
    ExtractedText text = document.text();
    html.append(
        "<section class=\"text\" id=\"text\" tabindex=\"0\" aria-label=\"Text of the document\">\n");
    for (Page page : text.pages()) {
      html.append("<section class=\"page\" aria-label=\"Page ")
          .append(page.number())
          .append("\"><h3>Page ")
          .append(page.number())
          .append("</h3><div class=\"lines\" data-start=\"")
          .append(page.span().start())
          .append("\">");
      pieces(page.span());
      html.append("</div></section>\n");
    }
    html.append("</section>\n");
  }

  /** The text of a page, with the places of values marked; marks do not overlap. */
  private void pieces(CharSpan page) {
    String all = document.text().text();
    TreeSet<Integer> cuts = new TreeSet<>(List.of(page.start(), page.end()));
    for (Row row : rows) {
      CharSpan span = row.now().span();
      if (span != null && span.overlaps(page)) {
        cuts.add(Math.max(page.start(), span.start()));
        cuts.add(Math.min(page.end(), span.end()));
      }
    }
    int from = page.start();
    for (int to : cuts.tailSet(page.start(), false)) {
      piece(new CharSpan(from, to), all);
      from = to;
    }
  }

  private void piece(CharSpan piece, String all) {
    int of = -1;
    for (int i = rows.size() - 1; i >= 0; i--) {
      CharSpan span = rows.get(i).now().span();
      if (span != null && span.overlaps(piece)) {
        of = i;
      }
    }
    if (of < 0) {
      html.append(escaped(piece.of(all)));
      return;
    }
    CharSpan span = rows.get(of).now().span();
    boolean begins = span != null && span.start() == piece.start();
    html.append("<mark class=\"")
        .append(style(rows.get(of).now().status()))
        .append(begins ? "\" id=\"e-" + of : "")
        .append("\">")
        .append(escaped(piece.of(all)))
        .append("</mark>");
  }

  private static String style(FieldStatus status) {
    return status.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
