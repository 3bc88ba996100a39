package dev.cartulary.phi;

import static dev.cartulary.phi.NameContext.ACTING;
import static dev.cartulary.phi.NameContext.AND;
import static dev.cartulary.phi.NameContext.CALLED;
import static dev.cartulary.phi.NameContext.CAPITALISED_TITLES;
import static dev.cartulary.phi.NameContext.CREDENTIAL;
import static dev.cartulary.phi.NameContext.FUNCTION_WORDS;
import static dev.cartulary.phi.NameContext.LABEL;
import static dev.cartulary.phi.NameContext.NAME_ENDS;
import static dev.cartulary.phi.NameContext.NEVER;
import static dev.cartulary.phi.NameContext.PARTICLES;
import static dev.cartulary.phi.NameContext.PERSON_BEHIND;
import static dev.cartulary.phi.NameContext.RELATIVE;
import static dev.cartulary.phi.NameContext.THING_BEHIND;
import static dev.cartulary.phi.NameContext.TITLES;

import dev.cartulary.phi.Token.Shape;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Names of persons: after titles and labels, before credentials, beside words for relatives, by
 * dictionaries of given names and surnames, and by being no other word.
 */
final class Names implements Recogniser {
  private final Lexicon lexicon = Lexicon.builtIn();

  @Override
  public List<PhiSpan> find(Tokens tokens) {
    return new Search(tokens).all();
  }

  /** The way through one text. */
  private final class Search {
    private final Tokens tokens;
    private final String text;
    private final Set<String> lowerWords = new HashSet<>();
    private final List<PhiSpan> spans = new ArrayList<>();

    Search(Tokens tokens) {
      this.tokens = tokens;
      this.text = tokens.text();
      for (Token token : tokens.all()) {
        if (token.shape() == Shape.LOWER && isFree(token)) {
          lowerWords.add(token.lower());
        }
      }
    }

    /** Whether a word stands alone and is no part of an address. */
    private boolean isFree(Token token) {
      return (token.start() == 0 || " \n(\"".indexOf(text.charAt(token.start() - 1)) >= 0)
          && (token.end() == text.length()
              || " \n,;:)\"".indexOf(text.charAt(token.end())) >= 0
              || text.startsWith(". ", token.end()));
    }

    List<PhiSpan> all() {
      cued(LABEL, 4, 0.95, true);
      cued(CALLED, 3, 0.9, true);
      cued(RELATIVE, 3, 0.88, false);
      for (int i = 0; i < tokens.size(); i++) {
        if (isTitle(i)) {
          titled(i + 1);
        }
        surnameFirst(i);
      }
      runs();
      coordinated();
      return spans;
    }

    private void add(int first, int last, double probability) {
      spans.add(
          new PhiSpan(
              PhiClass.NAME,
              tokens.get(first).start(),
              tokens.get(last).end(),
              Math.min(0.99, probability),
              "names"));
    }

