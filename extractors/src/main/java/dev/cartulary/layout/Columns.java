package dev.cartulary.layout;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * Finds the columns of tables: wide gaps that stand one below the other on at least three lines,
 * with cells behind them that begin at one place, or are numbers that end at one. The word after
 * such a gap gets the separator {@code " | "} before it.
 *
 * <p>The gap after the number or the bullet of a list's item is none, however many stand one below
 * the other.
 */
final class Columns {
  static final String SEPARATOR = " | ";

  private static final int LEAST_LINES = 3;

  /** Lines without a word left or right of the gap, such as the second line of a cell. */
  private static final int MOST_OTHERS = 3;

  /** Least gap in heights of its line, which is about one em. */
  private static final double GAP = 1.2;

  /**
   * Least gap in narrow blanks of its page. Justified text has wide gaps too, above all in letters
   * of one width; but its words behind them begin anywhere.
   */
  private static final double BLANKS = 2.2;

  private static final double NARROW = 0.1;

  /** How far cells of a column may be apart, in tenths of a point. */
  private static final int APART = 25;

  /** How much of their width gaps must share, in tenths of a point. */
  private static final int SHARED = 40;

  private static final Pattern MARKER =
      Pattern.compile(
          "[•·▪◦●○■□❑➢✓*–—oØ§¨ÿ-]|[(\\[]?[\\p{L}\\d]{1,4}[.):\\]]+"
              + "|(?:\\d{1,3}\\.){1,5}(?:\\d{0,3}|\\p{L}\\.?)|(?i:section|article)|[\\[(]?[xX_ ]?[)\\]]");

  /**
   * A gap from {@code left} to {@code right} before the word at {@code word} of its line.
   *
   * @param start where the cell behind it begins
   * @param end where the number ends that it is; 0 if it is none
   */
  private record Gap(int word, int left, int right, int start, int end) {
    boolean goesOn(Gap other) {
      boolean aligned =
          Math.abs(start - other.start) <= APART
              || (end > 0 && other.end > 0 && Math.abs(end - other.end) <= APART);
      return aligned && Math.min(right, other.right) - Math.max(left, other.left) >= SHARED;
    }

    Gap narrowed(Gap other) {
      return new Gap(word, Math.max(left, other.left), Math.min(right, other.right), start, end);
    }
  }

  private Columns() {}

  /** The page with separators where its lines have columns. */
  static Sheet mark(Sheet sheet) {
    List<Line> lines = sheet.lines();
    double blank = BLANKS * narrowBlank(lines);
    List<List<Gap>> gaps = lines.stream().map(line -> gaps(line, blank)).toList();
    if (gaps.stream().allMatch(List::isEmpty)) {
      return sheet;
    }
    List<Line> marked = new ArrayList<>(lines.size());
    for (int i = 0; i < lines.size(); i++) {
      List<Word> words = new ArrayList<>(lines.get(i).words());
      for (Gap gap : gaps.get(i)) {
        int count = 1 + others(lines, gaps, i, gap, 1) + others(lines, gaps, i, gap, -1);
        if (count >= LEAST_LINES) {
          words.set(gap.word(), words.get(gap.word()).after(SEPARATOR));
        }
      }
      marked.add(new Line(words, lines.get(i).apart()));
    }
    return new Sheet(sheet.width(), sheet.height(), marked);
  }

  /** How many lines before or after the one at {@code from} go on with its gap; two are enough. */
  private static int others(
      List<Line> lines, List<List<Gap>> gaps, int from, Gap gap, int direction) {
    Gap common = gap;
    int count = 0;
    int without = 0;
    for (int i = from + direction;
        i >= 0 && i < lines.size() && count < LEAST_LINES - 1 && without <= MOST_OTHERS;
        i += direction) {
      Gap shared = null;
      for (Gap other : gaps.get(i)) {
        if (common.goesOn(other)) {
          shared = common.narrowed(other);
        }
      }
      if (shared != null) {
        common = shared;
        count++;
        without = 0;
      } else if (isFree(lines.get(i), common)) {
        without++;
      } else {
        break;
      }
    }
    return count;
  }

  /** Whether no word stands in the gap. */
  private static boolean isFree(Line line, Gap gap) {
    return line.words().stream()
        .noneMatch(word -> word.x() < gap.right() && word.right() > gap.left());
  }

  /** A gap that one in ten of the page's gaps does not reach. */
  private static int narrowBlank(List<Line> lines) {
    int[] gaps =
        lines.stream()
            .flatMapToInt(
                line ->
                    IntStream.range(1, line.words().size())
                        .map(i -> line.words().get(i).x() - line.words().get(i - 1).right()))
            .filter(gap -> gap > 0)
            .sorted()
            .toArray();
    return gaps.length == 0 ? 0 : gaps[(int) (NARROW * gaps.length)];
  }

  private static List<Gap> gaps(Line line, double blank) {
    List<Gap> gaps = new ArrayList<>();
    List<Word> words = line.words();
    double least = Math.max(blank, GAP * line.height());
    int cell = 0;
    for (int i = 1; i < words.size(); i++) {
      int left = words.get(i - 1).right();
      int right = words.get(i).x();
      if (right - left >= least && words.get(i).before().equals(Word.BLANK)) {
        if (!(cell == 0 && isMarker(words.subList(0, i)))) {
          gaps.add(new Gap(i, left, right, right, numberEnd(words, i)));
        }
        cell = i;
      }
    }
    return gaps;
  }

  private static int numberEnd(List<Word> words, int at) {
    String text = words.get(at).text();
    return Character.isDigit(text.charAt(text.length() - 1))
            || (text.length() > 1 && Character.isDigit(text.charAt(text.length() - 2)))
        ? words.get(at).right()
        : 0;
  }

  /** Whether the words are the number or the bullet of an item: "(a)", "1.2", "Section 3.". */
  private static boolean isMarker(List<Word> words) {
    return words.size() <= 2
        && words.stream()
            .allMatch(
                word ->
                    MARKER.matcher(word.text()).matches()
                        || (words.size() > 1 && word.text().matches("\\d[\\d.]*")));
  }
}
