package dev.cartulary.report;

import static dev.cartulary.report.Comparisons.TODAY;
import static dev.cartulary.report.Comparisons.product;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cartulary.accounting.Comparison;
import dev.cartulary.accounting.WorkDone;
import dev.cartulary.completion.TokenUsage;
import dev.cartulary.estimate.Estimate;
import dev.cartulary.estimate.Estimated;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SavingsPageTest {
  private static final Comparison DEAR =
      Comparisons.of(product("Reader", "5"), product("Reader <script>", "900"));

  private static final Comparison CHEAP =
      Comparisons.of(
          product("Flash, batch", "0.0004"),
          new Comparisons.Product("Old & unverified", "0.3", false, TODAY.minusDays(200)),
          product("A product with a name that is much longer than any chart is wide, batch", "7"),
          product("Large", "80"),
          product("Medical entities", "420"),
          product("Free", "0"));

  @TempDir Path folder;

  private static String body(String page) {
    return page.substring(page.indexOf("<body>"));
  }

  @Test
  void of_cloudsAreDearer_saysWhatIsSaved() {
    String page = body(SavingsPage.of(DEAR, TODAY));
    assertThat(page)
        .contains(
            "This machine costs no more than any of 2 products", "Cost of a document", "Break-even")
        .contains("What the result depends on", "F1 0.750 (0.710 to 0.790)", "90 of 900 fields")
        .contains("1,000 documents a day", "as stated", "What if &lt;electricity&gt; is 0.30.")
        .contains("asked elsewhere", "$0.0265", "7 questions, of which the endpoint counted 9,000")
        .contains("<a rel=\"noreferrer\" href=\"https://prices.example/0\">")
        .doesNotContain("A cloud is cheaper");
  }

  @Test
  void of_aCloudIsCheaper_saysSoFirst() {
    String page = body(SavingsPage.of(CHEAP, TODAY));
    assertThat(page.indexOf("A cloud is cheaper: Nimbus Free takes $0.00"))
        .isPositive()
        .isLessThan(page.indexOf("<table"))
        .isLessThan(page.indexOf("<svg"));
    assertThat(page).contains("class=\"verdict cloud\"", "unverified, stale", "(stale)", "never");
  }

  @Test
  void of_markupInNames_isEscaped() {
    String page = SavingsPage.of(DEAR, TODAY);
    assertThat(page)
        .contains("Reader &lt;script&gt;", "office &lt;pc&gt;", "reads &lt;b&gt;pages&lt;/b&gt;")
        .doesNotContain("<script", "<b>");
  }

  @Test
  void of_noCloud_comparesNothing() {
    String page = body(SavingsPage.of(Comparisons.of(), TODAY));
    assertThat(page).contains("nothing is compared").doesNotContain("Break-even", "A year");
  }

  @Test
  void of_anyComparison_needsNothingElse() {
    String page = SavingsPage.of(CHEAP, TODAY);
    assertThat(page).doesNotContain("<link", "<img", "@import", "url(http", " src=");
    assertThat(Pattern.compile("id=\"([^\"]+)\"").matcher(page).results().map(m -> m.group(1)))
        .isNotEmpty()
        .doesNotHaveDuplicates();
  }

  @Test
  void of_estimate_statesItsError() {
    Estimate estimate =
        new Estimate(
            100,
            20,
            3,
            7,
            new WorkDone(100, 500, 800_000, new TokenUsage(200_000, 20_000, 9_000)),
            new Estimated(200_000, 2_000, 196_000, 204_000),
            Estimated.exactly(20_000),
            Estimated.exactly(9_000),
            new Estimated(7_000, 100, 6_800, 7_200),
            new Estimated(7_200, 100, 7_000, 7_400),
            List.of());
    assertThat(body(SavingsPage.of(DEAR, estimate, TODAY)))
        .contains("Estimated from 20 files of 100 (seed 7)", "3 files have no text", "2.0 %");
    assertThat(EstimateText.of(estimate))
        .contains("seconds of the machine", "counted")
        .satisfies(text -> assertThat(text.lines()).allMatch(line -> line.length() <= 80));
  }

  @ParameterizedTest(name = "{0} pixels wide")
  @ValueSource(ints = {360, 1200})
  void of_openedInABrowser_fitsAndNothingTouches(int width)
      throws IOException, InterruptedException {
    assertThat(Chromium.look(folder, SavingsPage.of(CHEAP, TODAY), width))
        .isEqualTo("3 drawings; wrong: []");
  }
}
