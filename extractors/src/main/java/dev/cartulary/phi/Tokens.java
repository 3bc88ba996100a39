package dev.cartulary.phi;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A text and its words and numbers, in their order. */
final class Tokens {
  private final String text;
  private final List<Token> tokens;

  private Tokens(String text, List<Token> tokens) {
    this.text = text;
    this.tokens = tokens;
  }

  static Tokens of(String text) {
    List<Token> tokens = new ArrayList<>(text.length() / 6 + 1);
    int at = 0;
    while (at < text.length()) {
      if (!Character.isLetterOrDigit(text.charAt(at))) {
        at++;
        continue;
      }
      int end = end(text, at);
      tokens.add(token(text, at, end));
      at = end;
    }
    return new Tokens(text, tokens);
  }

  private static int end(String text, int from) {
    int end = from + 1;
    while (end < text.length()) {
      char c = text.charAt(end);
      if (Character.isLetterOrDigit(c) || Character.getType(c) == Character.NON_SPACING_MARK) {
        end++;
      } else if ((c == '\'' || c == '’' || c == '-')
          && end + 1 < text.length()
          && Character.isLetter(text.charAt(end + 1))
          && Character.isLetter(text.charAt(end - 1))) {
        if (c != '-' && isPossessive(text, end)) {
          return end;
        }
        end++;
      } else {
        return end;
      }
    }
    return end;
  }

  private static boolean isPossessive(String text, int apostrophe) {
    char next = text.charAt(apostrophe + 1);
    return (next == 's' || next == 'S')
        && (apostrophe + 2 == text.length()
            || !Character.isLetterOrDigit(text.charAt(apostrophe + 2)));
  }

  private static Token token(String text, int start, int end) {
    String word = text.substring(start, end);
    return new Token(
        start, end, word, word.toLowerCase(Locale.ROOT).replace('’', '\''), shape(word));
  }

  private static Token.Shape shape(String word) {
    if (Character.isDigit(word.charAt(0))) {
      return Token.Shape.NUMBER;
    }
    if (!Character.isUpperCase(word.charAt(0))) {
      return Token.Shape.LOWER;
    }
    if (word.length() == 1) {
      return Token.Shape.INITIAL;
    }
    return word.chars().anyMatch(Character::isLowerCase)
        ? Token.Shape.CAPITALISED
        : Token.Shape.UPPER;
  }

  String text() {
    return text;
  }

  int size() {
    return tokens.size();
  }

  Token get(int i) {
    return tokens.get(i);
  }

  List<Token> all() {
    return tokens;
  }

  /** The first token that starts at {@code offset} or behind it. */
  int at(int offset) {
    int low = 0;
    int high = tokens.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (tokens.get(middle).start() < offset) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /** What stands between token {@code i - 1}, or the text's start, and token {@code i}. */
  String before(int i) {
    return text.substring(i == 0 ? 0 : tokens.get(i - 1).end(), tokens.get(i).start());
  }

  /** What stands between token {@code i} and the next, or the text's end. */
  String after(int i) {
    return text.substring(
        tokens.get(i).end(), i + 1 == tokens.size() ? text.length() : tokens.get(i + 1).start());
  }

  /** Whether a sentence, line or list entry can begin with token {@code i}. */
  boolean beginsSentence(int i) {
    if (i == 0) {
      return true;
    }
    String gap = before(i);
    for (int at = 0; at < gap.length(); at++) {
      char c = gap.charAt(at);
      if (c == '\n' || c == '!' || c == '?' || c == ':' || c == ';' || c == '•' || c == '*') {
        return true;
      }
      if (c == '.' && tokens.get(i - 1).shape() != Token.Shape.INITIAL) {
        return true;
      }
    }
    return tokens.get(i - 1).shape() == Token.Shape.NUMBER && gap.startsWith(".");
  }

  /** Whether token {@code i} follows the one before it after one blank, or an initial's period. */
  boolean adjoins(int i) {
    if (i == 0) {
      return false;
    }
    String gap = before(i);
    return gap.equals(" ")
        || gap.equals("\u00a0")
        || ((gap.equals(". ") || gap.equals("."))
            && tokens.get(i - 1).shape() == Token.Shape.INITIAL);
  }
}
