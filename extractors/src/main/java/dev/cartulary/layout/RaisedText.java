package dev.cartulary.layout;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Puts small raised or lowered text back into its line: PDFBox takes the "th" of a raised "8th" for
 * a line of its own, and what follows it for another.
 */
public final class RaisedText {
  private static final Pattern ORDINAL = Pattern.compile("(?i:st|nd|rd|th)\\b.*");
  private static final double SMALL = 0.85;

  /** How far text is from what it goes on from, in heights of the line. */
  private static final double NEAR = 0.4;

  private static final double FAR = 1.5;

  private RaisedText() {}

  /** The lines of a page, in the file's order, with raised text in its place. */
  public static List<Line> joined(List<Line> lines) {
    List<Line> joined = new ArrayList<>(lines.size());
    boolean open = false;
    for (Line line : lines) {
      Line before = joined.isEmpty() ? null : joined.get(joined.size() - 1);
      if (before != null && isRaised(before, line)) {
        boolean ordinal =
            Character.isDigit(before.last().text().charAt(before.last().text().length() - 1))
                && ORDINAL.matcher(line.first().text()).matches();
        joined.set(joined.size() - 1, with(before, line, ordinal ? "" : Word.BLANK));
        open = true;
      } else if (before != null && open && goesOn(before, line)) {
        joined.set(joined.size() - 1, with(before, line, Word.BLANK));
        open = false;
      } else {
        joined.add(line);
        open = false;
      }
    }
    return joined;
  }

  private static boolean isRaised(Line before, Line line) {
    int height = before.last().height();
    int gap = line.left() - before.last().right();
    int overlap =
        Math.min(before.last().bottom(), line.bottom()) - Math.max(before.last().y(), line.top());
    return line.words().size() == 1
        && line.height() <= SMALL * height
        && 3 * overlap > line.height()
        && Math.abs(gap) <= NEAR * height;
  }

  /** Whether {@code line} stands behind the raised text at the level of the line it is in. */
  private static boolean goesOn(Line before, Line line) {
    Word start = before.first();
    int gap = line.left() - before.last().right();
    int overlap =
        Math.min(start.bottom(), line.first().bottom()) - Math.max(start.y(), line.first().y());
    return 3 * overlap > 2 * start.height()
        && gap >= -NEAR * start.height()
        && gap <= FAR * start.height();
  }

  private static Line with(Line line, Line more, String separator) {
    List<Word> words = new ArrayList<>(line.words());
    words.add(more.first().after(separator));
    words.addAll(more.words().subList(1, more.words().size()));
    return new Line(words, line.apart());
  }
}
