package dev.cartulary.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.BoundingBox;
import com.microsoft.playwright.options.ColorScheme;
import dev.cartulary.charts.Bars;
import dev.cartulary.charts.Tone;
import dev.cartulary.completion.TokenUsage;
import dev.cartulary.document.Box;
import dev.cartulary.document.CharSpan;
import dev.cartulary.document.DocumentId;
import dev.cartulary.document.ExtractedText;
import dev.cartulary.document.PageLayout;
import dev.cartulary.document.SourceFile;
import dev.cartulary.field.Field;
import dev.cartulary.field.FieldStatus;
import dev.cartulary.field.FieldValue;
import dev.cartulary.outcome.DocumentRecord;
import dev.cartulary.outcome.Failure;
import dev.cartulary.outcome.FailureReason;
import dev.cartulary.outcome.Outcome;
import dev.cartulary.outcome.Stage;
import dev.cartulary.outcome.Summary;
import dev.cartulary.outcome.Timings;
import dev.cartulary.picture.PagePicture;
import dev.cartulary.picture.PagePictures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Reports from disk in a real browser: read, searched, gone through by keyboard, and attacked. */
@Timeout(300)
class ReportPagesTest {
  private static final int MANY = 1_203;
  private static final String HOSTILE_PATH =
      "\"><script>document.title='owned'</script>/\u202Efdp.exe <img src=x onerror=alert(1)>.pdf";

  private static final String FIRST =
      "LEASE between Acme Ltd and Bolt & Sons <b>bold</b>, from 1 May 2024.\n\n"
          + "Rent is due. ".repeat(400);

  private static final String SECOND =
      "</a></section><script>document.title='owned'</script><img src=x onerror=alert(1)>\n"
          + "The term is five (5) years. Governed by the law of Norway.";

  private static final String TEXT = FIRST + "\n\n" + SECOND;

  @TempDir static Path folder;
  private static Playwright playwright;
  private static Browser browser;

  private final List<String> complaints = new ArrayList<>();
  private BrowserContext context;
  private Page page;

  @BeforeAll
  static void write() throws IOException {
    playwright = Chromium.playwright();
    browser = Chromium.launch(playwright);
    report("whole", Disclosure.WHOLE);
    report("pictured", Disclosure.WHOLE);
    report("tables", Disclosure.TABLES);
    report("counts", Disclosure.COUNTS);
  }

  @AfterAll
  static void close() {
    if (playwright != null) {
      playwright.close();
    }
  }

  @BeforeEach
  void open() {
    in(1280, ColorScheme.LIGHT);
  }

  /** Whatever a test did, no page has asked for more than the folder's files, or complained. */
  @AfterEach
  void look() {
    context.close();
    assertThat(complaints).isEmpty();
  }

  @ParameterizedTest(name = "{0} wide, {1}")
  @CsvSource({"1280, LIGHT", "360, DARK"})
  void pages_atAnyWidthAndInTheDark_haveNoSeriousFault(int width, ColorScheme scheme) {
    in(width, scheme);
    for (String address :
        List.of(
            "whole/index.html",
            "whole/documents/" + digits(1) + ".html",
            "pictured/documents/" + digits(1) + ".html")) {
      show("", address);
      page.locator("details.absent").all().forEach(details -> details.click());
      List<String> before = List.copyOf(complaints);
      List<String> faults = Chromium.seriousFaults(page);
      // It reads styles in a way that the page forbids, and does without.
      complaints.retainAll(before);
      assertThat(faults).as(address).isEmpty();
      assertThat(page.evaluate("document.documentElement.scrollWidth <= innerWidth"))
          .as("%s fits into %d", address, width)
          .isEqualTo(true);
    }
  }

  @Test
  void table_ofManyDocuments_isSearchedSortedAndPaged() {
    show("whole", "index.html");
    assertThat(page.textContent("#count")).isEqualTo("1,206 in all");
    assertThat(page.locator("#rows tr").count()).isEqualTo(100);

    page.fill("#search", "folder/ 1199");
    assertThat(page.locator("#rows th").allTextContents()).containsExactly("folder/1199.pdf");
    page.fill("#search", "");
    page.selectOption("#state", "failed");
    assertThat(page.locator("#rows tr").allTextContents())
        .singleElement()
        .satisfies(row -> assertThat(row).contains("corrupt: cut off"));
    page.selectOption("#state", "");

    Locator pages = page.locator("thead button", new Page.LocatorOptions().setHasText("pages"));
    pages.focus();
    page.keyboard().press("Enter");
    assertThat(page.locator("thead th[aria-sort]").getAttribute("aria-sort"))
        .isEqualTo("descending");
    assertThat(page.locator("#rows tr").first().textContent()).contains("lease.pdf");
    page.click("#on");
    assertThat(page.textContent("#where")).isEqualTo("101 to 200 of 1,206");
    page.click("#back");
    page.click("#rows tr:first-child a");
    page.waitForURL("**/documents/" + digits(1) + ".html");
    assertThat(page.textContent("h1")).isEqualTo("lease.pdf");
  }

