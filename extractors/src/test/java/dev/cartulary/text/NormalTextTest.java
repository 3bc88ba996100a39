package dev.cartulary.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cartulary.document.CharSpan;
import dev.cartulary.document.PageLayout;
import dev.cartulary.document.WordBox;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class NormalTextTest {
  private static final String[] PIECES = {
    "a", "Bc", " ", "\t", "\n", "\r\n", "\u00AD", "\u2029", "\u0000", "\uD83D\uDE00", "\uD83D", "é"
  };

  @ParameterizedTest
  @CsvSource({
    // Raw text with [ and ] around the range that is asked for, and what it has become.
    "'a [bc] d','bc'",
    "'  [a]','a'",
    "'a\r\n\r\n\r\n[b]c','b'",
    "'[a ] b','a '",
    "'[\u00ADa\u00AD] b','a'",
    "'a[\u00AD] b',''",
    "'a [ ] b',''",
  })
  void of_span_whatTheCharactersBecame(String marked, String expected) {
    int start = marked.indexOf('[');
    int end = marked.indexOf(']') - 1;
    NormalText normal = TextNormalizer.trace(marked.replace("[", "").replace("]", ""));

    assertThat(normal.of(new CharSpan(start, end)).of(normal.text())).isEqualTo(expected);
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19})
  void assemble_anyPages_everyBoxIsThatOfItsNormalisedWord(long seed) {
    Random dice = new Random(seed);
    List<RawPage> pages = new ArrayList<>();
    for (int p = 0; p < 1 + seed % 4; p++) {
      StringBuilder raw = new StringBuilder();
      for (int i = 0; i < dice.nextInt(60); i++) {
        raw.append(PIECES[dice.nextInt(PIECES.length)]);
      }
      pages.add(new RawPage(raw.toString(), false, null, boxes(raw.toString())));
    }

    var text =
        Paginator.assemble(
            new dev.cartulary.document.DocumentId("0".repeat(64)), "application/pdf", pages);

    assertThat(text.layouts()).hasSameSizeAs(pages);
    for (int p = 0; p < pages.size(); p++) {
      String page = text.pages().get(p).span().of(text.text());
      List<String> expected = new ArrayList<>();
      for (WordBox box : pages.get(p).layout().words()) {
        String word =
            TextNormalizer.normalize(pages.get(p).text().substring(box.start(), box.end()));
        if (!word.isEmpty()) {
          expected.add(box.x() + word);
        }
      }
      assertThat(text.layouts().get(p).words())
          .extracting(box -> box.x() + page.substring(box.start(), box.end()))
          .isEqualTo(expected);
    }
  }

  /** A box for each word, told apart by its x. */
  private static PageLayout boxes(String raw) {
    List<WordBox> boxes = new ArrayList<>();
    int start = 0;
    for (int i = 0; i <= raw.length(); i++) {
      if (i == raw.length() || TextNormalizer.separates(raw.charAt(i))) {
        if (i > start) {
          boxes.add(new WordBox(start, i, boxes.size(), 0, 1, 1));
        }
        start = i + 1;
      }
    }
    return PageLayout.of(100, 100, boxes);
  }
}
