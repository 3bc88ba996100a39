package dev.cartulary.relevance;

import dev.cartulary.document.CharSpan;
import java.util.Arrays;
import java.util.List;

/**
 * What of a document's sentences counts: a sentence's words in small letters with all numbers
 * alike, neighbouring words, words with one between them, the words it begins with, the words of
 * the heading that it stands under, and those of the sentences before and after it. Each is a row
 * of the weights; features that share a row are one. Immutable.
 */
public final class SentenceFeatures {
  /** A heading has at most so many characters, and most of its words begin with a capital. */
  private static final int HEADING = 60;

  /** A heading is over so many sentences after it. */
  private static final int REACH = 12;

  /** Many clauses have their heading in their own line. */
  private static final int BEGINNING = 6;

  private static final long FNV_OFFSET = 0xcbf29ce484222325L;
  private static final long FNV_PRIME = 0x100000001b3L;
  private static final long SPREAD = 0x9E3779B97F4A7C15L;
  private static final long NEXT = 31;
  private static final long SKIP = 131;
  private static final long ABOVE = 0x7bd1e995L;
  private static final long FIRST = 0x3bd1e995L;
  private static final long BEFORE = 0x1bd1e995L;
  private static final long AFTER = 0x2bd1e995L;

  private static final long[] NONE = new long[0];

  private final long[][] words; // of each sentence
  private final long[][] headings; // the words above each sentence

  /**
   * @param sentences of {@code text}, in order
   */
  public SentenceFeatures(String text, List<CharSpan> sentences) {
    this.words = new long[sentences.size()][];
    this.headings = new long[sentences.size()][];
    int heading = -REACH - 1;
    for (int i = 0; i < words.length; i++) {
      words[i] = words(text, sentences.get(i));
      headings[i] = i - heading <= REACH ? words[heading] : NONE;
      if (isHeading(text, sentences.get(i))) {
        heading = i;
      }
    }
  }

  /** How many sentences there are. */
  public int sentences() {
    return words.length;
  }

  /**
   * The rows of sentence {@code i}, each once, in ascending order.
   *
   * @param bits of a row's number, 1 to 30
   */
  public int[] rows(int i, int bits) {
    long[] own = words[i];
    long[] before = i > 0 ? words[i - 1] : NONE;
    long[] after = i + 1 < words.length ? words[i + 1] : NONE;
    int most = 3 * own.length + BEGINNING + headings[i].length + before.length + after.length;
    int[] rows = new int[most];
    int size = 0;
    for (int w = 0; w < own.length; w++) {
      rows[size++] = row(own[w], bits);
      if (w > 0) {
        rows[size++] = row(own[w - 1] * NEXT + own[w], bits);
      }
      if (w > 1) {
        rows[size++] = row(own[w - 2] * SKIP + own[w], bits);
      }
      if (w < BEGINNING) {
        rows[size++] = row(own[w] ^ FIRST, bits);
      }
    }
    size = add(rows, size, headings[i], ABOVE, bits);
    size = add(rows, size, before, BEFORE, bits);
    size = add(rows, size, after, AFTER, bits);
    Arrays.sort(rows, 0, size);
    int distinct = 0;
    for (int at = 0; at < size; at++) {
      if (at == 0 || rows[at] != rows[at - 1]) {
        rows[distinct++] = rows[at];
      }
    }
    return Arrays.copyOf(rows, distinct);
  }

  private static int add(int[] rows, int size, long[] words, long place, int bits) {
    int at = size;
    for (long word : words) {
      rows[at++] = row(word ^ place, bits);
    }
    return at;
  }

  private static boolean isHeading(String text, CharSpan sentence) {
    if (sentence.length() > HEADING) {
      return false;
    }
    int all = 0;
    int capitals = 0;
    boolean inside = false;
    for (int at = sentence.start(); at < sentence.end(); at++) {
      char c = text.charAt(at);
      if (Character.isLetter(c) && !inside) {
        all++;
        capitals += Character.isUpperCase(c) ? 1 : 0;
      }
      inside = Character.isLetter(c) || (inside && Character.isDigit(c));
    }
    return 2 * capitals > all;
  }

  /** A number for each word; digits count as nought, and a word of digits alone as one of them. */
  private static long[] words(String text, CharSpan sentence) {
    long[] words = new long[sentence.length()];
    int size = 0;
    long hash = FNV_OFFSET;
    int last = -1;
    for (int at = sentence.start(); at < sentence.end(); at++) {
      char c = text.charAt(at);
      if (Character.isLetterOrDigit(c)) {
        int small = Character.isDigit(c) ? '0' : Character.toLowerCase(c);
        if (small != '0' || last != '0') {
          hash = (hash ^ small) * FNV_PRIME;
        }
        last = small;
      } else if (last >= 0) {
        words[size++] = hash;
        hash = FNV_OFFSET;
        last = -1;
      }
    }
    if (last >= 0) {
      words[size++] = hash;
    }
    return Arrays.copyOf(words, size);
  }

  private static int row(long feature, int bits) {
    return (int) ((feature * SPREAD) >>> (Long.SIZE - bits));
  }
}
