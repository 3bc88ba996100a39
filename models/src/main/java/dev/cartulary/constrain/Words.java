package dev.cartulary.constrain;

import dev.cartulary.document.CharSpan;

/** Where words begin and end: a word is a run of letters, digits and combining marks. */
final class Words {
  private Words() {}

  /** Whether no word goes on across {@code offset}. */
  static boolean isBorder(String text, int offset) {
    if (offset <= 0 || offset >= text.length()) {
      return true;
    }
    if (Character.isLowSurrogate(text.charAt(offset))
        && Character.isHighSurrogate(text.charAt(offset - 1))) {
      return false;
    }
    return !(isWord(text.codePointBefore(offset)) && isWord(text.codePointAt(offset)));
  }

  static boolean isBlank(char character) {
    return Character.isWhitespace(character) || Character.isSpaceChar(character);
  }

  /** The span without blanks at its ends; empty when it holds nothing else. */
  static CharSpan trim(String text, int start, int end) {
    int from = start;
    int to = end;
    while (from < to && isBlank(text.charAt(from))) {
      from++;
    }
    while (to > from && isBlank(text.charAt(to - 1))) {
      to--;
    }
    return new CharSpan(from, to);
  }

  /** What makes two values the same: their characters, with each run of blanks as one. */
  static String key(String value) {
    StringBuilder key = new StringBuilder(value.length());
    for (int i = 0; i < value.length(); i++) {
      char character = value.charAt(i);
      if (!isBlank(character)) {
        key.append(character);
      } else if (key.length() > 0 && key.charAt(key.length() - 1) != ' ') {
        key.append(' ');
      }
    }
    int length = key.length();
    return length > 0 && key.charAt(length - 1) == ' '
        ? key.substring(0, length - 1)
        : key.toString();
  }

  private static boolean isWord(int character) {
    int type = Character.getType(character);
    return Character.isLetterOrDigit(character)
        || type == Character.NON_SPACING_MARK
        || type == Character.COMBINING_SPACING_MARK;
  }
}
