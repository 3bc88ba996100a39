package dev.cartulary.phi;

import java.util.ArrayList;
import java.util.Arrays;
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
      words[i] = hidden ? 2 : number ? 3 + Math.min(7, token.word().length()) : hash(token.lower());
      shapes[i] = shape(token.word());
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
    Row row = new Row();
    long word = at(words, i);
    long shape = at(shapes, i);
    long list = at(lists, i);
    row.add(0);
    row.add(word);
    row.add(shape);
    row.add(list);
    row.add(shape, list);
    for (int by = 1; by <= NEIGHBOURS; by++) {
      row.add(at(words, i - by));
      row.add(at(words, i + by));
    }
    row.add(at(words, i - 1), shape);
    row.add(at(words, i + 1), shape);
    row.add(at(words, i - 1), list);
    row.add(at(words, i + 1), list);
    row.add(at(words, i - 2), at(words, i - 1));
    row.add(at(words, i + 1), at(words, i + 2));
    row.add(at(words, i - 1), at(words, i + 1));
    row.add(at(lists, i - 1));
    row.add(at(lists, i + 1));
    row.add(at(lists, i - 1), list);
    row.add(list, at(lists, i + 1));
    row.add(at(shapes, i - 1), shape);
    row.add(shape, at(shapes, i + 1));
    row.add(at(shapes, i - 1) * 31 + shape, at(shapes, i + 1));
    row.add(at(shapes, i - 2), at(shapes, i - 1) * 31 + shape);
    row.add(shape, at(shapes, i + 1) * 31 + at(shapes, i + 2));
    long before = gaps[i];
    long behind = gaps[i + 1];
    row.add(before, shape);
    row.add(behind, shape);
    row.add(before * 31 + behind, shape);
    row.add(before, at(words, i - 1));
    row.add(behind, at(words, i + 1));
    row.add(before, at(shapes, i - 1) * 31 + shape);
    row.add(lines[i], shape);
    row.add(lines[i], list);
    long rule = at(found, i);
    row.add(rule);
    row.add(rule, shape);
    row.add(rule, list);
    row.add(at(found, i - 1), rule);
    row.add(rule, at(found, i + 1));
    row.add(at(found, i - 1), shape * 31 + before);
    row.add(at(found, i + 1), shape * 31 + behind);
    affixes(row, tokens.get(i), word);
    return row.values();
  }

  private static void affixes(Row row, Token token, long word) {
    String lower = token.lower();
    boolean none = word == 2 || token.shape() == Token.Shape.NUMBER;
    for (int length = 2; length <= 4; length++) {
      boolean fits = !none && lower.length() > length;
      row.add(fits ? hash(lower.substring(lower.length() - length)) : 1);
      row.add(fits ? hash(lower.substring(0, length)) : 1);
    }
  }

  /** Features of one word: the template's number is part of each. */
  private static final class Row {
    private final long[] values = new long[64];
    private int size;

    void add(long value) {
      values[size] = (value * 0x9E3779B97F4A7C15L + size + 1) * 0xBF58476D1CE4E5B9L;
      values[size] ^= values[size] >>> 29;
      size++;
    }

    void add(long one, long other) {
      add((one * 0x94D049BB133111EBL) ^ Long.rotateLeft(other * 0xD6E8FEB86659FD93L, 23));
    }

    long[] values() {
      return Arrays.copyOf(values, size);
    }
  }

  /** 1 outside of the text. */
  private static long at(long[] values, int i) {
    return i < 0 || i >= values.length ? 1 : values[i];
  }

  private static long hash(String text) {
    long hash = 1125899906842597L;
    for (int i = 0; i < text.length(); i++) {
      hash = 31 * hash + text.charAt(i);
    }
    return hash;
  }

  /** Kinds of characters in their order, without repetition, and the length up to 5. */
  private static long shape(String word) {
    long shape = Math.min(5, word.length());
    char last = 0;
    for (int i = 0; i < word.length(); i++) {
      char c = word.charAt(i);
      char kind =
          Character.isDigit(c)
              ? '9'
              : Character.isUpperCase(c)
                  ? 'X'
                  : Character.isLetter(c) ? 'x' : c == '-' ? '-' : '\'';
      if (kind != last) {
        shape = shape * 31 + kind;
        last = kind;
      }
    }
    return shape;
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
