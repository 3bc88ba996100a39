package dev.cartulary.phi;

import static dev.cartulary.phi.NameContext.CREDENTIAL;
import static dev.cartulary.phi.NameContext.FUNCTION_WORDS;
import static dev.cartulary.phi.NameContext.NAME_ENDS;
import static dev.cartulary.phi.NameContext.NEVER;
import static dev.cartulary.phi.NameContext.PARTICLES;
import static dev.cartulary.phi.NameContext.PERSON_BEHIND;
import static dev.cartulary.phi.NameContext.TITLES;

import dev.cartulary.phi.Token.Shape;
import java.util.ArrayList;
import java.util.List;

/** How far a name reaches of which some words are sure, and the names that were found. */
final class NameReach {
  private final Lexicon lexicon = Lexicon.builtIn();
  private final NameWords words;
  private final Tokens tokens;
  private final String text;
  private final List<PhiSpan> spans = new ArrayList<>();

  NameReach(NameWords words) {
    this.words = words;
    this.tokens = words.tokens();
    this.text = tokens.text();
  }

  /** Names in the order in which they were found; they may overlap. */
  List<PhiSpan> spans() {
    return spans;
  }

  void add(int first, int last, double probability) {
    spans.add(
        new PhiSpan(
            PhiClass.NAME,
            tokens.get(first).start(),
            tokens.get(last).end(),
            Math.min(0.99, probability),
            "names"));
  }

  /** The parts of a name from {@code first} on, which is one of them for sure. */
  int extend(int first, int most, double probability) {
    int last = first;
    int parts = tokens.get(first).shape() == Shape.INITIAL ? 0 : 1;
    while (last + 1 < tokens.size() && tokens.adjoins(last + 1)) {
      Token next = tokens.get(last + 1);
      boolean particle =
          PARTICLES.contains(next.lower())
              && last + 2 < tokens.size()
              && tokens.adjoins(last + 2)
              && tokens.get(last + 2).capital();
      if (words.isInitial(last + 1) || particle) {
        last++;
        continue;
      }
      boolean suffix = next.word().matches("Jr|Sr|II|III|IV|JR|SR");
      boolean fits =
          next.capital()
              && (suffix || !NEVER.contains(next.lower()))
              && parts < most
              && (!words.ordinary(next) || suffix || closes(first, last + 1, parts));
      if (!fits) {
        break;
      }
      parts++;
      last++;
    }
    while (last > first && (tokens.get(last).shape() == Shape.LOWER)) {
      last--;
    }
    add(first, last, probability);
    return last;
  }

  /** Whether an ordinary word can be the given name before a name that stands alone. */
  boolean precedes(int i, int last) {
    Token token = tokens.get(i);
    if (token.shape() != tokens.get(last).shape()
        || token.shape() == Shape.INITIAL
        || !tokens.adjoins(i + 1)
        || NEVER.contains(token.lower())
        || TITLES.contains(token.lower())
        || words.isSmallElsewhere(token)
        || FUNCTION_WORDS.contains(token.lower())) {
      return false;
    }
    String gap = tokens.before(i);
    boolean line = gap.isEmpty() || gap.endsWith("\n") || gap.endsWith(": ");
    String behind = words.behind(last, 16);
    return line
        ? CREDENTIAL.matcher(behind).find() || behind.isBlank() || behind.startsWith("\n")
        : !tokens.beginsSentence(i) || PERSON_BEHIND.matcher(behind).find();
  }

  /** Whether an ordinary word can be a name's last: such as Bird in "Dr. Anna Bird,". */
  boolean closes(int first, int i, int parts) {
    Token token = tokens.get(i);
    if (TITLES.contains(token.lower())
        || token.shape() == Shape.INITIAL
        || (token.shape() != tokens.get(first).shape() && parts > 0)) {
      return false;
    }
    if (parts == 0) {
      return !words.isSmallElsewhere(token) && token.word().length() > 3;
    }
    if (parts > 2
        || (words.ordinary(tokens.get(first)) && !lexicon.isGiven(tokens.get(first).lower()))) {
      return false;
    }
    String behind = text.substring(token.end(), Math.min(text.length(), token.end() + 16));
    return CREDENTIAL.matcher(behind).find() || NAME_ENDS.matcher(behind).lookingAt();
  }
}
