package dev.cartulary.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PageLayoutTest {
  private static final DocumentId ID = new DocumentId("0".repeat(64));

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11})
  void words_ofWords_areTheSame(long seed) {
    Random dice = new Random(seed);
    List<WordBox> words = new ArrayList<>();
    int end = 0;
    for (int i = 0; i < seed * 3; i++) {
      int bits = 1 + dice.nextInt(24);
      int start = end + dice.nextInt(1 << dice.nextInt(20));
      end = start + 1 + dice.nextInt(1 << dice.nextInt(16));
      int x = (dice.nextInt() >> (31 - bits)) * (dice.nextBoolean() ? 1 : -1);
      int y = dice.nextInt() >> (31 - bits);
      words.add(new WordBox(start, end, x, y, dice.nextInt(1 << bits), dice.nextInt(9)));
    }

    PageLayout layout = PageLayout.of(6120, 7920, words);

    assertThat(layout.words()).isEqualTo(words);
    assertThat(layout.packed().chars()).allMatch(c -> c < 256);
  }

  @ParameterizedTest(name = "case {index}")
  @ValueSource(
      strings = {
        "\u0001",
        "\u0080",
        "\u0002\u0002\u0000\u0000\u0000",
        "\u0100",
        "\u0000\u0000\u0000\u0000\u0000\u0000",
        "\u0001\u0002\u0000\u0000\u0002\u0002",
        "\u0000\u0002\u0000\u0000\u0001\u0002",
        "\u00ff\u00ff\u00ff\u00ff\u00ff\u0001"
      })
  void words_ofAnythingElse_refused(String packed) {
    PageLayout layout = new PageLayout(1, 1, packed);

    assertThatIllegalArgumentException().isThrownBy(layout::words);
  }

  @Test
  void boxes_spanOverLinesAndPages_oneForEachLine() {
    PageLayout first =
        PageLayout.of(
            6120,
            7920,
            List.of(
                new WordBox(0, 3, 100, 200, 50, 10),
                new WordBox(4, 7, 160, 198, 40, 12),
                new WordBox(8, 11, 100, 220, 50, 10)));
    PageLayout second =
        PageLayout.of(
            6120,
            7920,
            List.of(new WordBox(0, 3, 300, 100, 50, 10), new WordBox(4, 7, 10, 100, 50, 10)));
    ExtractedText text =
        new ExtractedText(
            ID,
            "application/pdf",
            "one two\nred\n\nsix ten",
            List.of(
                new Page(1, new CharSpan(0, 11), false), new Page(2, new CharSpan(13, 20), false)),
            List.of(first, second));

    assertThat(text.boxes(new CharSpan(0, 7))).containsExactly(new Box(1, 100, 198, 100, 12));
    assertThat(text.boxes(new CharSpan(5, 14)))
        .containsExactly(
            new Box(1, 160, 198, 40, 12),
            new Box(1, 100, 220, 50, 10),
            new Box(2, 300, 100, 50, 10));
    // The second word stands left of the first: another line, or another column.
    assertThat(text.boxes(new CharSpan(13, 20))).hasSize(2).allMatch(box -> box.page() == 2);
    assertThat(text.boxes(new CharSpan(3, 4))).isEmpty();
    assertThat(text.boxes(new CharSpan(11, 13))).isEmpty();
  }

  @Test
  void boxes_withoutGeometry_none() {
    ExtractedText text =
        new ExtractedText(ID, "text/plain", "one", List.of(new Page(1, new CharSpan(0, 3), false)));

    assertThat(text.boxes(new CharSpan(0, 3))).isEmpty();
  }
}
