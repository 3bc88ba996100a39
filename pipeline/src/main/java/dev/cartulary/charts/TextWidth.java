package dev.cartulary.charts;

/**
 * How wide text comes out, estimated from above, because the reader's font is not known: the
 * classes are those of DejaVu Sans and Verdana, the widest of the fonts that browsers take for
 * {@code system-ui}.
 */
final class TextWidth {
  private static final String NARROW = " .,:;'|!()[]/-ijltfrIJ";
  private static final String WIDE = "mMW@%";
  private static final double NARROW_EM = 0.42;
  private static final double USUAL_EM = 0.66;
  private static final double CAPITAL_EM = 0.82;
  private static final double WIDE_EM = 1;
  private static final char ELLIPSIS = '\u2026';

  private TextWidth() {}

  /** In pixels at a font size of {@link Drawing#FONT}. */
  static double of(String words) {
    return words.codePoints().mapToDouble(TextWidth::em).sum() * Drawing.FONT;
  }

  private static double em(int letter) {
    if (NARROW.indexOf(letter) >= 0) {
      return NARROW_EM;
    }
    if (WIDE.indexOf(letter) >= 0 || (letter > 0x24f && letter != '\u2013')) {
      return WIDE_EM;
    }
    return Character.isUpperCase(letter) || letter == 'w' ? CAPITAL_EM : USUAL_EM;
  }

  /**
   * As much of {@code words} as fits into {@code width}, with an ellipsis where some is cut off.
   */
  static String fitting(String words, double width) {
    if (of(words) <= width) {
      return words;
    }
    int[] letters = words.codePoints().toArray();
    for (int end = letters.length - 1; end > 0; end--) {
      String cut = new String(letters, 0, end).stripTrailing() + ELLIPSIS;
      if (of(cut) <= width) {
        return cut;
      }
    }
    return "";
  }
}