    private boolean isTitle(int i) {
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

    private void titled(int first) {
      Token token = tokens.get(first);
      if (token.shape() == Shape.LOWER) {
        if (!lexicon.isCommon(token.lower()) && token.word().length() > 2) {
          int last = first;
          while (last + 1 < tokens.size()
              && last < first + 2
              && tokens.adjoins(last + 1)
              && tokens.get(last + 1).shape() == Shape.LOWER
              && !ordinary(tokens.get(last + 1))
              && tokens.get(last + 1).word().length() > 1) {
            last++;
          }
          add(first, last, 0.85);
        } else if (PARTICLES.contains(token.lower())) {
          extend(first, 3, 0.97);
        }
        return;
      }
      if (token.capital() && !NEVER.contains(token.lower()) && !TITLES.contains(token.lower())) {
        extend(first, 3, 0.97);
      }
    }

    /** Whether the word is an initial of a name; "I" is one only with a period or between names. */
    private boolean isInitial(int i) {
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

    /** The words of a name from {@code first} on, which is one of them for sure. */
    private int extend(int first, int most, double probability) {
      int last = first;
      int words = tokens.get(first).shape() == Shape.INITIAL ? 0 : 1;
      while (last + 1 < tokens.size() && tokens.adjoins(last + 1)) {
        Token next = tokens.get(last + 1);
        boolean particle =
            PARTICLES.contains(next.lower())
                && last + 2 < tokens.size()
                && tokens.adjoins(last + 2)
                && tokens.get(last + 2).capital();
        if (isInitial(last + 1) || particle) {
          last++;
          continue;
        }
        boolean suffix = next.word().matches("Jr|Sr|II|III|IV|JR|SR");
        boolean fits =
            next.capital()
                && (suffix || !NEVER.contains(next.lower()))
                && words < most
                && (!ordinary(next) || suffix || closes(first, last + 1, words));
        if (!fits) {
          break;
        }
        words++;
        last++;
      }
      while (last > first && (tokens.get(last).shape() == Shape.LOWER)) {
        last--;
      }
      add(first, last, probability);
      return last;
    }

    /** Whether an ordinary word can be the given name before a name that stands alone. */
    private boolean precedes(int i, int last) {
      Token token = tokens.get(i);
      if (token.shape() != tokens.get(last).shape()
          || token.shape() == Shape.INITIAL
          || !tokens.adjoins(i + 1)
          || NEVER.contains(token.lower())
          || TITLES.contains(token.lower())
          || lowerWords.contains(token.lower())
          || FUNCTION_WORDS.contains(token.lower())) {
        return false;
      }
      String gap = tokens.before(i);
      boolean line = gap.isEmpty() || gap.endsWith("\n") || gap.endsWith(": ");
      String behind =
          text.substring(
              tokens.get(last).end(), Math.min(text.length(), tokens.get(last).end() + 16));
      return line
          ? CREDENTIAL.matcher(behind).find() || behind.isBlank() || behind.startsWith("\n")
          : !tokens.beginsSentence(i) || PERSON_BEHIND.matcher(behind).find();
    }

    /** Whether an ordinary word can be a name's last: such as Bird in "Dr. Anna Bird,". */
    private boolean closes(int first, int i, int words) {
      Token token = tokens.get(i);
      if (TITLES.contains(token.lower())
          || token.shape() == Shape.INITIAL
          || (token.shape() != tokens.get(first).shape() && words > 0)) {
        return false;
      }
      if (words == 0) {
        return !lowerWords.contains(token.lower()) && token.word().length() > 3;
      }
      if (words > 2
          || (ordinary(tokens.get(first)) && !lexicon.isGiven(tokens.get(first).lower()))) {
        return false;
      }
      String behind = text.substring(token.end(), Math.min(text.length(), token.end() + 16));
      return CREDENTIAL.matcher(behind).find() || NAME_ENDS.matcher(behind).lookingAt();
    }

    private void cued(Pattern cue, int most, double probability, boolean lowerCase) {
      Matcher matcher = cue.matcher(text);
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
            && (isTitle(first) || TITLES.contains(tokens.get(first).lower()))
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
          extend(first, most, probability);
        } else if (lowerCase && !ordinary(token) && token.word().length() > 2) {
          int last = first;
          while (last + 1 < tokens.size()
              && last < first + 2
              && tokens.adjoins(last + 1)
              && tokens.get(last + 1).shape() == Shape.LOWER
              && !ordinary(tokens.get(last + 1))
              && tokens.get(last + 1).word().length() > 2) {
            last++;
          }
          add(first, last, 0.75);
        }
        return;
      }
      if (!token.capital() || NEVER.contains(token.lower())) {
        return;
      }
      boolean own =
          isName(token)
              || (token.shape() == Shape.INITIAL
                  && first + 1 < tokens.size()
                  && tokens.adjoins(first + 1)
                  && isName(tokens.get(first + 1)));
      boolean pair =
          first + 1 < tokens.size()
              && tokens.adjoins(first + 1)
              && tokens.get(first + 1).capital()
              && isName(tokens.get(first + 1))
              && (lexicon.isSurname(token.lower()) || lexicon.isGiven(token.lower()) || label);
      boolean comma =
          label
              && first + 1 < tokens.size()
              && tokens.after(first).matches(", ?")
              && tokens.get(first + 1).capital()
              && (isName(tokens.get(first + 1))
                  || own
                  || lexicon.isGiven(tokens.get(first + 1).lower()));
      if (!own && !pair && !comma) {
        return;
      }
      int last = extend(first, most, probability);
      if (label
          && last + 1 < tokens.size()
          && tokens.after(last).matches("(?: (?:Jr|Sr)\\.?)?, ?")
          && tokens.get(last + 1).capital()
          && !CREDENTIAL
              .matcher(
                  text.substring(
                      tokens.get(last).end(), Math.min(text.length(), tokens.get(last).end() + 12)))
              .find()
          && !NEVER.contains(tokens.get(last + 1).lower())
          && (isName(tokens.get(last + 1))
              || lexicon.isGiven(tokens.get(last + 1).lower())
              || (own && tokens.get(last + 1).shape() == tokens.get(last).shape()))) {
        extend(last + 1, 2, probability);
      }
    }

