package dev.cartulary.phi;

import static dev.cartulary.phi.NameContext.CAPITALISED_TITLES;
import static dev.cartulary.phi.NameContext.NEVER;
import static dev.cartulary.phi.NameContext.TITLES;

import dev.cartulary.phi.Token.Shape;
import java.util.HashSet;
import java.util.Set;

/** A text as recognisers of names see it: which of its words are names, initials, titles. */
final class NameWords {
  private final Lexicon lexicon = Lexicon.builtIn();
  private final Tokens tokens;
  private final String text;

  /** Words that stand in the text in small letters, too. */
  private final Set<String> lowerWords = new HashSet<>();

  NameWords(Tokens tokens) {
    this.tokens = tokens;
    this.text = tokens.text();
    for (Token token : tokens.all()) {
      if (token.shape() == Shape.LOWER && isFree(token)) {
        lowerWords.add(token.lower());
      }
    }
  }

  Tokens tokens() {
    return tokens;
  }

  /** Whether the text has the word in small letters, as it has no name. */
  boolean isSmallElsewhere(Token token) {
    return lowerWords.contains(token.lower());
  }

  /** Whether a word stands alone and is no part of an address. */
  private boolean isFree(Token token) {
    return (token.start() == 0 || " \n(\"".indexOf(text.charAt(token.start() - 1)) >= 0)
        && (token.end() == text.length()
            || " \n,;:)\"".indexOf(text.charAt(token.end())) >= 0
            || text.startsWith(". ", token.end()));
  }

  boolean isTitle(int i) {
    Token token = tokens.get(i);
    if (!TITLES.contains(token.lower()) || i + 1 == tokens.size()) {
      return false;
    }
    boolean word = CAPITALISED_TITLES.contains(token.lower());
    String gap = tokens.after(i);
    return (gap.equals(" ")
            || gap.equals(". ")
            || gap.equals(".")
            || gap.equals(".\u00a0")
            || gap.equals(".  ")
            || gap.equals("\u00a0"))
        && !(word && (!token.capital() || (gap.startsWith(".") && token.lower().length() > 4)));
  }

  /** Whether the word is an initial of a name; "I" is one only with a period or between names. */
  boolean isInitial(int i) {
    Token token = tokens.get(i);
    if (token.shape() != Shape.INITIAL) {
      return false;
    }
    boolean next =
        i + 1 < tokens.size()
            && tokens.get(i + 1).shape() == Shape.CAPITALISED
            && tokens.adjoins(i + 1);
    return !token.word().equals("I")
        || (next
            && text.startsWith(".", token.end())
            && !lexicon.isCommon(tokens.get(i + 1).lower()))
        || (next && i > 0 && tokens.adjoins(i) && tokens.get(i - 1).capital());
  }

  /** A capitalised word that is a name or unknown. */
  boolean isName(Token token) {
    return token.capital()
        && token.shape() != Shape.INITIAL
        && !NEVER.contains(token.lower())
        && (!ordinary(token)
            || (lexicon.isGiven(token.lower()) && !lowerWords.contains(token.lower())))
        && !(token.shape() == Shape.UPPER && token.word().length() < 3)
        && !isAbbreviation(token);
  }

  boolean ordinary(Token token) {
    return lexicon.isCommon(token.lower())
        || lexicon.isMedical(token.lower())
        || lexicon.isCountry(token.lower());
  }

  /** Capitals among words in small letters that no list of names has. */
  private boolean isAbbreviation(Token token) {
    if (token.shape() != Shape.UPPER
        || token.word().length() > 5
        || lexicon.isGiven(token.lower())
        || lexicon.isSurname(token.lower())) {
      return false;
    }
    int i = tokens.at(token.start());
    boolean before = i > 0 && tokens.get(i - 1).shape() == Shape.LOWER;
    boolean behind = i + 1 < tokens.size() && tokens.get(i + 1).shape() == Shape.LOWER;
    return before && behind;
  }

  /** The text from the end of token {@code i} on, at most so long. */
  String behind(int i, int most) {
    int end = tokens.get(i).end();
    return text.substring(end, Math.min(text.length(), end + most));
  }
}
