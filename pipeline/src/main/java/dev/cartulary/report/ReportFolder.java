package dev.cartulary.report;

import dev.cartulary.access.OwnerOnly;
import dev.cartulary.charts.ChartFigure;
import dev.cartulary.document.DocumentId;
import dev.cartulary.document.ExtractedText;
import dev.cartulary.field.FieldStatus;
import dev.cartulary.outcome.DocumentRecord;
import dev.cartulary.outcome.Failure;
import dev.cartulary.page.HtmlPage;
import java.io.Closeable;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
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
 * savings.html               what the run cost, and would have cost elsewhere
 * *.css, *.js                what the pages need
 * </pre>
 */
public final class ReportFolder implements Closeable {
  private static final String DATA = "data";
  private static final String DOCUMENTS = "documents";
  private static final String INDEX = "index.html";
  private static final String TABLE_SCRIPT = "table.js";
  private static final int DIGITS = 16;
  private static final double SECOND = 1e9;

  private final Path folder;
  private final Disclosure disclosure;
  private final RowFiles rows;
  private final FieldTally tally = new FieldTally();
  private final Map<String, Integer> pages = new HashMap<>();
  private boolean savings;

  private ReportFolder(Path folder, Disclosure disclosure) {
    this.folder = folder;
    this.disclosure = disclosure;
    this.rows = new RowFiles(folder.resolve(DATA));
  }

  /** Begins a report in a folder that is not there yet. */
  public static ReportFolder create(Path folder, Disclosure disclosure) throws IOException {
    OwnerOnly.folder(folder);
    OwnerOnly.folder(folder.resolve(DATA));
    OwnerOnly.folder(folder.resolve(DOCUMENTS));
    return new ReportFolder(folder, disclosure);
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
      DocumentRecord document, @Nullable ExtractedText text, @Nullable DocumentId parent) {
    boolean whole = disclosure == Disclosure.WHOLE;
    String note =
        whole && text == null
            ? "The text of this document was not kept, so its values cannot be shown in their place."
                + " With report.text in the job file, run --force reads it anew and keeps it."
            : disclosure.reason();
    String holder =
        parent != null && pages.containsKey(digits(parent)) ? digits(parent) + ".html" : null;
    return new DocumentView(document, whole ? text : null, holder, note);
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
    String digits = digits(document.file().id());
    int number = pages.merge(digits, 1, Integer::sum);
    return DOCUMENTS + "/" + digits + (number == 1 ? "" : "-" + number) + ".html";
  }

  private static String digits(DocumentId id) {
    return id.sha256().substring(0, DIGITS).toLowerCase(Locale.ROOT);
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

  /** Whose documents go. */
  @FunctionalInterface
  public interface Leaving {
    /** Whether what has this id, this holder and this path goes. */
    boolean goes(@Nullable String id, @Nullable String parent, String path);
  }

  /** How many rows of a report are about what goes; 0 where there is no report. */
  public static long rows(Path report, Leaving leaving) throws IOException {
    long[] count = {0};
    for (Path file : data(report)) {
      for (String line : Files.readAllLines(file)) {
        RowFiles.Owner owner = RowFiles.owner(line);
        if (owner != null && leaving.goes(owner.id(), owner.parent(), owner.path())) {
          count[0]++;
        }
      }
    }
    return count[0];
  }

  /** Copies a report, if there is one, without the rows and pages of what goes; sums stay. */
  public static void copy(Path from, Path to, Leaving leaving) throws IOException {
    if (!Files.isDirectory(from)) {
      return;
    }
    OwnerOnly.folder(to);
    OwnerOnly.folder(to.resolve(DATA));
    OwnerOnly.folder(to.resolve(DOCUMENTS));
    try (Stream<Path> files = Files.list(from)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Files.copy(file, to.resolve(file.getFileName()));
      }
    }
    for (Path file : data(from)) {
      try (Writer rows = RowFiles.writer(to.resolve(DATA).resolve(file.getFileName()))) {
        for (String line : Files.readAllLines(file)) {
          RowFiles.Owner owner = RowFiles.owner(line);
          if (owner == null || !leaving.goes(owner.id(), owner.parent(), owner.path())) {
            rows.write(line + "\n");
            if (owner != null && !owner.page().isEmpty()) {
              Files.copy(from.resolve(owner.page()), to.resolve(owner.page()));
            }
          }
        }
      }
    }
  }

  private static List<Path> data(Path report) throws IOException {
    Path folder = report.resolve(DATA);
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.sorted().toList();
    }
  }
}
