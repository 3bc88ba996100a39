package dev.cartulary.document;

/**
 * Where a word stands: its range in the text of its page, and its rectangle there, in tenths of a
 * point from the page's top left.
 *
 * @param start UTF-16 code units from the beginning of the page's text
 * @param end not included
 */
public record WordBox(int start, int end, int x, int y, int width, int height) {
  public WordBox {
    if (start < 0 || end <= start || width < 0 || height < 0) {
      throw new IllegalArgumentException(
          "not a word's box: ["
              + start
              + ", "
              + end
              + "), "
              + width
              + " wide, "
              + height
              + " high");
    }
  }

  int right() {
    return x + width;
  }

  int bottom() {
    return y + height;
  }

  /** Whether {@code next}, the word after this one, goes on in the same line. */
  boolean sharesLine(WordBox next) {
    int overlap = Math.min(bottom(), next.bottom()) - Math.max(y, next.y);
    return next.x >= x && 2 * overlap > Math.min(height, next.height);
  }
}
