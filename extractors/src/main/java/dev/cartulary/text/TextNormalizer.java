package dev.cartulary.text;

import java.util.Arrays;

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
    return normalize(raw, new int[0]);
  }

  /** The normalised text with the way back to {@code raw}. */
  public static NormalText trace(String raw) {
    if (isNormal(raw)) {
      return NormalText.of(raw);
    }
    // U+2029 is one character and becomes two; nothing else becomes more than it was.
    int[] origins = new int[2 * raw.length()];
    String text = normalize(raw, origins);
    return new NormalText(text, Arrays.copyOf(origins, text.length()));
  }

  /** Whether {@code text} is in that form already, as nearly all pages of PDFs are. */
  static boolean isNormal(String text) {
    int gap = 2;
    char before = '\n';
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\n') {
        if (before == ' ' || gap == 2) {
          return false;
        }
        gap++;
      } else if (c == ' ') {
        if (before == ' ' || before == '\n') {
          return false;
        }
      } else if (c > ' ' && c < '\u007F') {
        gap = 0;
      } else if (isLineEnd(c) || isBlank(c) || isDropped(c) || Character.isSurrogate(c)) {
        // Pairs of surrogates are normal, and rare enough for the long way.
        return false;
      } else {
        gap = 0;
      }
      before = c;
    }
    return text.isEmpty() || (before != ' ' && before != '\n');
  }

  /**
   * Normalises.
   *
   * @param origins receives the raw offset of each character, of a break that of its first blank;
   *     an empty array receives nothing
   */
  private static String normalize(CharSequence raw, int[] origins) {
    StringBuilder out = new StringBuilder(raw.length());
    int lineEnds = 0;
    boolean blank = false;
    int gap = 0;
    for (int i = 0; i < raw.length(); i++) {
      char c = raw.charAt(i);
      boolean lineEnd = isLineEnd(c);
      if (lineEnd || isBlank(c)) {
        gap = blank || lineEnds > 0 ? gap : i;
      }
      if (lineEnd) {
        boolean pair = c == '\r' && i + 1 < raw.length() && raw.charAt(i + 1) == '\n';
        i += pair ? 1 : 0;
        lineEnds += c == '\u2029' ? 2 : 1;
        blank = false;
      } else if (isBlank(c)) {
        blank = true;
      } else if (!isDropped(c)) {
        int before = out.length();
        if (out.length() > 0 && lineEnds > 0) {
          out.append(lineEnds == 1 ? "\n" : "\n\n");
        } else if (out.length() > 0 && blank) {
          out.append(' ');
        }
        lineEnds = 0;
        blank = false;
        int start = out.length();
        int from = i;
        i += appendCharacter(raw, i, out) - 1;
        if (origins.length > 0) {
          Arrays.fill(origins, before, start, gap);
          for (int k = start; k < out.length(); k++) {
            origins[k] = from + k - start;
          }
        }
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

  /** Whether {@code c} is shown as a blank or a line end. */
  public static boolean separates(char c) {
    return isLineEnd(c) || isBlank(c);
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