    /** A capitalised word that is a name or unknown. */
    private boolean isName(Token token) {
      return token.capital()
          && token.shape() != Shape.INITIAL
          && !NEVER.contains(token.lower())
          && (!ordinary(token)
              || (lexicon.isGiven(token.lower()) && !lowerWords.contains(token.lower())))
          && !(token.shape() == Shape.UPPER && token.word().length() < 3);
    }

    private boolean ordinary(Token token) {
      return lexicon.isCommon(token.lower())
          || lexicon.isMedical(token.lower())
          || lexicon.isCountry(token.lower());
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
          && (!ordinary(given) || (lexicon.isSurname(surname.lower()) && !ordinary(surname)))
          && (!ordinary(surname) || lexicon.isSurname(surname.lower()))) {
        boolean list = i > 0 && tokens.before(i).matches(", ?(?:and )?");
        int last = extend(i + 1, 2, list ? 0.7 : 0.9);
        add(i, last, list ? 0.7 : 0.9);
      }
    }

    /** X in "Y and X" and in "Y, X", where Y is a name. */
    private void coordinated() {
      for (PhiSpan span : List.copyOf(spans)) {
        if (span.probability() < 0.6) {
          continue;
        }
        Matcher and = AND.matcher(text).region(span.span().end(), text.length());
        if (!and.lookingAt()) {
          continue;
        }
        int i = tokens.at(and.end());
        if (i < tokens.size()
            && tokens.get(i).start() == and.end()
            && isCoordinate(tokens.get(i))) {
          extend(i, 2, 0.75);
        }
      }
    }

    private boolean isCoordinate(Token token) {
      boolean name = lexicon.isSurname(token.lower()) || lexicon.isGiven(token.lower());
      return token.shape() == Shape.CAPITALISED
          && !NEVER.contains(token.lower())
          && (!ordinary(token) || name)
          && !lowerWords.contains(token.lower());
    }

    /** Capitalised words side by side, judged by what they are and by what stands around them. */
    private void runs() {
      int i = 0;
      while (i < tokens.size()) {
        if (!inRun(i)) {
          i++;
          continue;
        }
        int last = i;
        while (last + 1 < tokens.size()
            && tokens.adjoins(last + 1)
            && (inRun(last + 1) || bridges(last + 1))) {
          last++;
        }
        while (last > i && !inRun(last)) {
          last--;
        }
        judge(i, last);
        i = last + 1;
      }
    }

    private boolean bridges(int i) {
      return PARTICLES.contains(tokens.get(i).lower())
          && i + 1 < tokens.size()
          && tokens.adjoins(i + 1)
          && inRun(i + 1);
    }

    private boolean inRun(int i) {
      Token token = tokens.get(i);
      if (!token.capital()) {
        return token.shape() == Shape.LOWER
            && token.word().length() > 4
            && token.word().indexOf('-') < 0
            && !lexicon.isCommon(token.lower())
            && !lexicon.isMedical(token.lower())
            && !lexicon.isCountry(token.lower())
            && lexicon.isGiven(token.lower());
      }
      if (token.shape() == Shape.INITIAL) {
        return isInitial(i);
      }
      if (NEVER.contains(token.lower())) {
        return false;
      }
      return !ordinary(token) || lexicon.isGiven(token.lower()) || lexicon.isSurname(token.lower());
    }

