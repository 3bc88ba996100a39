package dev.cartulary.report;

import dev.cartulary.access.OwnerOnly;
import dev.cartulary.charts.ChartFigure;
import dev.cartulary.document.DocumentId;
import dev.cartulary.document.ExtractedText;
import dev.cartulary.field.FieldStatus;
import dev.cartulary.outcome.DocumentRecord;
import dev.cartulary.outcome.Failure;
import dev.cartulary.outcome.Outcome;
import dev.cartulary.page.HtmlPage;
import dev.cartulary.picture.PagePicture;
import dev.cartulary.picture.PagePictures;
import java.io.Closeable;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A run's report as a folder of static pages, written as documents come by: one document in memory
 * at a time.
 *
 * <pre>
 * index.html                 the run at a glance, and the table of documents
 * data/documents-00001.js    rows of the table, a thousand each
 * documents/ID.html          a page a document; ID is the beginning of the content's hash
 * pictures/ID-PAGE.png       a page as it looks
 * pictures/ID.txt            why a document has no picture, for later runs
 * savings.html               what the run cost, and would have cost elsewhere
 * *.css, *.js                what the pages need
 * </pre>
 */
public final class ReportFolder implements Closeable {
  static final String DATA = "data";
  static final String DOCUMENTS = "documents";
  static final String PICTURES = "pictures";
  private static final String INDEX = "index.html";
  private static final String TABLE_SCRIPT = "table.js";
  private static final double SECOND = 1e9;

  private final Path folder;
  private final Disclosure disclosure;
  private final PictureChoice choice;
  private final PictureFiles pictures;
  private final RowFiles rows;
  private final FieldTally tally = new FieldTally();
  private final Map<String, Integer> pages = new HashMap<>();
  private boolean savings;

  private ReportFolder(
      Path folder, Disclosure disclosure, PictureChoice choice, @Nullable Path before) {
    this.folder = folder;
    this.disclosure = disclosure;
    this.choice = disclosure == Disclosure.WHOLE ? choice : PictureChoice.NONE;
    this.pictures =
        new PictureFiles(
            folder.resolve(PICTURES), before == null ? null : before.resolve(PICTURES));
    this.rows = new RowFiles(folder.resolve(DATA));
  }

  /**
   * Begins a report in a folder that is not there yet.
   *
   * @param choice of pages that it shows as pictures, where it shows documents whole
   * @param before folder of an earlier report, whose pictures are taken; may not be there; null for
   *     none
   */
  public static ReportFolder create(
      Path folder, Disclosure disclosure, PictureChoice choice, @Nullable Path before)
      throws IOException {
    OwnerOnly.folder(folder);
    OwnerOnly.folder(folder.resolve(DATA));
    OwnerOnly.folder(folder.resolve(DOCUMENTS));
    OwnerOnly.folder(folder.resolve(PICTURES));
    return new ReportFolder(folder, disclosure, choice, before);
  }

  /** Whether the texts of documents are shown. */
  public boolean showsTexts() {
    return disclosure == Disclosure.WHOLE;
  }

  /**
   * Pages of which this report wants pictures that are not there: to be drawn and given to {@link
   * #drawn} before the document is added. Safe for use beside that.
   */
  public SortedSet<Integer> undrawn(DocumentRecord document) throws IOException {
    SortedSet<Integer> pages = new TreeSet<>();
    DocumentId id = document.file().id();
    for (int page : choice.pages(document)) {
      if (!pictures.has(id, page)) {
        pages.add(page);
      }
    }
    return pages.isEmpty() || pictures.cause(id) == null ? pages : new TreeSet<>();
  }

  /** Takes pictures, or why there are none; by any thread. */
  public void drawn(DocumentId id, Outcome<PagePictures> drawn) throws IOException {
    for (PagePicture picture : drawn.fold(PagePictures::all, failure -> List.<PagePicture>of())) {
      pictures.write(id, picture);
    }
    for (Failure cause : drawn.fold(ok -> List.<Failure>of(), List::of)) {
      pictures.write(id, cause);
    }
  }

