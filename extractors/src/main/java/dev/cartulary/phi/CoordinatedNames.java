package dev.cartulary.phi;

import static dev.cartulary.phi.NameContext.AND;
import static dev.cartulary.phi.NameContext.NEVER;

import dev.cartulary.deadline.WatchedText;
import dev.cartulary.phi.Token.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Names beside other names: X in "Y and X" and in "Y, X". */
final class CoordinatedNames {
  private static final String WORD = "\\p{Lu}\\p{Ll}[\\p{L}'’-]*";
  private static final Pattern LIST =
      Pattern.compile(
          "(?<![\\p{L}] )(?<!\\p{L})"
              + WORD
              + "(?:, "
              + WORD
              + "){0,4},? and "
              + WORD
              + "(?!\\p{L}| \\p{Lu})");

  /** What several persons do. */
  private static final Pattern PLURAL =
      Pattern.compile(" (?:were|are|have|had|said|met|began|came|went|agreed|live|both)\\b");

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
    lists();
    for (PhiSpan span : List.copyOf(reach.spans())) {
      if (span.probability() < 0.6) {
        continue;
      }
      Matcher and = AND.matcher(new WatchedText(text)).region(span.span().end(), text.length());
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

  /** "X and Y", "X, Y and Z", of which half or more are in the lists of names. */
  private void lists() {
    Matcher list = LIST.matcher(new WatchedText(text));
    while (list.find()) {
      List<Integer> members = new ArrayList<>();
      int known = 0;
      boolean sure = false;
      for (int i = tokens.at(list.start());
          i < tokens.size() && tokens.get(i).start() < list.end();
          i++) {
        Token token = tokens.get(i);
        if (token.lower().equals("and")) {
          continue;
        }
        boolean name = lexicon.isGiven(token.lower()) || lexicon.isSurname(token.lower());
        boolean other = words.ordinary(token) || NameRuns.isRemedy(token.lower());
        if (NEVER.contains(token.lower())
            || words.isSmallElsewhere(token)
            || (other && !name)
            || lexicon.isCountry(token.lower())) {
          members.clear();
          break;
        }
        known += name ? 1 : 0;
        sure |= name && !other;
        members.add(i);
      }
      boolean persons = PLURAL.matcher(text).region(list.end(), text.length()).lookingAt();
      if (2 * known >= members.size() && (sure || (persons && known > 0))) {
        members.forEach(i -> reach.add(i, i, 0.65));
      }
    }
  }
}
