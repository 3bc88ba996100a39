package dev.cartulary.phi;

import dev.cartulary.deadline.WatchedText;
import dev.cartulary.phi.Token.Shape;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds again what was found: the parts of a name, its initials, and numbers as they were written.
 */
final class Repetition {
  /** A name's parts are looked for when the name is at least so probable. */
  private static final double SURE_NAME = 0.79;

  private static final int SHORTEST_CODE = 5;

  private Repetition() {}

  static List<PhiSpan> of(Tokens tokens, List<PhiSpan> found) {
    List<PhiSpan> again = new ArrayList<>();
    Set<String> parts = new HashSet<>();
    Set<String> initials = new HashSet<>();
    Map<String, PhiClass> codes = new HashMap<>();
    for (PhiSpan span : found) {
      String words = span.span().of(tokens.text());
      if (span.kind() == PhiClass.NAME && span.probability() >= SURE_NAME) {
        addName(words, parts, initials);
      } else if (words.length() >= SHORTEST_CODE
          && (words.chars().anyMatch(Character::isDigit) || isPlace(span, words))) {
        codes.put(words, span.kind());
      }
    }
    names(tokens, parts, again);
    initials(tokens.text(), initials, again);
    Verbatim verbatim = new Verbatim(tokens.text());
    codes.forEach((code, kind) -> verbatim.find(code, kind, 0.9, "repetition", again));
    return again;
  }

  static List<PhiSpan> known(Tokens tokens, List<KnownIdentifier> known) {
    List<PhiSpan> spans = new ArrayList<>();
    Set<String> parts = new HashSet<>();
    Verbatim verbatim = new Verbatim(tokens.text());
    for (KnownIdentifier identifier : known) {
      String value = identifier.value().strip();
      if (value.length() < 2) {
        continue;
      }
      verbatim.find(value, identifier.kind(), 0.97, "known", spans);
      if (identifier.kind() == PhiClass.NAME) {
        addName(value, parts, new HashSet<>());
      }
    }
    names(tokens, parts, spans);
    return spans;
  }

  /** A place's name that is no ordinary word. */
  private static boolean isPlace(PhiSpan span, String words) {
    return span.kind() == PhiClass.GEOGRAPHY
        && span.probability() > 0.8
        && Character.isUpperCase(words.charAt(0))
        && !Lexicon.builtIn().isCommon(words.toLowerCase(Locale.ROOT));
  }

  private static void addName(String words, Set<String> parts, Set<String> initials) {
    StringBuilder letters = new StringBuilder();
    for (Token token : Tokens.of(words).all()) {
      if (token.capital() || !Lexicon.builtIn().isCommon(token.lower())) {
        if (token.capital()
            && token.shape() != Shape.INITIAL
            && token.word().length() > 1
            && token.shape() != Shape.NUMBER) {
          parts.add(token.lower());
        }
        letters.append(Character.toUpperCase(token.word().charAt(0)));
      }
    }
    if (letters.length() >= 2) {
      initials.add(letters.toString());
      initials.add("" + letters.charAt(0) + letters.charAt(letters.length() - 1));
    }
  }

  /**
   * Parts of names wherever they stand: capitalised if they are ordinary words, else in any case.
   */
  private static void names(Tokens tokens, Set<String> parts, List<PhiSpan> to) {
    Lexicon lexicon = Lexicon.builtIn();
    for (int i = 0; i < tokens.size(); i++) {
      Token token = tokens.get(i);
      if (!parts.contains(token.lower())) {
        continue;
      }
      boolean word = lexicon.isCommon(token.lower()) || lexicon.isMedical(token.lower());
      boolean fits =
          word
              ? token.shape() == Shape.CAPITALISED
                  && !tokens.beginsSentence(i)
                  && token.word().length() > 2
              : token.word().length() > 2 && (token.capital() || isName(lexicon, token));
      if (fits) {
        to.add(
            new PhiSpan(
                PhiClass.NAME, token.start(), token.end(), word ? 0.6 : 0.85, "repetition"));
      }
    }
  }

  private static boolean isName(Lexicon lexicon, Token token) {
    return lexicon.isGiven(token.lower()) || lexicon.isSurname(token.lower());
  }

  private static final Pattern INITIALS =
      Pattern.compile(
          "(?<![\\p{L}\\d.])(\\p{Lu})\\. ?(?:(\\p{Lu})\\. ?)?(\\p{Lu})\\.(?![\\p{L}\\d])");

  private static void initials(String text, Set<String> initials, List<PhiSpan> to) {
    Matcher matcher = INITIALS.matcher(new WatchedText(text));
    while (matcher.find()) {
      String middle = matcher.group(2) == null ? "" : matcher.group(2);
      if (initials.contains(matcher.group(1) + middle + matcher.group(3))) {
        to.add(new PhiSpan(PhiClass.NAME, matcher.start(), matcher.end(), 0.8, "repetition"));
      }
    }
  }
}
