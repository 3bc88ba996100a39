package dev.cartulary.layout;

import dev.cartulary.text.RawPage;
import java.util.ArrayList;
import java.util.List;

/** Writes pages of words with boxes, every character 60 wide and 100 high, in tenths of a point. */
final class Typewriter {
  static final int WIDTH = 6120;
  static final int HEIGHT = 7920;
  private static final int ADVANCE = 60;

  private final List<Line> lines = new ArrayList<>();

  /** A line at {@code y} from the page's top; more than one blank moves the next word on. */
  Typewriter at(int y, String text) {
    List<Word> words = new ArrayList<>();
    int start = -1;
    for (int i = 0; i <= text.length(); i++) {
      boolean blank = i == text.length() || text.charAt(i) == ' ';
      if (blank && start >= 0) {
        words.add(
            new Word(
                text.substring(start, i), 720 + start * ADVANCE, y, (i - start) * ADVANCE, 100));
        start = -1;
      } else if (!blank && start < 0) {
        start = i;
      }
    }
    lines.add(new Line(words, false));
    return this;
  }

  /** Lines one below the other in the middle of the page. */
  Typewriter body(String... texts) {
    for (int i = 0; i < texts.length; i++) {
      at(2000 + 140 * i, texts[i]);
    }
    return this;
  }

  Sheet sheet() {
    return new Sheet(WIDTH, HEIGHT, lines);
  }

  RawPage page() {
    return sheet().page();
  }
}
