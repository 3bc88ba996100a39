package dev.cartulary.entity;

import dev.cartulary.document.CharSpan;
import dev.cartulary.tagging.FeatureRow;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The words, numbers and marks of a sentence, and for each what it and its neighbours look like.
 */
public final class EntityWords {
  private static final Pattern WORD =
      Pattern.compile("\\p{L}+(?:['’]s\\b)?|\\d+|[^\\s\\p{L}\\d]", Pattern.UNICODE_CHARACTER_CLASS);

  private static final int NUMBER = 2;
  private static final int SHORTEST_AFFIX = 2;
  private static final int LONGEST_AFFIX = 5;

  /** Of a word's features, those that its neighbours have no part in. */
  private static final List<Integer> OWN = List.of(1, 2, 3, 17, 18, 19, 20, 21, 22, 23, 24);

  private static final Set<String> ENDS = Set.of(".", "!", "?");
  private static final int LEAST_WORDS = 4;
  private static final double LEAST_SHARE = 0.25;

  /** Of these a fourth of the words of a sentence is made, but not of a table or a heading. */
  private static final Set<String> FUNCTION_WORDS =
      Set.of(
          ("a after also an and any are as at be because been before being but by can could denied denies did do does due"
                  + " during each for from had has have he her his if in into is it its no nor not of on or other our over"
                  + " she showed shows since than that the their them then there these they this those though through to"
                  + " under until was were when where which while who whom will with within without would you your")
              .split(" ", -1));

  private final List<CharSpan> spans;
  private final String[] lower;
  private final long[] words;
  private final long[] shapes;
  private final long[] endings;

  /** Cuts a sentence into words. */
  public EntityWords(String sentence) {
    spans = WORD.matcher(sentence).results().map(m -> new CharSpan(m.start(), m.end())).toList();
    int size = spans.size();
    lower = new String[size];
    words = new long[size];
    shapes = new long[size];
    endings = new long[size];
    for (int i = 0; i < size; i++) {
      String word = spans.get(i).of(sentence);
      lower[i] = word.toLowerCase(Locale.ROOT).replace('’', '\'');
      boolean number = Character.isDigit(word.charAt(0));
      words[i] = number ? NUMBER : FeatureRow.hash(lower[i]);
      shapes[i] = FeatureRow.shape(word);
      endings[i] = number ? NUMBER : affix(lower[i], 3, false);
    }
  }

  /** Where the words stand in the sentence. */
  public List<CharSpan> spans() {
    return spans;
  }

  /** Whether it is a sentence, rather than a heading, a labelled value, or the row of a table. */
  public boolean isProse() {
    List<String> bare =
        Stream.of(lower).filter(word -> Character.isLetter(word.charAt(0))).toList();
    boolean ends = lower.length > 0 && ENDS.contains(lower[lower.length - 1]);
    long joining = bare.stream().filter(FUNCTION_WORDS::contains).count();
    return bare.size() >= LEAST_WORDS && (ends || joining >= LEAST_SHARE * bare.size());
  }

  /** What the words look like alone: (words, features), a part of {@link #features()}. */
  public long[][] ownFeatures() {
    long[][] own = features();
    for (int i = 0; i < own.length; i++) {
      long[] all = own[i];
      own[i] = OWN.stream().mapToLong(feature -> all[feature]).toArray();
    }
    return own;
  }

  /** The features of all words: (words, features). */
  public long[][] features() {
    long[][] features = new long[spans.size()][];
    for (int i = 0; i < features.length; i++) {
      features[i] = features(i);
    }
    return features;
  }

  private long[] features(int i) {
    long word = words[i];
    long shape = shapes[i];
    long before = FeatureRow.at(words, i - 1);
    long behind = FeatureRow.at(words, i + 1);
    FeatureRow row = new FeatureRow();
    row.add(0);
    row.add(word);
    row.add(shape);
    row.add(word, shape);
    row.add(FeatureRow.at(words, i - 2));
    row.add(before);
    row.add(behind);
    row.add(FeatureRow.at(words, i + 2));
    row.add(before, word);
    row.add(word, behind);
    row.add(FeatureRow.at(words, i - 2), before);
    row.add(behind, FeatureRow.at(words, i + 2));
    row.add(before, behind);
    row.add(FeatureRow.at(endings, i - 1));
    row.add(FeatureRow.at(endings, i + 1));
    row.add(FeatureRow.at(shapes, i - 1), shape);
    row.add(shape, FeatureRow.at(shapes, i + 1));
    for (int length = SHORTEST_AFFIX; length <= LONGEST_AFFIX; length++) {
      row.add(word == NUMBER ? NUMBER : affix(lower[i], length, false));
      row.add(word == NUMBER ? NUMBER : affix(lower[i], length, true));
    }
    return row.values();
  }

  /** Of a word that is longer; else the same for all. */
  private static long affix(String word, int length, boolean start) {
    if (word.length() <= length) {
      return FeatureRow.OUTSIDE;
    }
    return FeatureRow.hash(
        start ? word.substring(0, length) : word.substring(word.length() - length));
  }
}
