package dev.cartulary.phi;

import dev.cartulary.tagging.FeatureRow;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * A text as the trained recogniser sees it: for each word numbers of features, made from the word,
 * its form, the lists it stands in, its neighbours, what stands between them, its line, and what
 * rules found there.
 */
public final class WordFeatures {
  private static final int NEIGHBOURS = 3;
  private static final int LONGEST_PIECE = 400;
  private static final int HARD_LIMIT = 600;
  private static final Set<String> ROADS =
      Set.of(
          ("street st str avenue ave road rd boulevard blvd lane ln drive dr court ct place pl terrace way"
                  + " circle parkway highway square trail row close gardens point bridge hill hills apt suite unit"
                  + " floor box county city town village university hospital club rue via calle rua plaza weg platz gata utca")
              .split(" ", -1));

  private final Tokens tokens;
  private final List<PhiSpan> rules;
  private final boolean hasCapitals;
  private final long[] words; // of each token, as are all below
  private final long[] shapes;
  private final long[] lists;
  private final long[] gaps; // before the token, and one behind the last
  private final long[] found;
  private final long[] lines;

  private WordFeatures(
      Tokens tokens, List<PhiSpan> rules, boolean hasCapitals, Predicate<String> unknown) {
    this.hasCapitals = hasCapitals;
    this.tokens = tokens;
    this.rules = rules;
    int size = tokens.size();
    words = new long[size];
    shapes = new long[size];
    lists = new long[size];
    gaps = new long[size + 1];
    found = new long[size];
    lines = new long[size];
    Set<String> small = new HashSet<>();
    for (Token token : tokens.all()) {
      if (token.shape() == Token.Shape.LOWER) {
        small.add(token.lower());
      }
    }
    for (int i = 0; i < size; i++) {
      Token token = tokens.get(i);
      boolean hidden = unknown.test(token.lower());
      boolean number = token.shape() == Token.Shape.NUMBER;
      words[i] =
          hidden
              ? 2
              : number ? 3 + Math.min(7, token.word().length()) : FeatureRow.hash(token.lower());
      shapes[i] = FeatureRow.shape(token.word());
      lists[i] = hidden ? 0 : lists(token);
      lists[i] |= token.capital() && small.contains(token.lower()) ? 1L << 20 : 0;
      gaps[i] = gap(tokens.before(i));
    }
    gaps[size] = size == 0 ? 0 : gap(tokens.after(size - 1));
    lines();
    rules(unknown);
  }

  /** The text with what the rules find in it. */
  public static WordFeatures of(String text) {
    return of(text, word -> false);
  }

  /**
   * The same as if no list had the words, in lower case, for which {@code unknown} holds, and no
   * rule had found them; for training, so that weights do not lean on lists alone.
   */
  public static WordFeatures of(String text, Predicate<String> unknown) {
    String raised = SmallLetters.raised(text);
    Tokens tokens = Tokens.of(raised);
    return new WordFeatures(tokens, PhiFinder.rules(tokens), raised.equals(text), unknown);
  }

  /** Of a text that is cut already; {@code hasCapitals} of its own, before any were raised. */
  static WordFeatures of(Tokens tokens, List<PhiSpan> rules, boolean hasCapitals) {
    return new WordFeatures(tokens, rules, hasCapitals, word -> false);
  }

  /** Words and numbers of the text. */
  public int size() {
    return tokens.size();
  }

  /** The first word that starts at {@code offset} or behind it. */
  int at(int offset) {
    return tokens.at(offset);
  }

  /** Whether it is an ordinary word in small letters, in a text that has capitals. */
  boolean isPlain(int word) {
    Token token = tokens.get(word);
    return hasCapitals
        && token.shape() == Token.Shape.LOWER
        && !NameContext.PARTICLES.contains(token.lower())
        && Lexicon.builtIn().isCommon(token.lower());
  }

  /** Whether it is a particle of names, one blank behind the word before it and before the next. */
  boolean isParticle(int word) {
    return NameContext.PARTICLES.contains(tokens.get(word).lower())
        && tokens.adjoins(word)
        && tokens.after(word).equals(" ");
  }

