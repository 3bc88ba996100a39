package dev.cartulary.layout;

import dev.cartulary.document.PageLayout;
import dev.cartulary.document.WordBox;
import dev.cartulary.text.RawPage;
import java.util.ArrayList;
import java.util.List;

/**
 * A page as lines of words.
 *
 * @param width of the page as it is shown, in tenths of a point
 * @param lines in reading order
 */
public record Sheet(int width, int height, List<Line> lines) {
  public Sheet {
    lines = List.copyOf(lines);
    if (width < 0 || height < 0) {
      throw new IllegalArgumentException("a page of " + width + " by " + height);
    }
  }

  /** The lines of a page that {@link #page} made. */
  static Sheet of(RawPage page) {
    List<Line> lines = new ArrayList<>();
    List<Word> line = new ArrayList<>();
    boolean apart = false;
    int end = 0;
    for (WordBox box : page.layout().words()) {
      String before = page.text().substring(end, box.start());
      if (before.startsWith("\n")) {
        lines.add(new Line(line, apart));
        line.clear();
        apart = before.length() > 1;
      }
      line.add(
          new Word(
              line.isEmpty() ? Word.BLANK : before,
              page.text().substring(box.start(), box.end()),
              box.x(),
              box.y(),
              box.width(),
              box.height()));
      end = box.end();
    }
    if (!line.isEmpty()) {
      lines.add(new Line(line, apart));
    }
    return new Sheet(page.layout().width(), page.layout().height(), lines);
  }

  /** The text of the lines with the boxes of their words. */
  public RawPage page() {
    StringBuilder text = new StringBuilder();
    List<WordBox> boxes = new ArrayList<>();
    for (Line line : lines) {
      if (text.length() > 0) {
        text.append(line.apart() ? "\n\n" : "\n");
      }
      for (int i = 0; i < line.words().size(); i++) {
        Word word = line.words().get(i);
        text.append(i == 0 ? "" : word.before());
        int start = text.length();
        text.append(word.text());
        boxes.add(
            new WordBox(start, text.length(), word.x(), word.y(), word.width(), word.height()));
      }
    }
    return new RawPage(text.toString(), false, null, PageLayout.of(width, height, boxes));
  }
}