  /**
   * Adds a document.
   *
   * @param text that the record was made from; null where none is kept
   */
  public void add(DocumentRecord document, @Nullable ExtractedText text) throws IOException {
    tally.add(document);
    if (disclosure == Disclosure.COUNTS) {
      return;
    }
    long review = FieldTally.count(document, FieldStatus.NEEDS_REVIEW, FieldStatus.UNGROUNDED);
    String page = page(document);
    DocumentId parent = document.file().parent();
    rows.add(
        new RowFiles.Row(
            document.file().id().sha256(),
            parent == null ? null : parent.sha256(),
            document.file().path(),
            page,
            review == 0 ? "read" : "to review",
            "",
            DocumentPage.label(document.type()),
            document.pages(),
            FieldTally.count(document, FieldStatus.FOUND, FieldStatus.REVIEWED),
            review,
            FieldTally.count(document, FieldStatus.ABSENT),
            (document.timings().extractNanos() + document.timings().modelNanos()) / SECOND));
    write(page, DocumentPage.of(view(document, text, parent)));
  }

  private DocumentView view(
      DocumentRecord document, @Nullable ExtractedText text, @Nullable DocumentId parent)
      throws IOException {
    boolean whole = showsTexts();
    String note =
        whole && text == null
            ? "The text of this document was not kept, so its values cannot be shown in their place."
                + " With report.text in the job file, run --force reads it anew and keeps it."
            : disclosure.reason();
    String holder =
        parent != null && pages.containsKey(PictureFiles.digits(parent))
            ? PictureFiles.digits(parent) + ".html"
            : null;
    return new DocumentView(document, whole ? text : null, holder, note, sights(document));
  }

  private Sights sights(DocumentRecord document) throws IOException {
    DocumentId id = document.file().id();
    SortedMap<Integer, String> addresses = new TreeMap<>();
    SortedSet<Integer> wanted = choice.pages(document);
    for (int page : wanted) {
      if (pictures.has(id, page)) {
        addresses.put(page, "../" + PICTURES + "/" + PictureFiles.name(id, page));
      }
    }
    String cause = pictures.cause(id);
    return new Sights(addresses, addresses.size() < wanted.size() && cause != null ? cause : "");
  }

  /** Adds a file that came to no record. */
  public void add(Failure failure) throws IOException {
    if (disclosure == Disclosure.COUNTS) {
      return;
    }
    DocumentId id = failure.id();
    DocumentId parent = failure.parent();
    rows.add(
        new RowFiles.Row(
            id == null ? null : id.sha256(),
            parent == null ? null : parent.sha256(),
            failure.path(),
            "",
            "failed",
            IndexPage.words(failure.reason()) + ": " + failure.message(),
            "",
            0,
            0,
            0,
            0,
            0));
  }

  /** Adds the page of costs. */
  public void savings(String page) throws IOException {
    write("savings.html", page);
    savings = true;
  }

  /** Writes what all documents are needed for. */
  public void finish(RunFigures figures) throws IOException {
    rows.close();
    List<String> scripts =
        Stream.concat(Stream.of(TABLE_SCRIPT), rows.names().stream().map(name -> DATA + "/" + name))
            .toList();
    write(
        INDEX,
        HtmlPage.linked(
            IndexPage.title(figures),
            List.of(DocumentPage.STYLE),
            disclosure == Disclosure.COUNTS ? List.of() : scripts,
            new IndexPage(figures, tally, disclosure, savings).body()));
    write(
        DocumentPage.STYLE, HtmlPage.style() + ChartFigure.style() + resource(DocumentPage.STYLE));
    write(DocumentPage.SCRIPT, resource(DocumentPage.SCRIPT));
    write(TABLE_SCRIPT, resource(TABLE_SCRIPT));
  }

  /** A file that pages need; {@link DocumentPage#STYLE} is a part of the style. */
  private static String resource(String name) {
    return HtmlPage.style(ReportFolder.class, name);
  }

  /** Equal bytes at several paths have a page each. */
  private String page(DocumentRecord document) {
    String digits = PictureFiles.digits(document.file().id());
    int number = pages.merge(digits, 1, Integer::sum);
    return DOCUMENTS + "/" + digits + (number == 1 ? "" : "-" + number) + ".html";
  }

  private void write(String name, String text) throws IOException {
    try (Writer to = RowFiles.writer(folder.resolve(name))) {
      to.write(text);
    }
  }

  @Override
  public void close() throws IOException {
    rows.close();
  }

  /** The address in the report of each document's page, by the document's path. */
  public static Map<String, String> pages(Path report) throws IOException {
    Map<String, String> pages = new HashMap<>();
    for (Path file : RowFiles.in(report.resolve(DATA))) {
      for (String line : Files.readAllLines(file)) {
        RowFiles.Owner owner = RowFiles.owner(line);
        if (owner != null && !owner.page().isEmpty()) {
          pages.put(owner.path(), owner.page());
        }
      }
    }
    return pages;
  }
}
