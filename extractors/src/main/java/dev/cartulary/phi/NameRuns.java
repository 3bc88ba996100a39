package dev.cartulary.phi;

import static dev.cartulary.phi.NameContext.ACTING;
import static dev.cartulary.phi.NameContext.CREDENTIAL;
import static dev.cartulary.phi.NameContext.NEVER;
import static dev.cartulary.phi.NameContext.PARTICLES;
import static dev.cartulary.phi.NameContext.PERSON_BEHIND;
import static dev.cartulary.phi.NameContext.THING_BEHIND;

import dev.cartulary.phi.Token.Shape;
import java.util.regex.Pattern;

/** Capitalised words side by side, judged by what they are and by what stands around them. */
final class NameRuns {
  /** Before things; persons have none. */
  private static final Pattern ARTICLE =
      Pattern.compile("(?i)(?<!\\p{L})(?:the|an?|this|our|another|standard|modified) $");

  /** Before what is given, taken or used. */
  private static final Pattern REMEDY_BEFORE =
      Pattern.compile(
          "(?i)(?:(?:maintained|continued?|continues|started|start|placed|put|kept|is|was|currently|remain(?:s|ed)?) (?:back )?on|dos(?:e|es|ing) of|administration of|amount of|starts?|started|takes?|taking|took|prescribed|discontinued?|mgs? of|ml of|cc of|drops? of|using|bottle of|refills? (?:of|for)|including|allergic to|intolerant to|m[cg]g|#?\\d-0) $");

  /** A capital within a word, but for those of Scottish, Irish and French names. */
  private static final Pattern BRAND =
      Pattern.compile(
          "(?!(?:Mc|Mac|O['’]|D['’]|De|Di|Du|La|Le|Van|Von|Fitz|St)\\p{Lu}).*\\p{Ll}\\p{Lu}.*");

  private static final Pattern REMEDY =
      Pattern.compile(
          ".*(?:itis|osis|emia|ectomy|otomy|ostomy|oscopy|ography|ology|opathy|algia|cin|zole|pril|sartan|statin|mab|nib|oma|plasty|scope|meter|cillin|azole|pam|lol|dine|iform|ation|ative|ically|ness|ment|able|ible|ility|amine|idine|azine|mycin|phen|sone|olone|vir|ium|ide|ate|xin|fen"
              + "|parin|gliptin|gliflozin|glutide|triptan|setron|caine|barbital|profen|cycline|oxacin|conazole|thiazide|dronate|tidine|lukast|pine|done|zepam|zolam|afil|olol|grel|platin|rubicin|taxel|mustine|trexate|ximab|zumab|tinib|ciclib|parib|gabalin|pentin|racetam|oxetine|aline|ipramine|triptyline|codone|morphone|orphan|ergot|ine hcl)");

  private final Lexicon lexicon = Lexicon.builtIn();
  private final NameWords words;
  private final Tokens tokens;
  private final String text;
  private final NameReach reach;

  NameRuns(NameWords words, NameReach reach) {
    this.words = words;
    this.tokens = words.tokens();
    this.text = tokens.text();
    this.reach = reach;
  }

