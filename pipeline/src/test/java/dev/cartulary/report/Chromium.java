package dev.cartulary.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A real browser, for pages from disk and from servers on this machine. */
public final class Chromium {
  private static final Pattern POLICY =
      Pattern.compile("<meta http-equiv=\"Content-Security-Policy\"[^>]*>\n");
  private static final Pattern FOUND = Pattern.compile("(?s)<pre id=\"found\">(.*?)</pre>");

  /** Looks at the page as it is laid out, in its own words, and writes down what is wrong. */
  private static final String LOOK =
      """
      <pre id="found"></pre><script>
      const wrong = [];
      if (document.documentElement.scrollWidth > innerWidth) {
        wrong.push('the page is ' + document.documentElement.scrollWidth + ' wide in ' + innerWidth);
      }
      if (performance.getEntriesByType('resource').length > 0) wrong.push('asks for more');
      let seen = 0;
      for (const svg of document.querySelectorAll('svg')) {
        const frame = svg.getBoundingClientRect();
        if (frame.width === 0) continue;
        seen++;
        const texts = [...svg.querySelectorAll('text')];
        const boxes = texts.map(text => text.getBoundingClientRect());
        boxes.forEach((a, i) => {
          if (a.left < frame.left - 1 || a.right > frame.right + 1
              || a.top < frame.top - 1 || a.bottom > frame.bottom + 1) {
            wrong.push('outside: ' + texts[i].textContent);
          }
          boxes.slice(0, i).forEach((b, j) => {
            if (a.left < b.right - 1 && b.left < a.right - 1
                && a.top < b.bottom - 1 && b.top < a.bottom - 1) {
              wrong.push(texts[i].textContent + ' touches ' + texts[j].textContent);
            }
          });
        });
      }
      document.getElementById('found').textContent =
          seen + ' drawings; wrong: ' + JSON.stringify(wrong);
      </script>
      """;

  private Chromium() {}

  /** What speaks to browsers; closing it closes them. */
  public static Playwright playwright() {
    program();
    return Playwright.create(
        new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
  }

  /** The browser of this machine, running. */
  public static Browser launch(Playwright playwright) {
    return playwright
        .chromium()
        .launch(
            new BrowserType.LaunchOptions()
                .setExecutablePath(program())
                .setArgs(List.of("--no-sandbox")));
  }

  /** What axe finds serious or critical in a page as it is now. */
  public static List<String> seriousFaults(Page page) {
    return new AxeBuilder(page)
        .analyze().getViolations().stream()
            .filter(rule -> List.of("serious", "critical").contains(rule.getImpact()))
            .map(rule -> rule.getId() + ": " + rule.getNodes().get(0).getHtml())
            .toList();
  }

  /** The browser of this machine; the test is skipped where there is none, and fails in CI. */
  static Path program() {
    Optional<Path> browser =
        Stream.of("chromium", "chromium-browser", "google-chrome")
            .map(name -> Path.of("/usr/bin", name))
            .filter(Files::isExecutable)
            .findFirst();
    assertThat(browser.isPresent() || System.getenv("CI") == null).as("CI has Chromium").isTrue();
    assumeTrue(browser.isPresent(), "Chromium is not installed: the page is not looked at");
    return browser.orElseThrow();
  }

  /** What is wrong with a page in a window so wide, after how many drawings it shows. */
  static String look(Path folder, String page, int width) throws IOException, InterruptedException {
    Path browser = program();
    assertThat(POLICY.matcher(page).find()).as("the page forbids requests").isTrue();
    // The policy also forbids the script that looks.
    Path inner =
        Files.writeString(
            folder.resolve("page.html"),
            POLICY.matcher(page).replaceFirst("").replace("</body>", LOOK + "</body>"));
    Path out = folder.resolve("dom");
    Process process =
        new ProcessBuilder(
                List.of(
                    browser.toString(),
                    "--headless",
                    "--no-sandbox",
                    "--disable-gpu",
                    "--hide-scrollbars",
                    "--user-data-dir=" + folder.resolve("profile"),
                    "--window-size=" + width + ",900",
                    "--dump-dom",
                    inner.toUri().toString()))
            .redirectOutput(out.toFile())
            .redirectError(folder.resolve("err").toFile())
            .start();
    if (!process.waitFor(60, TimeUnit.SECONDS)) {
      process.destroyForcibly().waitFor();
      throw new AssertionError("Chromium did not end");
    }
    Matcher found = FOUND.matcher(Files.readString(out, StandardCharsets.UTF_8));
    assertThat(found.find()).as("Chromium has shown the page").isTrue();
    return found.group(1);
  }
}
