package dev.cartulary.document;

import static java.util.Objects.requireNonNull;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/**
 * The size of a page and the boxes of its words, in the order of its text and without overlap
 * there. A page without geometry has none.
 *
 * @param width of the page as it is shown, in tenths of a point; 0 when unknown
 * @param height likewise
 * @param packed the boxes, about ten code units a word: thousands of pages are held at a time.
 *     {@link #of} writes it, {@link #words} reads it.
 */
public record PageLayout(int width, int height, String packed) implements Serializable {
  /*
   * For each word: the characters since the last word's end, its length, its x and y less those of
   * the word before, its width and its height. Each number is zig-zagged (its sign becomes its last
   * bit) and written in groups of seven bits, the lowest first, with the eighth bit set on all but
   * the last: a code unit below 256 each, which the virtual machine holds in one byte.
   */
  private static final int NUMBERS = 6;
  private static final int GROUP = 7;
  private static final int MORE = 1 << GROUP;

  /** A page of which nothing is known. */
  public static final PageLayout NONE = new PageLayout(0, 0, "");

  public PageLayout {
    requireNonNull(packed, "packed is null");
    if (width < 0 || height < 0) {
      throw new IllegalArgumentException("a page of " + width + " by " + height);
    }
  }

  /** The layout with {@code words}, which are in the order of the text. */
  public static PageLayout of(int width, int height, List<WordBox> words) {
    StringBuilder packed = new StringBuilder(words.size() * 10);
    int end = 0;
    int x = 0;
    int y = 0;
    for (WordBox word : words) {
      if (word.start() < end) {
        throw new IllegalArgumentException(
            "the word at " + word.start() + " begins before the one before ends at " + end);
      }
      write(packed, word.start() - end);
      write(packed, word.end() - word.start());
      write(packed, word.x() - x);
      write(packed, word.y() - y);
      write(packed, word.width());
      write(packed, word.height());
      end = word.end();
      x = word.x();
      y = word.y();
    }
    return new PageLayout(width, height, packed.toString());
  }

  private static void write(StringBuilder packed, int number) {
    int rest = (number << 1) ^ (number >> 31);
    while (rest >>> GROUP != 0) {
      packed.append((char) ((rest & (MORE - 1)) | MORE));
      rest >>>= GROUP;
    }
    packed.append((char) rest);
  }

  /**
   * The boxes in the order of the text.
   *
   * @throws IllegalArgumentException if {@link #packed} was not written by {@link #of}
   */
  public List<WordBox> words() {
    int[] numbers = numbers();
    List<WordBox> words = new ArrayList<>(numbers.length / NUMBERS);
    int end = 0;
    int x = 0;
    int y = 0;
    for (int i = 0; i < numbers.length; i += NUMBERS) {
      int start = end + numbers[i];
      if (start < end) {
        throw new IllegalArgumentException("words overlap at " + start);
      }
      end = start + numbers[i + 1];
      x += numbers[i + 2];
      y += numbers[i + 3];
      words.add(new WordBox(start, end, x, y, numbers[i + 4], numbers[i + 5]));
    }
    return words;
  }

  private int[] numbers() {
    int[] numbers = new int[(int) packed.chars().filter(c -> c < MORE).count()];
    int count = 0;
    int value = 0;
    int shift = 0;
    for (int i = 0; i < packed.length(); i++) {
      char c = packed.charAt(i);
      value |= (c & (MORE - 1)) << shift;
      shift += GROUP;
      if (c < MORE) {
        numbers[count++] = (value >>> 1) ^ -(value & 1);
        value = 0;
        shift = 0;
      } else if (c >= 2 * MORE || shift >= Integer.SIZE) {
        throw new IllegalArgumentException("not a number among the boxes at " + i);
      }
    }
    if (shift != 0 || count % NUMBERS != 0) {
      throw new IllegalArgumentException("the boxes end within a word");
    }
    return numbers;
  }

  /**
   * The boxes of the words that reach into {@code span}, those of one line as one.
   *
   * @param page the page's number, counted from 1
   * @param span in the page's text
   */
  List<Box> boxes(int page, CharSpan span) {
    List<Box> boxes = new ArrayList<>();
    WordBox line = null;
    for (WordBox word : words()) {
      if (word.start() >= span.end() || word.end() <= span.start()) {
        continue;
      }
      if (line != null && line.sharesLine(word)) {
        int top = Math.min(line.y(), word.y());
        int right = Math.max(line.right(), word.right());
        int bottom = Math.max(line.bottom(), word.bottom());
        line = new WordBox(line.start(), word.end(), line.x(), top, right - line.x(), bottom - top);
      } else {
        if (line != null) {
          boxes.add(new Box(page, line.x(), line.y(), line.width(), line.height()));
        }
        line = word;
      }
    }
    if (line != null) {
      boxes.add(new Box(page, line.x(), line.y(), line.width(), line.height()));
    }
    return boxes;
  }
}