    private void judge(int from, int to) {
      int first = from;
      int last = to;
      // Words at the ends that are mostly something else count only beside a name.
      boolean hasGiven = false;
      boolean hasStrong = false;
      int words = 0;
      double none = 1;
      for (int i = first; i <= last; i++) {
        Token token = tokens.get(i);
        if (token.shape() == Shape.INITIAL) {
          continue;
        }
        boolean ordinary =
            ordinary(token) || (lowerWords.contains(token.lower()) && token.shape() != Shape.LOWER);
        boolean given = lexicon.isGiven(token.lower());
        boolean surname = lexicon.isSurname(token.lower());
        boolean start = tokens.beginsSentence(i);
        double strength;
        if (token.shape() == Shape.UPPER) {
          strength =
              ordinary
                  ? 0.03
                  : given ? 0.8 : surname ? 0.5 : token.word().length() > 5 ? 0.25 : 0.03;
        } else if (token.shape() == Shape.LOWER) {
          strength = 0.55;
        } else if (ordinary) {
          strength = given && !start ? 0.35 : surname && !start ? 0.3 : 0.05;
        } else if (given) {
          strength = 0.9;
        } else if (surname) {
          strength = start ? 0.6 : 0.8;
        } else {
          strength = unknown(token, start);
        }
        hasGiven |= given;
        hasStrong |= strength >= 0.45;
        none *= 1 - strength;
        words++;
      }
      if (words == 0) {
        return;
      }
      while (last > first
          && tokens.get(last).shape() == Shape.INITIAL
          && !text.startsWith(".", tokens.get(last).end())) {
        last--;
      }
      while (first < last
          && tokens.get(first).shape() == Shape.INITIAL
          && !tokens.adjoins(first + 1)) {
        first++;
      }
      double probability = 1 - none;
      boolean initial = last - first + 1 > words;
      if (words > 1 && hasGiven && (hasStrong || !tokens.beginsSentence(first))) {
        probability = Math.max(probability, hasStrong ? 0.93 : 0.6);
      } else if (initial && words <= 2 && hasStrong) {
        probability = Math.max(probability, 0.85);
      }
      if (hasStrong) {
        if (last + 1 < tokens.size()
            && tokens.adjoins(last + 1)
            && tokens.get(last + 1).capital()
            && !NEVER.contains(tokens.get(last + 1).lower())
            && words < 3
            && !lowerWords.contains(tokens.get(last + 1).lower())
            && closes(first, last + 1, words)) {
          last++;
        }
        if (first > 0 && words == 1 && precedes(first - 1, last)) {
          first--;
        }
      }
      String behind =
          text.substring(
              tokens.get(last).end(), Math.min(text.length(), tokens.get(last).end() + 30));
      if (!initial && THING_BEHIND.matcher(behind).lookingAt()) {
        probability *= words == 1 || !hasGiven ? 0.4 : 0.8;
      }
      if (words == 1 && !hasGiven && behind.matches("(?s) ?(?:[:#]|No\\b|ID\\b|Number).*")) {
        probability *= 0.3;
      }
      boolean shouting = tokens.get(first).shape() == Shape.UPPER && words == 1;
      if (CREDENTIAL.matcher(behind).find() && (hasStrong || hasGiven || words > 1)) {
        probability = Math.max(probability, 0.96);
      } else if (PERSON_BEHIND.matcher(behind).find()
          && (hasStrong || (words > 0 && probability > 0.3))
          && !shouting) {
        probability = Math.max(probability, 0.8);
      }
      if (words > 3 && !hasGiven) {
        probability *= 0.7;
      }
      if (probability >= 0.02) {
        add(first, last, probability);
      }
    }

    /** A capitalised word that no dictionary has. */
    private double unknown(Token token, boolean start) {
      String lower = token.lower();
      if (token.word().length() < 3
          || Character.isUpperCase(token.word().charAt(1))
          || lower.matches(
              "\\p{L}{1,2}-.*|.*-\\p{L}{1,2}(?:-.*)?|.*-(?:old|type|shaped|like|based|tipped|free)")) {
        return 0.1;
      }
      if (lower.matches(
          ".*(?:itis|osis|emia|ectomy|otomy|ostomy|oscopy|ography|ology|opathy|algia|cin|zole|pril|sartan|statin|mab|nib|oma|plasty|scope|meter|cillin|azole|pam|lol|dine|iform|ation|ative|ically|ness|ment|able|ible|ility|amine|idine|azine|mycin|phen|sone|olone|vir|ium|ide|ate|xin|fen)")) {
        return start ? 0.15 : 0.4;
      }
      if (start) {
        String behind = text.substring(token.end(), Math.min(text.length(), token.end() + 20));
        return ACTING.matcher(behind).lookingAt() ? 0.55 : 0.45;
      }
      return 0.65;
    }
  }
}