  /** Whether a sentence or line can begin with it. */
  boolean beginsSentence(int word) {
    return tokens.beginsSentence(word);
  }

  public int start(int word) {
    return tokens.get(word).start();
  }

  public int end(int word) {
    return tokens.get(word).end();
  }

  /** What the rules found; spans may overlap. */
  public List<PhiSpan> rules() {
    return rules;
  }

  /**
   * Where the text is cut into sequences: the first words of all pieces, and the number of words at
   * the end.
   */
  public List<Integer> cuts() {
    List<Integer> cuts = new ArrayList<>(List.of(0));
    int from = 0;
    for (int i = 1; i < size(); i++) {
      boolean line = tokens.before(i).indexOf('\n') >= 0 && tokens.beginsSentence(i);
      if ((i - from >= LONGEST_PIECE && line) || i - from >= HARD_LIMIT) {
        cuts.add(i);
        from = i;
      }
    }
    if (size() > 0) {
      cuts.add(size());
    }
    return cuts;
  }

  /** Features of the words from {@code from} to before {@code to}: (words, features). */
  public long[][] features(int from, int to) {
    long[][] features = new long[to - from][];
    for (int i = from; i < to; i++) {
      features[i - from] = features(i);
    }
    return features;
  }

  private long[] features(int i) {
    FeatureRow row = new FeatureRow();
    long word = FeatureRow.at(words, i);
    long shape = FeatureRow.at(shapes, i);
    long list = FeatureRow.at(lists, i);
    row.add(0);
    row.add(word);
    row.add(shape);
    row.add(list);
    row.add(shape, list);
    for (int by = 1; by <= NEIGHBOURS; by++) {
      row.add(FeatureRow.at(words, i - by));
      row.add(FeatureRow.at(words, i + by));
    }
    row.add(FeatureRow.at(words, i - 1), shape);
    row.add(FeatureRow.at(words, i + 1), shape);
    row.add(FeatureRow.at(words, i - 1), list);
    row.add(FeatureRow.at(words, i + 1), list);
    row.add(FeatureRow.at(words, i - 2), FeatureRow.at(words, i - 1));
    row.add(FeatureRow.at(words, i + 1), FeatureRow.at(words, i + 2));
    row.add(FeatureRow.at(words, i - 1), FeatureRow.at(words, i + 1));
    row.add(FeatureRow.at(lists, i - 1));
    row.add(FeatureRow.at(lists, i + 1));
    row.add(FeatureRow.at(lists, i - 1), list);
    row.add(list, FeatureRow.at(lists, i + 1));
    row.add(FeatureRow.at(shapes, i - 1), shape);
    row.add(shape, FeatureRow.at(shapes, i + 1));
    row.add(FeatureRow.at(shapes, i - 1) * 31 + shape, FeatureRow.at(shapes, i + 1));
    row.add(FeatureRow.at(shapes, i - 2), FeatureRow.at(shapes, i - 1) * 31 + shape);
    row.add(shape, FeatureRow.at(shapes, i + 1) * 31 + FeatureRow.at(shapes, i + 2));
    long before = gaps[i];
    long behind = gaps[i + 1];
    row.add(before, shape);
    row.add(behind, shape);
    row.add(before * 31 + behind, shape);
    row.add(before, FeatureRow.at(words, i - 1));
    row.add(behind, FeatureRow.at(words, i + 1));
    row.add(before, FeatureRow.at(shapes, i - 1) * 31 + shape);
    row.add(lines[i], shape);
    row.add(lines[i], list);
    long rule = FeatureRow.at(found, i);
    row.add(rule);
    row.add(rule, shape);
    row.add(rule, list);
    row.add(FeatureRow.at(found, i - 1), rule);
    row.add(rule, FeatureRow.at(found, i + 1));
    row.add(FeatureRow.at(found, i - 1), shape * 31 + before);
    row.add(FeatureRow.at(found, i + 1), shape * 31 + behind);
    affixes(row, tokens.get(i), word);
    return row.values();
  }

