package dev.cartulary.layout;

import static java.util.Objects.requireNonNull;

/**
 * A word and where it stands on the page as it is shown, in tenths of a point from the top left.
 *
 * @param before what stands between it and the word before on its line
 */
public record Word(String before, String text, int x, int y, int width, int height) {
  static final String BLANK = " ";

  public Word {
    requireNonNull(before, "before is null");
    if (text.isEmpty() || width < 0 || height < 0) {
      throw new IllegalArgumentException(
          "a word of " + text.length() + " characters, " + width + " wide, " + height + " high");
    }
  }

  /** A word with a blank before it. */
  public Word(String text, int x, int y, int width, int height) {
    this(BLANK, text, x, y, width, height);
  }

  Word after(String separator) {
    return new Word(separator, text, x, y, width, height);
  }

  Word reading(String other) {
    return new Word(before, other, x, y, width, height);
  }

  int right() {
    return x + width;
  }

  int bottom() {
    return y + height;
  }
}
