package dev.cartulary.phi;

import dev.cartulary.phi.Token.Shape;
import java.util.List;

/**
 * What no recogniser took and no dictionary explains.
 *
 * @param unknownWords capitalised words within sentences that no dictionary has
 * @param longNumbers numbers and codes with five digits or more
 */
public record Leftovers(int unknownWords, int longNumbers) {
  /*
   * Chosen so that the mean estimate over planted notes is near the share of those in which something was missed;
   * docs/deidentification.md has both.
   */
  static final double UNKNOWN_WORD = 0.004;
  static final double LONG_NUMBER = 0.02;
  static final double UNCERTAIN_SHARE = 0.1;

  /** Where nothing was looked for. */
  static final Leftovers NONE = new Leftovers(0, 0);

  static Leftovers of(Tokens tokens, List<PhiSpan> spans) {
    Lexicon lexicon = Lexicon.builtIn();
    int words = 0;
    int numbers = 0;
    int next = 0;
    for (int i = 0; i < tokens.size(); i++) {
      Token token = tokens.get(i);
      while (next < spans.size() && spans.get(next).span().end() <= token.start()) {
        next++;
      }
      if (next < spans.size() && spans.get(next).span().start() < token.end()) {
        continue;
      }
      if (token.shape() == Shape.CAPITALISED
          && !tokens.beginsSentence(i)
          && !lexicon.isCommon(token.lower())
          && !lexicon.isMedical(token.lower())
          && !lexicon.isCountry(token.lower())) {
        words++;
      } else if (token.hasDigits(5)) {
        numbers++;
      }
    }
    return new Leftovers(words, numbers);
  }

  double probabilityOfNone() {
    return Math.pow(1 - UNKNOWN_WORD, unknownWords) * Math.pow(1 - LONG_NUMBER, longNumbers);
  }
}
