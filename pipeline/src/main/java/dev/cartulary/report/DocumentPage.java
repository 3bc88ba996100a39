package dev.cartulary.report;

import static dev.cartulary.page.HtmlPage.escaped;
import static java.util.Objects.requireNonNull;

import dev.cartulary.accounting.Figures;
import dev.cartulary.document.CharSpan;
import dev.cartulary.document.ExtractedText;
import dev.cartulary.field.Field;
import dev.cartulary.field.FieldStatus;
import dev.cartulary.field.FieldValue;
import dev.cartulary.field.Route;
import dev.cartulary.keys.SealedText;
import dev.cartulary.outcome.DocumentRecord;
import dev.cartulary.page.HtmlPage;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The page of a document: what was found, beside the text that it was found in. Field {@code i} has
 * the row {@code f-i} and its place the anchor {@code e-i}; both lead to each other, with and
 * without scripts. Whatever a document or a path says is text, never markup.
 */
public final class DocumentPage {
  /** Files that a page needs, beside the folder of the pages. */
  public static final String STYLE = "report.css";

  public static final String SCRIPT = "document.js";

  private static final List<String> HEADS =
      List.of("field", "value", "page", "probability", "status");

  private final DocumentView view;
  private final DocumentRecord document;
  private final FieldControls controls;
  private final PictureSection pictures;
  private final List<MarkedText.Place> places = new ArrayList<>();
  private final StringBuilder html = new StringBuilder();

  private DocumentPage(DocumentView view, FieldControls controls) {
    this.view = view;
    this.document = view.document();
    this.controls = requireNonNull(controls, "controls is null");
    this.pictures = new PictureSection(view);
  }

  /** The page of a report, which lies one folder below the report's first page. */
  public static String of(DocumentView view) {
    return HtmlPage.linked(
        name(view.document().file().path()),
        List.of("../" + STYLE),
        List.of("../" + SCRIPT),
        "<nav class=\"top\" aria-label=\"Report\"><a href=\"../index.html\">All documents</a></nav>\n"
            + body(view, FieldControls.NONE));
  }

  /**
   * The page's body below the way back: to be put into any page that loads {@link #STYLE} and
   * {@link #SCRIPT}.
   */
  public static String body(DocumentView view, FieldControls controls) {
    return new DocumentPage(view, controls).body();
  }