  @Test
  void document_fieldLookedAt_showsItsPlaceAndThePlaceItsField() {
    show("whole", "documents/" + digits(1) + ".html");
    Locator law = page.locator("#f-3 .value a");
    Locator place = page.locator("a.evidence[data-of~='f-3']");
    assertThat(place.textContent()).isEqualTo("Norway");
    assertThat(inView(place)).as("far below at first").isFalse();

    law.focus();
    page.waitForFunction("document.querySelector(\"a.evidence[data-of~='f-3']\").matches('.lit')");
    assertThat(inView(place)).isTrue();
    assertThat(page.evaluate("scrollY")).as("the page itself stays").isEqualTo(0);

    place.hover();
    assertThat(page.locator("tr.lit").getAttribute("id")).isEqualTo("f-3");
    page.locator("#f-0 .value a").hover();
    assertThat(page.locator("tr.lit").getAttribute("id")).isEqualTo("f-0");
    assertThat(page.locator("a.evidence.lit").allTextContents())
        .as("cut where another value ends")
        .containsExactly("Acme", " Ltd");

    assertThat(page.locator("#f-1").textContent())
        .contains("expiration date", "2029-05-01", "computed from 1 May 2024", "to review");
    assertThat(page.locator("#f-2 .status").textContent()).isEqualTo("not in the text");
    assertThat(page.locator("#f-2 .value a").count()).isZero();
    assertThat(page.locator("#f-3 meter").getAttribute("value")).isEqualTo("0.97");
    assertThat(page.locator("#f-3 td.number").first().textContent()).isEqualTo("2");
    assertThat(page.locator(".summary a").allTextContents()).containsExactly("Rent is due.");
    assertThat(page.locator(".lines").allTextContents()).containsExactly(FIRST, SECOND);
  }

  @Test
  void document_withPictures_boxesLieOnThePage() {
    show("pictured", "documents/" + digits(1) + ".html");
    Locator picture = page.locator("#q2 img");
    Locator box = page.locator("a.box[data-of~='f-3'] rect");
    assertThat(picture.getAttribute("alt"))
        .isEqualTo("Picture of page 2, boxes around expiration date, governing law");
    assertThat(page.locator("#q1").count()).as("nothing to review on page 1").isZero();

    page.locator("#f-3 .value a").focus();
    page.waitForFunction("document.querySelector(\"a.box[data-of~='f-3']\").matches('.lit')");
    page.waitForFunction("document.querySelector('#q2 img').naturalWidth === 612");
    assertThat(inView(box, "pictures")).isTrue();
    assertThat(inView(page.locator("a.evidence[data-of~='f-3']"), "text")).isTrue();
    assertThat(page.evaluate("scrollY")).as("the page itself stays").isEqualTo(0);
    BoundingBox paper = picture.boundingBox();
    BoundingBox drawn = box.boundingBox();
    // The stroke lies half outside.
    assertThat((drawn.x - paper.x) / paper.width).isCloseTo(0.25, within(0.01));
    assertThat((drawn.y - paper.y) / paper.height).isCloseTo(0.75, within(0.01));
    assertThat(drawn.width / paper.width).isCloseTo(0.1, within(0.02));

    page.mouse().move(0, 0);
    box.hover();
    assertThat(page.locator("tr.lit").getAttribute("id")).isEqualTo("f-3");
    page.locator("#f-1 a.look").click();
    assertThat(page.url()).endsWith("#q2");

    show("pictured", "documents/" + digits(2) + ".html");
    assertThat(page.locator("img").count()).isZero();
    assertThat(page.textContent(".unseen"))
        .isEqualTo("Pages are not shown as pictures: <b>cut</b> off.");
  }