  private static void affixes(FeatureRow row, Token token, long word) {
    String lower = token.lower();
    boolean none = word == 2 || token.shape() == Token.Shape.NUMBER;
    for (int length = 2; length <= 4; length++) {
      boolean fits = !none && lower.length() > length;
      row.add(fits ? FeatureRow.hash(lower.substring(lower.length() - length)) : 1);
      row.add(fits ? FeatureRow.hash(lower.substring(0, length)) : 1);
    }
  }

  private static long lists(Token token) {
    Lexicon lexicon = Lexicon.builtIn();
    String word = token.lower();
    if (token.shape() == Token.Shape.NUMBER) {
      return 1L << 15;
    }
    long lists = lexicon.isGiven(word) ? 1 : 0;
    lists |= lexicon.isSurname(word) ? 1 << 1 : 0;
    lists |= lexicon.isCommon(word) ? 1 << 2 : 0;
    lists |= lexicon.isMedical(word) ? 1 << 3 : 0;
    lists |= lexicon.isCountry(word) ? 1 << 4 : 0;
    lists |= lexicon.isCity(word) ? 1 << 5 : 0;
    lists |= NameContext.TITLES.contains(word) ? 1 << 6 : 0;
    lists |= NameContext.PARTICLES.contains(word) ? 1 << 7 : 0;
    lists |= NameContext.NEVER.contains(word) ? 1 << 8 : 0;
    lists |= NameContext.FUNCTION_WORDS.contains(word) ? 1 << 9 : 0;
    lists |= ROADS.contains(word) ? 1 << 10 : 0;
    return lists;
  }

  /** Marks between words; blanks and ends of lines count once, or twice for an empty line. */
  private static long gap(String gap) {
    if (gap.equals(" ")) {
      return 7;
    }
    long hash = 11;
    int marks = 0;
    int breaks = 0;
    boolean blank = false;
    for (int i = 0; i < gap.length(); i++) {
      char c = gap.charAt(i);
      if (c == '\n') {
        breaks++;
      } else if (Character.isWhitespace(c)) {
        blank = true;
      } else if (marks++ < 3) {
        hash = hash * 31 + c + (blank ? 7 : 0);
      }
    }
    return (hash * 31 + Math.min(breaks, 2)) * 31 + (blank ? 1 : 0);
  }

  /** The place within the line, the line's length in words, and whether it starts with a number. */
  private void lines() {
    int first = 0;
    for (int i = 1; i <= size(); i++) {
      if (i < size() && tokens.before(i).indexOf('\n') < 0) {
        continue;
      }
      int length = i - first;
      long form = length < 5 ? length : length < 9 ? 5 : 6;
      form = form * 2 + (tokens.get(first).shape() == Token.Shape.NUMBER ? 1 : 0);
      for (int at = first; at < i; at++) {
        lines[at] = form * 8 + Math.min(4, at - first);
      }
      first = i;
    }
  }

  /** For each word the kinds of what rules found there, and how sure they are. */
  private void rules(Predicate<String> unknown) {
    for (PhiSpan span : rules) {
      int first = tokens.at(span.span().start());
      int last = first;
      boolean hidden = false;
      while (last < size() && tokens.get(last).start() < span.span().end()) {
        hidden |= unknown.test(tokens.get(last).lower());
        last++;
      }
      if (hidden) {
        continue;
      }
      int sure =
          span.probability() < 0.3
              ? 0
              : span.probability() < 0.5 ? 1 : span.probability() < 0.75 ? 2 : 3;
      int kind =
          switch (span.kind()) {
            case NAME -> 0;
            case GEOGRAPHY -> 1;
            case ORGANIZATION -> 2;
            case DATE, AGE -> 3;
            default -> 4;
          };
      for (int i = first; i < last; i++) {
        long mark = (found[i] >> (3 * kind)) & 7;
        long own = Math.max(mark, 1 + sure);
        found[i] += (own - mark) << (3 * kind);
      }
    }
  }
}