  /** The last part of a path. */
  static String name(String path) {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  /** A field's name as people read it. */
  static String label(String name) {
    return name.replace('_', ' ');
  }

  /** A status in words. */
  static String words(FieldStatus status) {
    return switch (status) {
      case FOUND -> "found";
      case NEEDS_REVIEW -> "to review";
      case ABSENT -> "no value";
      case UNGROUNDED -> "not in the text";
      case REVIEWED -> "decided by a person";
    };
  }

  private String body() {
    html.append("<a class=\"skip\" href=\"#text\">Skip to the text</a>\n<header>\n");
    title();
    facts();
    if (!view.note().isEmpty()) {
      html.append("<p class=\"note\">").append(escaped(view.note())).append("</p>\n");
    }
    html.append("</header>\n<main class=\"beside\">\n<div class=\"findings\">\n");
    summary();
    fields();
    html.append("</div>\n<div class=\"sources")
        .append(pictures.isEmpty() ? "" : " both")
        .append("\">\n");
    html.append(pictures.html());
    text();
    html.append("</div>\n</main>\n");
    return html.toString();
  }

  private void title() {
    String path = document.file().path();
    String folder = path.substring(0, path.length() - name(path).length());
    html.append("<h1><bdi>").append(escaped(name(path))).append("</bdi></h1>\n");
    if (!folder.isEmpty()) {
      html.append("<p class=\"soft path\">in <bdi>").append(escaped(folder)).append("</bdi>");
      if (view.holder() != null) {
        html.append(" (<a href=\"")
            .append(escaped(view.holder()))
            .append("\">the file that holds it</a>)");
      }
      html.append("</p>\n");
    }
  }

  private void facts() {
    html.append("<dl class=\"facts\">\n");
    fact("type", label(document.type()));
    fact("format", document.mediaType());
    fact(
        "pages",
        String.format(Locale.ROOT, "%,d", document.pages())
            + (document.ocrPages() == 0
                ? ""
                : String.format(Locale.ROOT, ", %,d read from pictures", document.ocrPages()))
            + (document.pagesWithoutText().isEmpty()
                ? ""
                : ", no text on "
                    + document.pagesWithoutText().stream()
                        .map(String::valueOf)
                        .collect(Collectors.joining(", "))));
    if (document.ocrConfidence() != null) {
      fact("worst page", String.format(Locale.ROOT, "confidence %.2f", document.ocrConfidence()));
    }
    fact("characters", String.format(Locale.ROOT, "%,d", document.characters()));
    fact(
        "tokens",
        String.format(
            Locale.ROOT,
            "%,d read, %,d written",
            document.usage().prefixTokens() + document.usage().questionTokens(),
            document.usage().generatedTokens()));
    fact("id", document.file().id().brief());
    html.append("</dl>\n");
  }

  private void fact(String name, String value) {
    html.append("<div><dt>")
        .append(name)
        .append("</dt><dd>")
        .append(escaped(value))
        .append("</dd></div>\n");
  }

  private void summary() {
    html.append("<h2>Summary</h2>\n");
    String words = document.summary().text();
    List<CharSpan> spans = document.summary().spans();
    ExtractedText text = view.text();
    if (words.isEmpty()) {
      html.append("<p class=\"soft\">The document holds no sentence.</p>\n");
    } else if (text == null || spans.isEmpty() || !isWithin(spans, text)) {
      html.append("<p class=\"summary\">").append(escaped(words)).append("</p>\n");
    } else {
      html.append("<ul class=\"summary\">\n");
      for (int i = 0; i < spans.size(); i++) {
        places.add(
            new MarkedText.Place(spans.get(i), "k-" + i, "s-" + i, -1, "said", "in the summary"));
        html.append("<li id=\"s-")
            .append(i)
            .append("\" data-of=\"s-")
            .append(i)
            .append("\"><a href=\"#k-");
        html.append(i)
            .append("\">")
            .append(escaped(spans.get(i).of(text.text())))
            .append("</a></li>\n");
      }
      html.append("</ul>\n");
    }
  }

  private static boolean isWithin(List<CharSpan> spans, ExtractedText text) {
    return spans.stream().allMatch(span -> span.end() <= text.text().length());
  }

  private void fields() {
    List<Integer> present = new ArrayList<>();
    List<Integer> absent = new ArrayList<>();
    long values = 0;
    for (int i = 0; i < document.fields().size(); i++) {
      boolean none = document.fields().get(i).status() == FieldStatus.ABSENT;
      values += none ? 0 : 1;
      (none && !controls.isForemost(i) ? absent : present).add(i);
    }
    html.append("<h2>Fields</h2>\n");
    if (values == 0) {
      html.append("<p class=\"soft\">No field has a value.</p>\n");
    } else {
      html.append("<p class=\"soft legend\">")
          .append(Figures.count(values, "value", "values"))
          .append(
              ". A value leads to its place in the text, and a marked place to its value.</p>\n");
    }
    if (!present.isEmpty()) {
      table("Fields with a value", present);
    }
    if (!absent.isEmpty()) {
      html.append("<details class=\"absent\"><summary>")
          .append(Figures.count(absent.size(), "field", "fields"))
          .append(" without a value</summary>\n");
      table("Fields without a value", absent);
      html.append("</details>\n");
    }
    html.append(controls.below());
  }

  /** Roles are named, for on a phone the style makes blocks of rows and cells. */
  private void table(String name, List<Integer> positions) {
    html.append("<table class=\"fields\" role=\"table\" aria-label=\"").append(name);
    html.append("\">\n<thead role=\"rowgroup\"><tr role=\"row\">");
    for (String head : HEADS) {
      html.append("<th role=\"columnheader\" scope=\"col\">").append(head).append("</th>");
    }
    html.append("</tr></thead>\n<tbody role=\"rowgroup\">\n");
    for (int position : positions) {
      row(position);
      controls(position);
    }
    html.append("</tbody></table>\n");
  }

  private void row(int position) {
    Field field = document.fields().get(position);
    String id = "f-" + position;
    html.append("<tr role=\"row\" id=\"").append(id);
    html.append("\" data-of=\"").append(id);
    html.append("\" class=\"").append(style(field.status()));
    html.append("\"><th role=\"rowheader\" scope=\"row\">").append(escaped(label(field.name())));
    html.append("</th><td role=\"cell\" class=\"value\">");
    value(field, position);
    html.append(cell("number"));
    html.append(field.page() == 0 ? "" : pageLink(field)).append(cell("number"));
    String probability = String.format(Locale.ROOT, "%.2f", field.probability());
    html.append("<meter min=\"0\" max=\"1\" value=\"").append(probability);
    html.append("\" aria-label=\"probability\">").append(probability).append("</meter> ");
    html.append(probability).append(cell("")).append("<span class=\"status\">");
    html.append(words(field.status())).append(route(field)).append("</span></td></tr>\n");
  }

  /** Who has the last word, where the status does not say it. */
  private static String route(Field field) {
    Route route = field.route();
    boolean stands = field.status() == FieldStatus.FOUND || field.status() == FieldStatus.ABSENT;
    if (route == null || route == Route.LOCAL || (route == Route.REVIEW && !stands)) {
      return "";
    }
    return switch (route) {
      case LOCAL_LARGE -> ", by the larger model";
      case ESCALATE -> stands ? ", by another model" : ", another model is to be asked";
      case REVIEW, LOCAL -> ", for a person";
    };
  }

  private void controls(int position) {
    String markup = controls.ofField(position);
    if (!markup.isEmpty()) {
      html.append("<tr role=\"row\" class=\"controls\" data-of=\"f-").append(position);
      html.append("\"><td role=\"cell\" colspan=\"").append(HEADS.size()).append("\">");
      html.append(markup).append("</td></tr>\n");
    }
  }

  /** The end of a cell and the beginning of the next. */
  private static String cell(String style) {
    return "</td><td role=\"cell\" class=\"" + style + "\">";
  }

  private String pageLink(Field field) {
    int page = field.page();
    if (view.text() == null) {
      return String.valueOf(page);
    }
    String link = "<a href=\"#p" + page + "\" aria-label=\"page " + page + "\">" + page + "</a>";
    return pictures.shows(page)
        ? link
            + " <a class=\"look\" href=\"#"
            + PictureSection.id(page)
            + "\" aria-label=\"picture of page "
            + page
            + "\">picture</a>"
        : link;
  }

  private void value(Field field, int position) {
    String words = shown(field.value());
    CharSpan span = field.span();
    boolean placed = place(span, "e-" + position, position, field);
    if (field.status() == FieldStatus.ABSENT) {
      html.append("<span class=\"soft\">none</span>");
      return;
    }
    html.append(placed ? "<a href=\"#e-" + position + "\">" : "<span>")
        .append(escaped(words))
        .append(placed ? "</a>" : "</span>");
    String canonical =
        field.normalized() instanceof FieldValue.Flag flag
            ? (flag.yes() ? "yes" : "no")
            : shown(field.normalized().canonical());
    if (!canonical.equals(words)) {
      html.append("<span class=\"canonical\">").append(escaped(canonical)).append("</span>");
    }
    for (int i = 0; i < field.basis().size(); i++) {
      String id = "b-" + position + "-" + i;
      html.append("<span class=\"canonical\">computed from ");
      ExtractedText text = view.text();
      if (text != null && place(field.basis().get(i), id, position, field)) {
        html.append("<a href=\"#").append(id).append("\">");
        html.append(escaped(field.basis().get(i).of(text.text()))).append("</a>");
      } else {
        html.append("another place");
      }
      html.append("</span>");
    }
  }

  /** Marks a place in the text, where there is one. */
  private boolean place(@Nullable CharSpan span, String id, int position, Field field) {
    ExtractedText text = view.text();
    if (span == null || text == null || span.isEmpty() || span.end() > text.text().length()) {
      return false;
    }
    places.add(
        new MarkedText.Place(
            span, id, "f-" + position, position, style(field.status()), label(field.name())));
    return true;
  }

  private static String shown(String value) {
    return SealedText.isSealed(value) ? "sealed" : value;
  }

  static String style(FieldStatus status) {
    return status.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private void text() {
    html.append(
        "<section class=\"text\" id=\"text\" tabindex=\"0\" aria-label=\"Text of the document\">\n<h2>Text</h2>\n");
    ExtractedText text = view.text();
    if (text == null) {
      html.append("<p class=\"soft\">The text is not shown here.</p>\n");
    } else if (text.pages().isEmpty()) {
      html.append(
          "<p class=\"soft\">It has no text of its own; what it holds are documents of their own.</p>\n");
    } else {
      html.append(MarkedText.html(text, places));
    }
    html.append("</section>\n");
  }
}
