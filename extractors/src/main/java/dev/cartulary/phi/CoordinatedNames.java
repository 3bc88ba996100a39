package dev.cartulary.phi;

import static dev.cartulary.phi.NameContext.AND;
import static dev.cartulary.phi.NameContext.NEVER;

import dev.cartulary.phi.Token.Shape;
import java.util.List;
import java.util.regex.Matcher;

/** Names beside other names: X in "Y and X" and in "Y, X". */
final class CoordinatedNames {
  private final Lexicon lexicon = Lexicon.builtIn();
  private final NameWords words;
  private final Tokens tokens;
  private final String text;
  private final NameReach reach;

  CoordinatedNames(NameWords words, NameReach reach) {
    this.words = words;
    this.tokens = words.tokens();
    this.text = tokens.text();
    this.reach = reach;
  }

  void find() {
    for (PhiSpan span : List.copyOf(reach.spans())) {
      if (span.probability() < 0.6) {
        continue;
      }
      Matcher and = AND.matcher(text).region(span.span().end(), text.length());
      if (!and.lookingAt()) {
        continue;
      }
      int i = tokens.at(and.end());
      if (i < tokens.size() && tokens.get(i).start() == and.end() && isCoordinate(tokens.get(i))) {
        reach.extend(i, 2, 0.75);
      }
    }
  }

  private boolean isCoordinate(Token token) {
    boolean name = lexicon.isSurname(token.lower()) || lexicon.isGiven(token.lower());
    return token.shape() == Shape.CAPITALISED
        && !NEVER.contains(token.lower())
        && (!words.ordinary(token) || name)
        && !words.isSmallElsewhere(token);
  }
}
