package dev.cartulary.desk;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.PlaywrightException;
import com.microsoft.playwright.options.ColorScheme;
import dev.cartulary.document.CharSpan;
import dev.cartulary.field.Field;
import dev.cartulary.field.FieldStatus;
import dev.cartulary.report.Chromium;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
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

/** A review in a real browser: by keys and by mouse, by two persons at once, and attacked. */
@Timeout(120)
class DeskPagesTest {
  private static Playwright playwright;
  private static Browser browser;

  @TempDir Path folder;
  private final List<String> complaints = new ArrayList<>();
  private final List<BrowserContext> contexts = new ArrayList<>();
  private Deals deals;

  @BeforeAll
  static void launch() {
    playwright = Chromium.playwright();
    browser = Chromium.launch(playwright);
  }

  @AfterAll
  static void end() {
    if (playwright != null) {
      playwright.close();
    }
  }

  @BeforeEach
  void serve() throws IOException {
    deals = new Deals(folder);
  }

  /**
   * Whatever a test did, no page has asked other servers, run a script of a document or complained.
   */
  @AfterEach
  void look() {
    contexts.forEach(BrowserContext::close);
    deals.close();
    assertThat(complaints).isEmpty();
  }

  @Test
  void keys_alone_leadThroughTheReview() {
    Page page = enter("Ann", 1280, ColorScheme.LIGHT);
    page.keyboard().press("n");
    page.waitForURL("**/document?n=0*");
    assertThat(page.textContent("h1")).isEqualTo("<img src=x onerror=alert(1)>.txt");
    assertThat(current(page)).isEqualTo("day");
    assertThat(page.locator("a.evidence.lit").first().textContent())
        .as("the place of the field at hand")
        .isEqualTo("Acme\nLimited");
    page.keyboard().press("j");
    assertThat(current(page)).isEqualTo("parties");
    page.keyboard().press("k");

    press(page, "x", "1 decided, 3 open");
    assertThat(current(page)).isEqualTo("parties");
    press(page, "a", "2 decided, 2 open");
    press(page, "x", "3 decided, 1 open");
    assertThat(page.url()).as("the next document").contains("n=1");
    press(page, "a", "4 decided, 0 open");
    assertThat(page.textContent("main")).contains("Nothing is open.");
    assertThat(deals.day(2).status()).isEqualTo(FieldStatus.ABSENT);
    assertThat(deals.fields(2, "parties"))
        .extracting(Field::status)
        .containsExactly(FieldStatus.REVIEWED);
    assertThat(deals.day(3).status()).isEqualTo(FieldStatus.REVIEWED);

    page.click("text=one.txt");
    assertThat(page.textContent("tr.controls")).contains("accepted by Ann");
    press(page, "u", "3 decided, 1 open");
    assertThat(deals.day(3).status()).isEqualTo(FieldStatus.NEEDS_REVIEW);
    page.keyboard().press("q");
    page.waitForURL("**/");
    assertThat(page.textContent("main")).contains("Begin with the first document");
  }

  @Test
  void correction_ofWordsSelectedByMouse_isTheirPlace() {
    Page page = enter("Ann", 1280, ColorScheme.LIGHT);
    page.navigate(deals.origin() + "/document?n=1");
    select(page, "2 April 2025");
    press(page, "c", "1 decided, 3 open");

    int start = Deals.TEXT.indexOf("2 April 2025");
    assertThat(deals.day(3).span()).isEqualTo(new CharSpan(start, start + 12));
    assertThat(deals.day(3).page()).isEqualTo(2);

    page.navigate(deals.origin() + "/document?n=1");
    page.keyboard().press("j");
    assertThat(current(page)).as("there is no other row").isEqualTo("day");
    select(page, "18 March 2024");
    press(page, "c", "1 decided, 3 open");
    assertThat(deals.day(3).value()).isEqualTo("18 March 2024");

    page.navigate(deals.origin() + "/document?n=1");
    press(page, "u", "0 decided, 4 open");
    act(page, "1 decided, 3 open", () -> page.click("text=2 April 2025, 0.25"));
    assertThat(deals.day(3).value()).as("what the model considered").isEqualTo("2 April 2025");

    page.navigate(deals.origin() + "/document?n=0");
    page.keyboard().press("c");
    page.keyboard().type("signed on");
    page.keyboard().press("Enter");
    page.waitForSelector(".notice");
    assertThat(page.textContent(".notice")).contains("cannot be read as a date");
    complaints.removeIf(words -> words.contains("422"));
  }

  @Test
  void selection_overAMarkedPlace_isNotLedAway() {
    Page page = enter("Ann", 1280, ColorScheme.LIGHT);
    page.navigate(deals.origin() + "/document?n=0");
    press(page, "x", "1 decided, 3 open");
    assertThat(page.locator("a.evidence[data-of~='f-1']").textContent()).isEqualTo(Deals.SCRIPT);
    select(page, "alert(1)");
    assertThat(page.getAttribute("tr[aria-current]", "id")).isEqualTo("f-0");
    press(page, "c", "2 decided, 2 open");
    assertThat(deals.fields(2, "parties"))
        .extracting(Field::value)
        .containsExactly(Deals.SCRIPT, "alert(1)");
    page.locator("a.evidence[data-of~='f-2']").first().click();
    assertThat(page.getAttribute("tr[aria-current]", "id")).as("of the place").isEqualTo("f-2");
  }