  @Test
  void report_ofTheNextRun_takesThePicturesAndAsksForNoneAgain() throws IOException {
    Path before = folder.resolve("pictured");
    Path again = folder.resolve("again");
    try (ReportFolder to =
        ReportFolder.create(again, Disclosure.WHOLE, PictureChoice.REVIEW, before)) {
      assertThat(to.undrawn(lease(1, "lease.pdf"))).isEmpty();
      assertThat(to.undrawn(lease(2, HOSTILE_PATH))).as("known not to be drawn").isEmpty();
      assertThat(to.undrawn(lease(9, "other.pdf"))).containsExactly(2);
      to.add(lease(1, "lease.pdf"), text(1));
      to.add(lease(2, HOSTILE_PATH), text(2));
    }
    String name = "pictures/" + digits(1) + "-2.png";
    assertThat(again.resolve(name)).hasSameBinaryContentAs(before.resolve(name));
    String address = "documents/" + digits(1) + ".html";
    assertThat(again.resolve(address)).hasSameTextualContentAs(before.resolve(address));
    address = "documents/" + digits(2) + ".html";
    assertThat(again.resolve(address)).hasSameTextualContentAs(before.resolve(address));

    // As a power failure leaves it.
    Path torn = folder.resolve("torn");
    Files.createDirectories(torn.resolve("pictures"));
    byte[] png = Files.readAllBytes(before.resolve(name));
    Files.write(torn.resolve(name), Arrays.copyOf(png, png.length / 2));
    try (ReportFolder to =
        ReportFolder.create(
            folder.resolve("mended"), Disclosure.WHOLE, PictureChoice.REVIEW, torn)) {
      assertThat(to.undrawn(lease(1, "lease.pdf"))).containsExactly(2);
    }
    for (Disclosure less : List.of(Disclosure.TABLES, Disclosure.COUNTS)) {
      Path hidden = folder.resolve("hidden-" + less);
      try (ReportFolder to = ReportFolder.create(hidden, less, PictureChoice.ALL, before)) {
        assertThat(to.undrawn(lease(1, "lease.pdf"))).isEmpty();
        to.add(lease(1, "lease.pdf"), null);
      }
      assertThat(hidden.resolve("pictures")).isEmptyDirectory();
    }
  }

  @Test
  void pages_ofHostileTextAndPaths_showThemAsTheyAre() {
    show("whole", "index.html");
    page.fill("#search", "onerror");
    assertThat(page.locator("#rows th").allTextContents())
        .containsExactly(HOSTILE_PATH, HOSTILE_PATH + ".zip");
    page.click("#rows a");
    page.waitForURL("**/documents/*.html");
    assertThat(page.locator("h1").textContent()).endsWith("onerror=alert(1)>.pdf");
    assertThat(page.title()).isNotEqualTo("owned");
    assertThat(page.locator("script").count()).isEqualTo(1);
    assertThat(page.locator("img, iframe, object, b").count()).isZero();
    assertThat(page.textContent(".lines")).contains("LEASE");
  }

  @Test
  void pages_whereAnythingIsHidden_saySoAndShowNoText() throws IOException {
    show("tables", "documents/" + digits(1) + ".html");
    assertThat(page.textContent(".note")).contains("hides identifiers or encrypts");
    assertThat(page.textContent("#f-3")).contains("Norway");
    assertThat(page.content()).doesNotContain("Governed by", "evidence");

    show("counts", "index.html");
    assertThat(page.textContent(".note")).contains("holds sums only");
    assertThat(page.locator("table.documents").count()).isZero();
    assertThat(page.content()).contains("governing law").doesNotContain("lease.pdf", "Norway");
    assertThat(folder.resolve("counts/documents")).isEmptyDirectory();
    assertThat(folder.resolve("counts/data")).isEmptyDirectory();
  }

  private void in(int width, ColorScheme scheme) {
    if (context != null) {
      context.close();
    }
    context =
        browser.newContext(
            new Browser.NewContextOptions().setViewportSize(width, 800).setColorScheme(scheme));
    page = context.newPage();
    page.onConsoleMessage(message -> complaints.add(message.text()));
    page.onPageError(complaints::add);
    page.onDialog(
        dialog -> {
          complaints.add("a dialog");
          dialog.dismiss();
        });
    page.onRequest(
        request -> {
          if (!request.url().startsWith(folder.toUri().toString())) {
            complaints.add(request.url());
          }
        });
  }

  private void show(String report, String address) {
    page.navigate(folder.resolve(report).resolve(address).toUri().toString());
  }

  private static boolean inView(Locator place) {
    return inView(place, "text");
  }

  private static boolean inView(Locator place, String pane) {
    return (Boolean)
        place.evaluate(
            "e => { const t = document.getElementById('"
                + pane
                + "').getBoundingClientRect(); const b ="
                + " e.getBoundingClientRect(); return b.top >= t.top && b.bottom <= t.bottom; }");
  }

