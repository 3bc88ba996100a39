package dev.cartulary.desk;

import static dev.cartulary.page.HtmlPage.escaped;

import dev.cartulary.desk.Sessions.Session;
import dev.cartulary.document.CharSpan;
import dev.cartulary.document.SourceFile;
import dev.cartulary.field.Alternative;
import dev.cartulary.field.FieldDefinition;
import dev.cartulary.field.FieldStatus;
import dev.cartulary.outcome.DocumentRecord;
import dev.cartulary.report.DocumentPage;
import dev.cartulary.report.DocumentView;
import dev.cartulary.report.FieldControls;
import dev.cartulary.report.KeptPictures;
import dev.cartulary.report.Sights;
import dev.cartulary.review.Decision;
import dev.cartulary.review.ReviewCase;
import java.util.List;
import java.util.Locale;

/**
 * The page of a document as a report has it, with what can be decided about its fields. Field
 * {@code i} of the page is row {@code i}, so open ones come first.
 */
final class DocumentDesk implements FieldControls {
  private static final int CONTEXT = 60;

  private static final String HELP =
      "<details id=\"help\"><summary>Keys <kbd>?</kbd></summary><dl>"
          + "<dt><kbd>j</kbd> <kbd>k</kbd></dt><dd>next and previous field</dd>"
          + "<dt><kbd>a</kbd></dt><dd>accept what the model found</dd>"
          + "<dt><kbd>c</kbd></dt><dd>correct by the words that are selected in the text; without a selection, type the words</dd>"
          + "<dt><kbd>x</kbd></dt><dd>mark absent</dd><dt><kbd>u</kbd></dt><dd>take back</dd>"
          + "<dt><kbd>n</kbd></dt><dd>next document</dd><dt><kbd>q</kbd></dt><dd>all documents</dd>"
          + "<dt><kbd>Esc</kbd></dt><dd>leave an input</dd></dl></details>\n";

  private final Queue queue;
  private final Queue.Entry entry;
  private final ReviewCase document;
  private final KeptPictures pictures;
  private final Session session;
  private final DocumentNotice notice;
  private final List<Row> rows;

  DocumentDesk(
      Queue queue,
      Queue.Entry entry,
      ReviewCase document,
      KeptPictures pictures,
      Session session,
      DocumentNotice notice) {
    this.queue = queue;
    this.entry = entry;
    this.document = document;
    this.pictures = pictures;
    this.session = session;
    this.notice = notice;
    this.rows = queue.rows(document);
  }

  String html() {
    DocumentRecord found = document.found();
    SourceFile file = found.file();
    DocumentRecord now =
        found
            // Of equal files the ledger names the one that was read.
            .at(
                new SourceFile(
                    file.id(), entry.path(), file.location(), file.sizeBytes(), file.parent()))
            .withFields(rows.stream().map(Row::now).toList());
    return Shell.html(
        entry.path(),
        queue,
        session,
        notice()
            + DocumentPage.body(
                new DocumentView(now, document.text(), null, "", sights(now)), this));
  }

  private Sights sights(DocumentRecord now) {
    return pictures.sights(
        now, page -> Route.PICTURE.path() + "?n=" + entry.number() + "&page=" + page);
  }

  private String notice() {
    if (notice.words().isEmpty()) {
      return "";
    }
    StringBuilder html = new StringBuilder("<div class=\"notice\" role=\"alert\"><p>");
    html.append(escaped(notice.words())).append("</p>\n");
    String all = document.text().text();
    for (CharSpan place : notice.places()) {
      html.append(form(notice.field(), notice.place(), version()))
          .append(Shell.hidden("start", String.valueOf(place.start())))
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
    return html.append("</div>\n").toString();
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
  private String form(String field, String place, int version) {
    return "<form method=\"post\" action=\"/decide\" autocomplete=\"off\">"
        + Shell.key(session)
        + Shell.hidden("n", String.valueOf(entry.number()))
        + Shell.hidden("field", field)
        + Shell.hidden("place", place)
        + Shell.hidden("version", String.valueOf(version));
  }

  @Override
  public boolean isForemost(int position) {
    return rows.get(position).isOpen(queue.threshold()) || rows.get(position).isDecided();
  }

  @Override
  public String ofField(int position) {
    Row row = rows.get(position);
    boolean none = row.now().status() == FieldStatus.ABSENT;
    StringBuilder html =
        new StringBuilder(form(row.subject().field(), row.subject().place(), row.version()));
    Decision decision = row.decision();
    if (decision != null && row.isDecided()) {
      html.append("<span class=\"soft\">")
          .append(decision.verdict().words())
          .append(" by ")
          .append(escaped(decision.reviewer()))
          .append("</span>");
    }
    // First, because it is what a browser presses when Enter is hit among the words.
    html.append(words()).append(button("correct", "c", "Correct"));
    if (row.isAcceptable()) {
      html.append(button("accept", "a", none ? "There is none" : "Accept"));
    }
    if (!none) {
      html.append(button("absent", "x", "Absent"));
    }
    if (row.isDecided()) {
      html.append(button("undo", "u", "Take back"));
    }
    html.append("</form>");
    if (!row.isDecided() && row.found() != null) {
      row.found().alternatives().forEach(other -> html.append(instead(row, other)));
    }
    return html.toString();
  }

  /** A value that the model considered, to be taken by one press. */
  private String instead(Row row, Alternative other) {
    CharSpan place = other.span();
    return place == null || Selection.value(row.definition(), document.text(), place) == null
        ? ""
        : form(row.subject().field(), row.subject().place(), row.version())
            + Shell.hidden("start", String.valueOf(place.start()))
            + Shell.hidden("end", String.valueOf(place.end()))
            + Shell.hidden("words", other.value())
            + "<button name=\"act\" value=\"correct\" class=\"instead\">"
            + escaped(other.value())
            + String.format(Locale.ROOT, ", %.2f", other.probability())
            + "</button></form>";
  }

  @Override
  public String below() {
    StringBuilder html = new StringBuilder();
    queue.type().fields().stream()
        .filter(FieldDefinition::many)
        .filter(field -> rows.stream().anyMatch(row -> row.subject().field().equals(field.name())))
        .forEach(field -> html.append(adding(field)));
    queue
        .next(entry.number())
        .ifPresent(
            next ->
                html.append("<p><a id=\"next\" class=\"button\" href=\"")
                    .append(next.address())
                    .append("\">Next document</a> <kbd>n</kbd></p>\n"));
    return html.append(HELP).toString();
  }

  private String adding(FieldDefinition field) {
    return "<section class=\"adding\" tabindex=\"-1\"><h3>another of "
        + escaped(field.name().replace('_', ' '))
        + "</h3>\n"
        + form(field.name(), "", 0)
        + words()
        + button("add", "c", "Add")
        + "</form></section>\n";
  }

  private static String words() {
    return Shell.hidden("start", "")
        + Shell.hidden("end", "")
        + "<label>words of the text <input name=\"words\" maxlength=\""
        + Selection.LONGEST
        + "\"></label>";
  }

  private static String button(String act, String key, String words) {
    return "<button name=\"act\" value=\""
        + act
        + "\" data-press=\""
        + key
        + "\">"
        + words
        + " <kbd>"
        + key
        + "</kbd></button>";
  }
}
