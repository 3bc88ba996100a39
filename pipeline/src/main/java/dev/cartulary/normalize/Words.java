package dev.cartulary.normalize;

import dev.cartulary.document.CharSpan;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Plain words: tidied, and names in one spelling. */
public final class Words {
  private static final String ENDS = "\"'“”‘’«»()[]{}<>*_|,;:";
  private static final Pattern BLANKS = Pattern.compile("[\\s\\p{Z}]+");
  private static final Set<String> SMALL =
      Set.of("of", "and", "the", "for", "in", "de", "la", "du", "von", "van", "to", "on");
  private static final Set<String> CAPITALS =
      Set.of(
          "LLC", "LLP", "LP", "PLC", "USA", "US", "UK", "AG", "SA", "NV", "BV", "AB", "KG", "II",
          "III", "IV", "MD", "DO", "NP", "RN", "PA", "NA", "SE", "AS", "KK", "IP", "IT", "TV",
          "HMO", "N.A.", "S.A.", "N.V.", "B.V.", "L.P.", "L.L.C.", "L.L.P.", "M.D.", "D.O.",
          "U.S.");

  private Words() {}

  /** The text in one line, single blanks between words, without quotation marks around it. */
  public static String tidy(String text) {
    String line = text.strip().replaceAll("[\\s\\p{Z}]+", " ");
    return trim(line, new CharSpan(0, line.length())).of(line);
  }

  /**
   * The range without blanks, quotation marks and separators at its ends; a bracket stays where the
   * range holds its partner.
   */
  public static CharSpan trim(String text, CharSpan span) {
    String range = span.of(text);
    boolean pair = range.indexOf('(') >= 0 && range.lastIndexOf(')') > range.indexOf('(');
    int start = span.start();
    int end = span.end();
    while (start < end && trimmed(text.charAt(start), pair)) {
      start++;
    }
    while (start < end && trimmed(text.charAt(end - 1), pair)) {
      end--;
    }
    return new CharSpan(start, end);
  }

  private static boolean trimmed(char c, boolean pair) {
    boolean bracket = c == '(' || c == ')';
    return blank(c) || (ENDS.indexOf(c) >= 0 && !(pair && bracket));
  }

  /**
   * A name in one spelling: tidied, without a full stop that closes a sentence, and with capitals
   * at the start of words only when it is all capitals ("ACME SYSTEMS, INC." is "Acme Systems,
   * Inc.").
   */
  public static String name(String text) {
    String tidy = tidy(text);
    if (tidy.endsWith(".") && !tidy.matches("(?s).*(?:\\b\\p{Lu}|\\b\\p{Lu}\\p{L}{1,4})\\.")) {
      tidy = tidy.substring(0, tidy.length() - 1);
    }
    if (!tidy.equals(tidy.toUpperCase(Locale.ROOT))
        || tidy.codePoints().noneMatch(Character::isLetter)) {
      return tidy;
    }
    List<String> words = new ArrayList<>();
    for (String word : split(tidy)) {
      words.add(capitalised(word, words.isEmpty()));
    }
    return String.join(" ", words);
  }

  private static String capitalised(String word, boolean first) {
    String bare = word.replaceAll("[,;]$", "");
    if (CAPITALS.contains(bare) || word.matches("(?:\\p{Lu}\\.)+,?") || bare.length() == 1) {
      return word;
    }
    String lower = word.toLowerCase(Locale.ROOT);
    if (!first && SMALL.contains(lower)) {
      return lower;
    }
    StringBuilder out = new StringBuilder(lower);
    boolean start = true;
    for (int i = 0; i < out.length(); i++) {
      char c = out.charAt(i);
      if (start && Character.isLetter(c)) {
        out.setCharAt(i, Character.toUpperCase(c));
      }
      // After an apostrophe only a letter that does not end the word is a new start: O'Brien's.
      start =
          c == '-'
              || c == '/'
              || c == '('
              || c == '&'
              || (c == '\'' && i == 1)
              || (start && !Character.isLetter(c));
    }
    return out.toString();
  }

  /** The words between blanks. */
  static List<String> split(String text) {
    return BLANKS.splitAsStream(text).toList();
  }

  static boolean blank(char c) {
    return Character.isWhitespace(c) || Character.isSpaceChar(c);
  }
}
