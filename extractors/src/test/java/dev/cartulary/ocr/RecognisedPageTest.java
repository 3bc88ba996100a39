package dev.cartulary.ocr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.cartulary.document.PageLayout;
import dev.cartulary.document.WordBox;
import dev.cartulary.layout.Sheet;
import java.util.List;
import org.junit.jupiter.api.Test;

final class RecognisedPageTest {
  private static final String HEAD =
      "level\tpage_num\tblock_num\tpar_num\tline_num\tword_num\tleft\ttop\twidth\theight\tconf\ttext\n";

  @Test
  void ofTsv_wordsOfLinesAndParagraphs_laidOutAndAveraged() {
    RecognisedPage page =
        table(
            "1\t1\t0\t0\t0\t0\t0\t0\t9\t9\t-1\t",
            "5\t1\t1\t1\t1\t1\t0\t0\t9\t9\t90\tThe",
            "5\t1\t1\t1\t1\t2\t0\t0\t9\t9\t80.5\tlease",
            "5\t1\t1\t1\t2\t1\t0\t0\t9\t9\t100\tends",
            "5\t1\t1\t2\t1\t1\t0\t0\t9\t9\t70\tSigned",
            "5\t1\t2\t1\t1\t1\t0\t0\t9\t9\t95\t  ",
            "5\t1\t3\t1\t1\t1\t0\t0\t9\t9\t0\there");

    assertThat(page.page().text()).isEqualTo("The lease\nends\n\nSigned\n\nhere");
    assertThat(page.page().ocr()).isTrue();
    assertThat(page.confidence()).isCloseTo(0.681, within(1e-9));
    assertThat(page.weight()).isCloseTo(0.9 * 3 + 0.805 * 5 + 4 + 0.7 * 6, within(1e-9));
  }

  @Test
  void ofTsv_noWord_emptyWithoutConfidence() {
    for (RecognisedPage page :
        List.of(RecognisedPage.ofTsv(""), table(), table("5\t1\t1\t1\t1\t1\t0\t0\t9\t9\t95\t "))) {
      assertThat(page).isEqualTo(new RecognisedPage(new Sheet(0, 0, List.of()), null, 0));
    }
  }

  @Test
  void orBetter_readings_theHeavierOneAndTheFirstOfEquals() {
    Sheet sheet = new Sheet(9, 9, List.of());
    RecognisedPage garbage = new RecognisedPage(sheet, 0.9, 2.7);
    RecognisedPage text = new RecognisedPage(sheet, 0.8, 8.8);

    assertThat(garbage.orBetter(text)).isSameAs(text);
    assertThat(text.orBetter(garbage)).isSameAs(text);
    assertThat(text.orBetter(new RecognisedPage(sheet, 0.8, 8.8))).isSameAs(text);
  }

  @Test
  void page_scaled_boxesInTenthsOfAPoint() {
    RecognisedPage page =
        table(
            "1\t1\t0\t0\t0\t0\t0\t0\t2550\t3300\t-1\t",
            "5\t1\t1\t1\t1\t1\t300\t600\t150\t30\t90\tThe",
            "5\t1\t1\t1\t1\t2\t480\t600\t300\t30\t90\tlease");

    PageLayout layout = page.scaled(720.0 / 300).page().layout();

    assertThat(layout.width()).isEqualTo(6120);
    assertThat(layout.height()).isEqualTo(7920);
    assertThat(layout.words())
        .containsExactly(
            new WordBox(0, 3, 720, 1440, 360, 72), new WordBox(4, 9, 1152, 1440, 720, 72));
  }

  private static RecognisedPage table(String... rows) {
    return RecognisedPage.ofTsv(HEAD + String.join("\n", rows) + "\n");
  }
}
