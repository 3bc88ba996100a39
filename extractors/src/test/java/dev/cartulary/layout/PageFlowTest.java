package dev.cartulary.layout;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cartulary.text.RawPage;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class PageFlowTest {
  @Test
  void arrange_scannedPages_runningLineOnceAndStillScanned() {
    List<RawPage> arranged = PageFlow.arrange(pages(false));

    assertThat(arranged).allMatch(RawPage::ocr).extracting(RawPage::confidence).containsOnly(0.9);
    assertThat(arranged.get(0).text()).contains("Harbour lease");
    assertThat(arranged.get(1).text()).doesNotContain("Harbour lease").contains("Text number 1.");
  }

  @Test
  void arrange_pagesScannedOnTheirSide_leftAsTheyAre() {
    List<RawPage> pages = pages(true);

    assertThat(PageFlow.arrange(pages)).isEqualTo(pages);
  }

  /** Four pages with one header; on their side, lines stand beside each other. */
  private static List<RawPage> pages(boolean onTheirSide) {
    List<RawPage> pages = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      List<Line> lines = new ArrayList<>();
      lines.add(line(List.of("Harbour", "lease"), 300, onTheirSide));
      lines.add(line(List.of("Text", "number", i + "."), 2_000, onTheirSide));
      RawPage page = new Sheet(6_000, 8_000, lines).page();
      pages.add(new RawPage(page.text(), true, 0.9, page.layout()));
    }
    return pages;
  }

  private static Line line(List<String> texts, int down, boolean onItsSide) {
    List<Word> words = new ArrayList<>();
    for (String text : texts) {
      int along = 500 + 600 * words.size();
      words.add(
          onItsSide
              ? new Word(text, 6_000 - down, along, 100, 500)
              : new Word(text, along, down, 500, 100));
    }
    return new Line(words, false);
  }
}
