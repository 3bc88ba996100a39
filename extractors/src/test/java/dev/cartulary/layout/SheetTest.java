package dev.cartulary.layout;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cartulary.text.RawPage;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SheetTest {
  @Test
  void page_lines_wordsAtTheirOffsets() {
    Sheet sheet =
        new Sheet(
            6120,
            7920,
            List.of(
                new Line(
                    List.of(new Word("a", 1, 2, 3, 4), new Word(" | ", "bc", 5, 6, 7, 8)), true),
                new Line(List.of(new Word("d", 9, 9, 9, 9)), true)));

    RawPage page = sheet.page();

    assertThat(page.text()).isEqualTo("a | bc\n\nd");
    assertThat(page.layout().words().stream().map(w -> page.text().substring(w.start(), w.end())))
        .containsExactly("a", "bc", "d");
    assertThat(page.layout().words().get(1).x()).isEqualTo(5);
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9})
  void of_pageOfASheet_isTheSheet(long seed) {
    Random dice = new Random(seed);
    List<Line> lines = new ArrayList<>();
    for (int i = 0; i < seed; i++) {
      List<Word> words = new ArrayList<>();
      for (int k = 0; k <= dice.nextInt(5); k++) {
        String before = k == 0 || dice.nextInt(3) > 0 ? " " : dice.nextBoolean() ? " | " : "";
        words.add(
            new Word(
                before,
                "w".repeat(1 + dice.nextInt(9)),
                dice.nextInt(9000) - 50,
                dice.nextInt(9000) - 50,
                dice.nextInt(900),
                dice.nextInt(300)));
      }
      lines.add(new Line(words, i > 0 && dice.nextBoolean()));
    }
    Sheet sheet = new Sheet(6120, 7920, lines);

    assertThat(Sheet.of(sheet.page())).isEqualTo(sheet);
  }
}
