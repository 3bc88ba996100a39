package dev.cartulary.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cartulary.document.DocumentId;
import dev.cartulary.document.ExtractedText;
import dev.cartulary.document.Page;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PaginatorTest {
  private static final DocumentId ID = new DocumentId("0".repeat(64));

  @Test
  void assemble_emptyPagesAtBothEndsAndWithin_keepTheirNumbers() {
    ExtractedText text = assemble("", "one ", "\n", "two", " ");

    assertThat(text.text()).isEqualTo("one\n\ntwo");
    assertThat(text.pages().stream().map(page -> page.span().of(text.text())))
        .containsExactly("", "one", "", "two", "");
    assertThat(text.pageAt(0)).isEqualTo(2);
    assertThat(text.pageAt(text.text().indexOf("two"))).isEqualTo(4);
  }

  @Test
  void assemble_ocr_isAPropertyOfThePage() {
    ExtractedText text =
        Paginator.assemble(
            ID, "application/pdf", List.of(new RawPage("a", false), new RawPage("b", true)));

    assertThat(text.pages().stream().map(Page::ocr)).containsExactly(false, true);
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
  void assemble_anyPages_spansHoldTheNormalisedPagesAndOnlyBreaksBetween(long seed) {
    Random dice = new Random(seed);
    List<String> raw = new ArrayList<>();
    for (int i = 0; i <= dice.nextInt(12); i++) {
      raw.add(dice.nextInt(4) == 0 ? " \n" : " page\t" + i + "\r\n\r\n\r\nend of " + i + " ");
    }

    ExtractedText text = assemble(raw.toArray(String[]::new));

    assertThat(text.pages()).hasSameSizeAs(raw);
    StringBuilder between = new StringBuilder(text.text());
    for (int i = raw.size() - 1; i >= 0; i--) {
      Page page = text.pages().get(i);
      assertThat(page.span().of(text.text())).isEqualTo(TextNormalizer.normalize(raw.get(i)));
      between.delete(page.span().start(), page.span().end());
    }
    assertThat(between.toString()).matches("\n*");
    assertThat(TextNormalizer.normalize(text.text())).isEqualTo(text.text());
  }

  private static ExtractedText assemble(String... pages) {
    return Paginator.assemble(
        ID, "text/plain", List.of(pages).stream().map(page -> new RawPage(page, false)).toList());
  }
}
