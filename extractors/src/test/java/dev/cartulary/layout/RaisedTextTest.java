package dev.cartulary.layout;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class RaisedTextTest {
  private static Line line(int x, int y, int height, String... words) {
    List<Word> placed = new java.util.ArrayList<>();
    int at = x;
    for (String word : words) {
      int width = word.length() * height / 2;
      placed.add(new Word(word, at, y, width, height));
      at += width + height / 4;
    }
    return new Line(placed, false);
  }

  private static List<String> joined(Line... lines) {
    return RaisedText.joined(List.of(lines)).stream().map(Line::text).toList();
  }

  @Test
  void joined_raisedOrdinal_isPartOfItsNumberAndTheLineGoesOn() {
    Line day = line(720, 1000, 100, "the", "27");
    Line th = line(day.right(), 980, 60, "th");
    Line rest = line(th.right() + 25, 1000, 100, "day", "of", "May");

    assertThat(joined(day, th, rest, line(720, 1140, 100, "2009")))
        .containsExactly("the 27th day of May", "2009");
  }

  @Test
  void joined_noteMark_isAWordOfItsOwn() {
    Line text = line(720, 1000, 100, "the", "Lease");

    assertThat(joined(text, line(text.right(), 980, 60, "1"), line(720, 1140, 100, "and")))
        .containsExactly("the Lease 1", "and");
  }

  @Test
  void joined_smallLineBelow_staysALine() {
    Line text = line(720, 1000, 100, "the", "Lease");

    assertThat(joined(text, line(text.right(), 1120, 60, "th"), line(720, 1000, 100, "and")))
        .containsExactly("the Lease", "th", "and");
  }
}