  void find() {
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
      return words.isInitial(i);
    }
    if (NEVER.contains(token.lower())) {
      return false;
    }
    return !words.ordinary(token)
        || lexicon.isGiven(token.lower())
        || lexicon.isSurname(token.lower());
  }

  private void judge(int from, int to) {
    int first = from;
    int last = to;
    // Words at the ends that are mostly something else count only beside a name.
    boolean hasGiven = false;
    boolean hasOrdinary = false;
    boolean particle = false;
    boolean hasStrong = false;
    int parts = 0;
    double none = 1;
    for (int i = first; i <= last; i++) {
      Token token = tokens.get(i);
      if (token.shape() == Shape.INITIAL) {
        continue;
      }
      if (i > first && i < last && PARTICLES.contains(token.lower())) {
        particle = true;
        continue;
      }
      boolean ordinary =
          words.ordinary(token) || (words.isSmallElsewhere(token) && token.shape() != Shape.LOWER);
      boolean given = lexicon.isGiven(token.lower());
      boolean surname = lexicon.isSurname(token.lower());
      boolean start = tokens.beginsSentence(i);
      double strength;
      if (token.shape() == Shape.UPPER) {
        strength =
            ordinary ? 0.03 : given ? 0.8 : surname ? 0.5 : token.word().length() > 5 ? 0.25 : 0.03;
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
      hasOrdinary |= ordinary;
      hasStrong |= strength >= 0.45;
      none *= 1 - strength;
      parts++;
    }
    if (parts == 0) {
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
    boolean initial = last - first + 1 > parts;
    if (parts > 1 && hasGiven && (hasStrong || !tokens.beginsSentence(first))) {
      probability = Math.max(probability, hasStrong ? 0.93 : 0.6);
    } else if (initial && parts <= 2 && hasStrong) {
      probability = Math.max(probability, 0.85);
    }
    if (particle && parts > 1 && !hasOrdinary) {
      probability = Math.max(probability, 0.75);
    }
    if (hasStrong) {
      if (last + 1 < tokens.size()
          && tokens.adjoins(last + 1)
          && tokens.get(last + 1).capital()
          && !NEVER.contains(tokens.get(last + 1).lower())
          && parts < 3
          && !words.isSmallElsewhere(tokens.get(last + 1))
          && reach.closes(first, last + 1, parts)) {
        last++;
      }
      if (first > 0 && parts == 1 && reach.precedes(first - 1, last)) {
        first--;
      }
    }
    String behind = words.behind(last, 30);
    if (!initial && THING_BEHIND.matcher(behind).lookingAt()) {
      probability *= parts == 1 || !hasGiven ? 0.4 : 0.8;
    }
    if (parts == 1 && !hasGiven && behind.matches("(?s) ?(?:[:#]|No\\b|ID\\b|Number).*")) {
      probability *= 0.3;
    }
    boolean shouting = tokens.get(first).shape() == Shape.UPPER && parts == 1;
    if (CREDENTIAL.matcher(behind).find() && (hasStrong || hasGiven || parts > 1)) {
      probability = Math.max(probability, 0.96);
    } else if (PERSON_BEHIND.matcher(behind).find()
        && (hasStrong || (parts > 0 && probability > 0.3))
        && !shouting) {
      probability = Math.max(probability, 0.8);
    }
    if (parts > 3 && !hasGiven) {
      probability *= 0.7;
    }
    if (probability >= 0.02) {
      reach.add(first, last, probability);
    }
  }

  /** A capitalised word that no dictionary has. */
  private double unknown(Token token, boolean start) {
    String lower = token.lower();
    if (token.word().length() < 3
        || Character.isUpperCase(token.word().charAt(1))
        || BRAND.matcher(token.word()).matches()
        || lower.matches(
            "\\p{L}{1,2}-.*|.*-\\p{L}{1,2}(?:-.*)?|.*-(?:old|type|shaped|like|based|tipped|free)")) {
      return 0.1;
    }
    if (isRemedy(lower)) {
      return start ? 0.15 : 0.4;
    }
    if (start) {
      String behind = text.substring(token.end(), Math.min(text.length(), token.end() + 20));
      return ACTING.matcher(behind).lookingAt() ? 0.55 : 0.45;
    }
    String before = text.substring(Math.max(0, token.start() - 24), token.start());
    if (ARTICLE.matcher(before).find()) {
      return 0.35;
    }
    return REMEDY_BEFORE.matcher(before).find() ? 0.42 : 0.65;
  }

  /** Whether a word ends as drugs, diseases and procedures do. */
  static boolean isRemedy(String lower) {
    return REMEDY.matcher(lower).matches();
  }
}