  @Test
  void decision_afterThatOfAnother_showsIt() {
    Page ann = enter("Ann", 1280, ColorScheme.LIGHT);
    Page ben = enter("Ben", 1280, ColorScheme.LIGHT);
    ann.navigate(deals.origin() + "/document?n=1");
    ben.navigate(deals.origin() + "/document?n=1");
    press(ann, "a", "1 decided, 3 open");
    press(ben, "x", "1 decided, 3 open");

    assertThat(ben.textContent(".notice")).contains("Ann decided about day meanwhile: accepted");
    assertThat(ben.textContent("tr.controls")).contains("accepted by Ann");
    assertThat(deals.day(3).status()).isEqualTo(FieldStatus.REVIEWED);
    // Browsers say of every answer that refuses something that it did.
    complaints.removeIf(words -> words.contains("409"));
  }

  @ParameterizedTest(name = "{0} wide, {1}")
  @CsvSource({"1280, LIGHT", "360, DARK"})
  void pages_atAnyWidthAndInTheDark_haveNoSeriousFault(int width, ColorScheme scheme) {
    Page page = enter("Ann", width, scheme);
    lookAt(page, width);
    page.navigate(deals.origin() + "/document?n=0");
    lookAt(page, width);
    page.locator(".adding input[name=words]").fill("inc.");
    page.locator(".adding button").click();
    page.waitForSelector(".notice");
    lookAt(page, width);
    assertThat(page.title()).contains("onerror");
    assertThat(page.locator("img, iframe, object").count()).isZero();
  }

  private void lookAt(Page page, int width) {
    List<String> before = List.copyOf(complaints);
    assertThat(Chromium.seriousFaults(page)).as(page.url()).isEmpty();
    // It reads styles in a way that the page forbids, and does without.
    complaints.retainAll(before);
    assertThat(page.evaluate("document.documentElement.scrollWidth <= innerWidth"))
        .as("%s fits into %d", page.url(), width)
        .isEqualTo(true);
  }

  private Page enter(String person, int width, ColorScheme scheme) {
    BrowserContext context =
        browser.newContext(
            new Browser.NewContextOptions().setViewportSize(width, 800).setColorScheme(scheme));
    contexts.add(context);
    Page page = context.newPage();
    page.onConsoleMessage(message -> complaints.add(message.text()));
    page.onPageError(complaints::add);
    page.onDialog(
        dialog -> {
          complaints.add("a dialog");
          dialog.dismiss();
        });
    page.onRequest(
        request -> {
          if (!request.url().startsWith(deals.origin() + "/")) {
            complaints.add(request.url());
          }
        });
    page.navigate(deals.address(person));
    assertThat(page.textContent("h1")).isEqualTo("Review of deals");
    return page;
  }

  private static void press(Page page, String key, String progress) {
    act(page, progress, () -> page.keyboard().press(key));
  }

  /** Does something, and waits for the next page, on which {@code progress} must stand. */
  private static void act(Page page, String progress, Runnable act) {
    page.waitForLoadState(); // before it, no script listens to keys
    page.evaluate("window.before = true");
    act.run();
    page.waitForCondition(() -> isNext(page));
    assertThat(page.textContent("nav.top")).contains(progress);
  }

  /** A function that waits in the page would be a script that its policy forbids. */
  private static boolean isNext(Page page) {
    try {
      return page.evaluate("!window.before && document.readyState === 'complete'").equals(true);
    } catch (PlaywrightException e) {
      return false; // The page was left meanwhile.
    }
  }

  private static String current(Page page) {
    return page.textContent("tr[aria-current] th");
  }

  /** Draws the mouse over the first place of {@code words} within one piece of the text. */
  private static void select(Page page, String words) {
    @SuppressWarnings("unchecked")
    Map<String, Object> box =
        (Map<String, Object>)
            page.evaluate(
                """
                words => {
                  const nodes = document.createTreeWalker(document.getElementById('text'), NodeFilter.SHOW_TEXT);
                  while (nodes.nextNode()) {
                    const start = nodes.currentNode.data.indexOf(words);
                    if (start < 0) continue;
                    const range = document.createRange();
                    range.setStart(nodes.currentNode, start);
                    range.setEnd(nodes.currentNode, start + words.length);
                    const box = range.getBoundingClientRect();
                    return { left: box.left, right: box.right, y: box.top + box.height / 2 };
                  }
                  throw new Error(words + ' are not in the text');
                }""",
                words);
    double y = number(box, "y");
    page.mouse().move(number(box, "left") + 1, y);
    page.mouse().down();
    page.mouse().move(number(box, "left") + 9, y);
    page.mouse().move(number(box, "right"), y);
    page.mouse().up();
    assertThat(page.evaluate("String(getSelection())")).isEqualTo(words);
  }

  private static double number(Map<String, Object> box, String name) {
    return ((Number) requireNonNull(box.get(name))).doubleValue();
  }
}
