package dev.cartulary.text;

/**
 * Brings text into the form of {@link dev.cartulary.document.ExtractedText}; applying it twice
 * changes nothing more.
 *
 * <ul>
 *   <li>Line ends ({@code \r\n}, {@code \r}, vertical tab, form feed, U+0085, U+2028) are {@code
 *       \n}; U+2029 ends a paragraph. At most one empty line stands between lines with text; none
 *       at the beginning or the end.
 *   <li>A run of blanks (every Unicode space, tabs, U+200B) is one space; none at the ends of a
 *       line.
 *   <li>Dropped: other control characters, soft hyphens, byte order marks, direction marks and word
 *       joiners, which show nothing and would split words for a search.
 *   <li>A surrogate without its partner becomes U+FFFD.
 * </ul>
 */
public final class TextNormalizer {
  private TextNormalizer() {}

  public static String normalize(CharSequence raw) {
    StringBuilder out = new StringBuilder(raw.length());
    int lineEnds = 0;
    boolean blank = false;
    for (int i = 0; i < raw.length(); i++) {
      char c = raw.charAt(i);
      if (isLineEnd(c)) {
        boolean pair = c == '\r' && i + 1 < raw.length() && raw.charAt(i + 1) == '\n';
        i += pair ? 1 : 0;
        lineEnds += c == '\u2029' ? 2 : 1;
        blank = false;
      } else if (isBlank(c)) {
        blank = true;
      } else if (!isDropped(c)) {
        if (out.length() > 0 && lineEnds > 0) {
          out.append(lineEnds == 1 ? "\n" : "\n\n");
        } else if (out.length() > 0 && blank) {
          out.append(' ');
        }
        lineEnds = 0;
        blank = false;
        i += appendCharacter(raw, i, out) - 1;
      }
    }
    return out.toString();
  }

  /** How many code units of {@code raw} the character at {@code i} took. */
  private static int appendCharacter(CharSequence raw, int i, StringBuilder out) {
    char c = raw.charAt(i);
    if (!Character.isSurrogate(c)) {
      out.append(c);
      return 1;
    }
    if (Character.isHighSurrogate(c)
        && i + 1 < raw.length()
        && Character.isLowSurrogate(raw.charAt(i + 1))) {
      out.append(c).append(raw.charAt(i + 1));
      return 2;
    }
    out.append('\uFFFD');
    return 1;
  }

  private static boolean isLineEnd(char c) {
    return (c >= '\n' && c <= '\r') || c == '\u0085' || c == '\u2028' || c == '\u2029';
  }

  private static boolean isBlank(char c) {
    return c == ' ' || c == '\t' || c == '\u200B' || Character.isSpaceChar(c);
  }

  private static boolean isDropped(char c) {
    return Character.isISOControl(c)
        || c == '\u00AD'
        || c == '\u200E'
        || c == '\u200F'
        || (c >= '\u202A' && c <= '\u202E')
        || (c >= '\u2060' && c <= '\u206F')
        || c == '\uFEFF'
        || c == '\uFFFE'
        || c == '\uFFFF';
  }
}
