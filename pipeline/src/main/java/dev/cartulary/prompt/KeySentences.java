package dev.cartulary.prompt;

import dev.cartulary.document.CharSpan;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Which sentences may stand in a summary: prose of a readable length, not headings, tables of
 * contents, list entries, signature lines, or page marks.
 */
public final class KeySentences {
  private static final int SHORTEST = 40;
  private static final int LONGEST = 600;
  private static final int LEAST_WORDS = 6;
  private static final Pattern FURNITURE =
      Pattern.compile(
          "^[•·▪◦*–-]\\s|\\.{4}|…|_{3}|/s/|^\\W{0,3}(?:by|name|title|its|date|attest|witness):|signature page|table of contents"
              + "|^page \\d|intentionally (?:left )?blank|in witness whereof|confidential treatment|securities and exchange commission"
              + "|^source:|https?://",
          Pattern.CASE_INSENSITIVE);

  private KeySentences() {}

  /** Those of {@code sentences} that may be chosen; all of them when none qualifies. */
  public static List<CharSpan> of(String text, List<CharSpan> sentences) {
    List<CharSpan> key = new ArrayList<>();
    for (CharSpan sentence : sentences) {
      if (prose(sentence, text)) {
        key.add(sentence);
      }
    }
    return key.isEmpty() ? sentences : key;
  }

  private static boolean prose(CharSpan span, String text) {
    if (span.length() < SHORTEST || span.length() > LONGEST) {
      return false;
    }
    int letters = 0;
    int small = 0;
    int words = 1;
    for (int i = span.start(); i < span.end(); i++) {
      char c = text.charAt(i);
      letters += Character.isLetter(c) ? 1 : 0;
      small += Character.isLowerCase(c) ? 1 : 0;
      words += Character.isWhitespace(c) ? 1 : 0;
    }
    return words >= LEAST_WORDS
        && letters * 10 >= span.length() * 6
        && small * 10 >= letters * 7
        && !FURNITURE.matcher(text).region(span.start(), span.end()).find();
  }
}
