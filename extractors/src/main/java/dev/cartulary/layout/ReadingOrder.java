package dev.cartulary.layout;

import java.util.List;

/**
 * Says whether the order in which a page's lines stand in its file can be read.
 *
 * <p>Most writers put text into a file as it is read, column after column, which no sorting by
 * height gets right. Some scatter it, and fillers of forms put all values behind all labels; then
 * the lines are better read from top to bottom.
 */
public final class ReadingOrder {
  private static final int LEAST_RETURNS = 5;
  private static final double RETURNS = 0.15;
  private static final int LEAST_LABELS = 3;
  private static final int LONGEST_VALUE = 6;

  /** Beyond this a page is no form; comparing each line with each would take long. */
  private static final int MOST_LINES = 500;

  private ReadingOrder() {}

  /** Whether {@code lines}, in the file's order, should be read from top to bottom instead. */
  public static boolean isLost(List<Line> lines) {
    return isScattered(lines) || hasValuesApart(lines);
  }

  /** Whether the text goes back up again and again, other than to the top of a column. */
  private static boolean isScattered(List<Line> lines) {
    int returns = 0;
    for (int i = 1; i < lines.size(); i++) {
      Line before = lines.get(i - 1);
      Line line = lines.get(i);
      boolean up = line.bottom() <= before.top();
      returns += up && line.left() < before.right() ? 1 : 0;
    }
    return returns >= LEAST_RETURNS && returns >= RETURNS * lines.size();
  }

  /** Whether most lines that end as labels have a short line beside them, but not behind them. */
  private static boolean hasValuesApart(List<Line> lines) {
    if (lines.size() > MOST_LINES) {
      return false;
    }
    int labels = 0;
    int apart = 0;
    for (int i = 0; i < lines.size(); i++) {
      if (lines.get(i).last().text().endsWith(":")) {
        labels++;
        apart += isLabelOfLater(lines, i) ? 1 : 0;
      }
    }
    return apart >= LEAST_LABELS && 2 * apart > labels;
  }

  private static boolean isLabelOfLater(List<Line> lines, int at) {
    Line label = lines.get(at);
    for (int i = at + 1; i < lines.size(); i++) {
      Line line = lines.get(i);
      if (line.levelWith(label) && line.left() >= label.right()) {
        return i > at + 1 && line.words().size() <= LONGEST_VALUE;
      }
    }
    return false;
  }
}
