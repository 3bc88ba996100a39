package dev.cartulary.phi;

import dev.cartulary.phi.Token.Shape;

/** Texts that are written without capitals. */
final class SmallLetters {
  private static final int FEWEST_WORDS = 3;
  private static final String BEFORE = " \n\t(\"'>";
  private static final String BEHIND = " \n\t,;:!?)\"'";

  private SmallLetters() {}

  /**
   * The text with a capital at each word that no list of words has, which can be a name; of the
   * same length. A text with capitals is left as it is.
   */
  static String raised(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (Character.isUpperCase(text.charAt(i))) {
        return text;
      }
    }
    Tokens tokens = Tokens.of(text);
    if (tokens.size() < FEWEST_WORDS) {
      return text;
    }
    Lexicon lexicon = Lexicon.builtIn();
    StringBuilder raised = new StringBuilder(text);
    for (Token token : tokens.all()) {
      String word = token.lower();
      boolean known = lexicon.isCommon(word) || lexicon.isMedical(word) || lexicon.isCountry(word);
      if (token.shape() == Shape.LOWER && !known && isAlone(text, token)) {
        raised.setCharAt(token.start(), Character.toUpperCase(text.charAt(token.start())));
      }
    }
    return raised.toString();
  }

  /** Whether the word is no part of an address of the net. */
  private static boolean isAlone(String text, Token token) {
    int end = token.end();
    return (token.start() == 0 || BEFORE.indexOf(text.charAt(token.start() - 1)) >= 0)
        && (end == text.length()
            || BEHIND.indexOf(text.charAt(end)) >= 0
            || (text.charAt(end) == '.'
                && (end + 1 == text.length() || Character.isWhitespace(text.charAt(end + 1)))));
  }
}
