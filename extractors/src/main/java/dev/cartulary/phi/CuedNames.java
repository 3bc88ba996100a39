package dev.cartulary.phi;

import static dev.cartulary.phi.NameContext.CALLED;
import static dev.cartulary.phi.NameContext.CREDENTIAL;
import static dev.cartulary.phi.NameContext.LABEL;
import static dev.cartulary.phi.NameContext.NEVER;
import static dev.cartulary.phi.NameContext.OWN_NAME;
import static dev.cartulary.phi.NameContext.PARTICLES;
import static dev.cartulary.phi.NameContext.RELATIVE;
import static dev.cartulary.phi.NameContext.TITLES;
import static dev.cartulary.phi.NameContext.VOCATIVE;

import dev.cartulary.deadline.WatchedText;
import dev.cartulary.phi.Token.Shape;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Names that something beside them tells: a label, a title, a relative, a comma. */
final class CuedNames {
  private final Lexicon lexicon = Lexicon.builtIn();
  private final NameWords words;
  private final Tokens tokens;
  private final String text;
  private final NameReach reach;

  CuedNames(NameWords words, NameReach reach) {
    this.words = words;
    this.tokens = words.tokens();
    this.text = tokens.text();
    this.reach = reach;
  }

  void find() {
    cued(LABEL, 4, 0.95, true);
    cued(CALLED, 3, 0.9, true);
    cued(RELATIVE, 3, 0.88, false);
    alone(OWN_NAME, 0.85);
    alone(VOCATIVE, 0.7);
    for (int i = 0; i < tokens.size(); i++) {
      if (words.isTitle(i)) {
        titled(i + 1);
      }
      surnameFirst(i);
    }
  }

  private void titled(int first) {
    Token token = tokens.get(first);
    if (token.shape() == Shape.LOWER) {
      if (!lexicon.isCommon(token.lower()) && token.word().length() > 2) {
        int last = first;
        while (last + 1 < tokens.size()
            && last < first + 2
            && tokens.adjoins(last + 1)
            && tokens.get(last + 1).shape() == Shape.LOWER
            && !words.ordinary(tokens.get(last + 1))
            && tokens.get(last + 1).word().length() > 1) {
          last++;
        }
        reach.add(first, last, 0.85);
      } else if (PARTICLES.contains(token.lower())) {
        reach.extend(first, 3, 0.97);
      }
      return;
    }
    if (token.capital() && !NEVER.contains(token.lower()) && !TITLES.contains(token.lower())) {
      reach.extend(first, 3, 0.97);
    }
  }

  /** One word whose place says enough, though it may be an ordinary one elsewhere. */
  private void alone(Pattern cue, double probability) {
    Matcher matcher = cue.matcher(new WatchedText(text));
    while (matcher.find()) {
      int i = tokens.at(matcher.end());
      if (i < tokens.size() && tokens.get(i).start() == matcher.end()) {
        Token token = tokens.get(i);
        boolean name = lexicon.isGiven(token.lower()) || lexicon.isSurname(token.lower());
        if (!NEVER.contains(token.lower())
            && !words.isSmallElsewhere(token)
            && (name || !words.ordinary(token))) {
          reach.add(i, i, probability);
        }
      }
    }
  }

  private void cued(Pattern cue, int most, double probability, boolean lowerCase) {
    Matcher matcher = cue.matcher(new WatchedText(text));
    int i = 0;
    int from = 0;
    while (from <= text.length() && matcher.find(from)) {
      from = Math.max(matcher.end(), matcher.start() + 1);
      while (i < tokens.size() && tokens.get(i).start() < matcher.end()) {
        i++;
      }
      if (i == tokens.size()) {
        return;
      }
      int first = i;
      while (first < tokens.size()
          && (words.isTitle(first) || TITLES.contains(tokens.get(first).lower()))
          && first < i + 2) {
        first++;
      }
      if (first < tokens.size()) {
        name(first, most, probability, lowerCase, cue == LABEL);
      }
    }
  }

  private void name(int first, int most, double probability, boolean lowerCase, boolean label) {
    Token token = tokens.get(first);
    if (token.shape() == Shape.LOWER) {
      boolean particle =
          PARTICLES.contains(token.lower())
              && first + 1 < tokens.size()
              && tokens.get(first + 1).capital();
      if (particle) {
        reach.extend(first, most, probability);
      } else if (lowerCase && !words.ordinary(token) && token.word().length() > 2) {
        int last = first;
        while (last + 1 < tokens.size()
            && last < first + 2
            && tokens.adjoins(last + 1)
            && tokens.get(last + 1).shape() == Shape.LOWER
            && !words.ordinary(tokens.get(last + 1))
            && tokens.get(last + 1).word().length() > 2) {
          last++;
        }
        reach.add(first, last, 0.75);
      }
      return;
    }
    if (!token.capital() || NEVER.contains(token.lower())) {
      return;
    }
    boolean own =
        words.isName(token)
            || (token.shape() == Shape.INITIAL
                && first + 1 < tokens.size()
                && tokens.adjoins(first + 1)
                && words.isName(tokens.get(first + 1)));
    boolean pair =
        first + 1 < tokens.size()
            && tokens.adjoins(first + 1)
            && tokens.get(first + 1).capital()
            && words.isName(tokens.get(first + 1))
            && (lexicon.isSurname(token.lower()) || lexicon.isGiven(token.lower()) || label);
    boolean comma =
        label
            && first + 1 < tokens.size()
            && tokens.after(first).matches(", ?")
            && tokens.get(first + 1).capital()
            && (words.isName(tokens.get(first + 1))
                || own
                || lexicon.isGiven(tokens.get(first + 1).lower()));
    if (!own && !pair && !comma) {
      return;
    }
    int last = reach.extend(first, most, probability);
    if (label
        && last + 1 < tokens.size()
        && tokens.after(last).matches("(?: (?:Jr|Sr)\\.?)?, ?")
        && tokens.get(last + 1).capital()
        && !CREDENTIAL.matcher(words.behind(last, 12)).find()
        && !NEVER.contains(tokens.get(last + 1).lower())
        && (words.isName(tokens.get(last + 1))
            || lexicon.isGiven(tokens.get(last + 1).lower())
            || (own && tokens.get(last + 1).shape() == tokens.get(last).shape()))) {
      reach.extend(last + 1, 2, probability);
    }
  }

  /** SURNAME, GIVEN. */
  private void surnameFirst(int i) {
    if (i + 1 >= tokens.size()) {
      return;
    }
    Token surname = tokens.get(i);
    Token given = tokens.get(i + 1);
    if (surname.capital()
        && given.capital()
        && surname.shape() != Shape.INITIAL
        && given.shape() != Shape.INITIAL
        && tokens.after(i).matches(", ?")
        && !NEVER.contains(surname.lower())
        && lexicon.isGiven(given.lower())
        && !lexicon.isCity(surname.lower())
        && (!words.ordinary(given)
            || (lexicon.isSurname(surname.lower()) && !words.ordinary(surname)))
        && (!words.ordinary(surname) || lexicon.isSurname(surname.lower()))) {
      boolean list = i > 0 && tokens.before(i).matches(", ?(?:and )?");
      int last = reach.extend(i + 1, 2, list ? 0.7 : 0.9);
      reach.add(i, last, list ? 0.7 : 0.9);
    }
  }
}