  private static void report(String name, Disclosure disclosure) throws IOException {
    PictureChoice choice = name.equals("pictured") ? PictureChoice.REVIEW : PictureChoice.NONE;
    try (ReportFolder to = ReportFolder.create(folder.resolve(name), disclosure, choice, null)) {
      if (choice != PictureChoice.NONE) {
        assertThat(to.undrawn(lease(1, "lease.pdf"))).containsExactly(2);
        PagePicture picture = new PagePicture(2, 612, 792, new byte[153 * 792]);
        to.drawn(id(1), Outcome.ok(new PagePictures(List.of(picture))));
        to.drawn(
            id(2),
            Outcome.failed(
                new Failure(id(2), "x", Stage.EXTRACT, FailureReason.CORRUPT, "<b>cut</b> off")));
      }
      to.add(lease(1, "lease.pdf"), text(1));
      to.add(lease(2, HOSTILE_PATH), text(2));
      for (int i = 0; i < (disclosure == Disclosure.WHOLE ? MANY : 3); i++) {
        to.add(
            document(
                3 + i,
                "folder/" + i + ".pdf",
                1,
                new Summary(Summary.Kind.FREE_TEXT, "", List.of()),
                List.of()),
            null);
      }
      to.add(
          new Failure(
              id(2), HOSTILE_PATH + ".zip", Stage.EXTRACT, FailureReason.CORRUPT, "cut off"));
      to.finish(
          new RunFigures(
              "nightly",
              "R1",
              "embedded in int8 on cpu",
              MANY + 3,
              0,
              MANY + 2,
              1,
              Map.of(FailureReason.CORRUPT, 1L),
              12_345,
              new TokenUsage(1_000, 200, 30),
              List.of(
                  new RunFigures.Stage("whole run", 61_000_000_000L),
                  new RunFigures.Stage("model, answering", 0)),
              List.of("$0.01 here with idle time"),
              List.of(
                  new Bars.Bar("This machine", 0.01, 0.01, 0.01, Tone.OWN),
                  new Bars.Bar("Cloud Model, batch", 0.02, 0.02, 0.02, Tone.HIGHER))));
    }
    assertThat(Files.isRegularFile(folder.resolve(name).resolve("index.html"))).isTrue();
  }

  private static DocumentRecord lease(int number, String path) {
    return document(
        number,
        path,
        2,
        new Summary(Summary.Kind.KEY_SENTENCES, "Rent is due.", List.of(span("Rent is due."))),
        List.of(
            field("parties", "Acme Ltd", 0.9, FieldStatus.FOUND),
            new Field(
                "expiration_date",
                "five (5) years",
                new FieldValue.Text("2029-05-01"),
                span("five (5) years"),
                2,
                0.4,
                FieldStatus.NEEDS_REVIEW,
                List.of(new Box(2, 612, 792, 1000, 100), new Box(2, 612, 900, 500, 100)),
                List.of(span("1 May 2024"))),
            new Field(
                "landlord",
                "<i>Nobody</i>",
                new FieldValue.Text("Nobody"),
                null,
                0,
                0.3,
                FieldStatus.UNGROUNDED),
            field("governing_law", "Norway", 0.97, FieldStatus.FOUND),
            field("document_name", "LEASE between Acme", 0.8, FieldStatus.FOUND),
            Field.absent("renewal_term", 0.99)));
  }

  private static Field field(String name, String value, double probability, FieldStatus status) {
    CharSpan span = span(value);
    return new Field(
        name,
        value,
        new FieldValue.Text(value),
        span,
        span.start() < FIRST.length() ? 1 : 2,
        probability,
        status,
        value.equals("Norway") ? List.of(new Box(2, 1530, 5940, 612, 100)) : List.of());
  }

  private static CharSpan span(String words) {
    int start = TEXT.indexOf(words);
    return new CharSpan(start, start + words.length());
  }

  private static ExtractedText text(int number) {
    return new ExtractedText(
        id(number),
        "application/pdf",
        TEXT,
        List.of(
            new dev.cartulary.document.Page(1, new CharSpan(0, FIRST.length()), false),
            new dev.cartulary.document.Page(
                2, new CharSpan(FIRST.length() + 2, TEXT.length()), true, 0.75)),
        List.of(PageLayout.NONE, new PageLayout(6120, 7920, "")));
  }

  private static DocumentRecord document(
      int number, String path, int pages, Summary summary, List<Field> fields) {
    return new DocumentRecord(
        new SourceFile(id(number), path, "/in", 77),
        "application/pdf",
        pages,
        pages - 1,
        pages == 1 ? null : 0.75,
        List.of(),
        TEXT.length(),
        1,
        "contract",
        "model",
        summary,
        fields,
        new TokenUsage(1, 2, 3),
        new Timings(Instant.parse("2026-11-21T02:00:00Z"), 5_000_000, 6_000_000),
        List.of());
  }

  private static DocumentId id(int number) {
    return new DocumentId(String.format("%016x", number) + "0".repeat(48));
  }

  private static String digits(int number) {
    return String.format("%016x", number);
  }
}
