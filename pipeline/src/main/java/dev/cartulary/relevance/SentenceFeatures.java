package dev.cartulary.relevance;

import dev.cartulary.document.CharSpan;
import java.util.Arrays;
import java.util.List;

/**
 * What of a sentence counts: its words in small letters with all numbers alike, neighbouring words,
 * words with one between them, and the words of a heading before it. Each is a row of the weights;
 * features that share a row are one.
 */
public final class SentenceFeatures {
  /** The sentence before lends its words where it has at most so many characters. */
  private static final int HEADING = 60;

  private static final long FNV_OFFSET = 0xcbf29ce484222325L;
  private static final long FNV_PRIME = 0x100000001b3L;
  private static final long SPREAD = 0x9E3779B97F4A7C15L;
  private static final long NEXT = 31;
  private static final long SKIP = 131;
  private static final long ABOVE = 0x5bd1e995L;

  private SentenceFeatures() {}

  /**
   * The rows of sentence {@code i}, each once, in ascending order.
   *
   * @param sentences of {@code text}, in order
   * @param bits of a row's number, 1 to 30
   */
  public static int[] of(String text, List<CharSpan> sentences, int i, int bits) {
    long[] words = words(text, sentences.get(i));
    boolean headed = i > 0 && sentences.get(i - 1).length() <= HEADING;
    long[] heading = headed ? words(text, sentences.get(i - 1)) : new long[0];
    int[] rows = new int[3 * words.length + heading.length];
    int size = 0;
    for (int w = 0; w < words.length; w++) {
      rows[size++] = row(words[w], bits);
      if (w > 0) {
        rows[size++] = row(words[w - 1] * NEXT + words[w], bits);
      }
      if (w > 1) {
        rows[size++] = row(words[w - 2] * SKIP + words[w], bits);
      }
    }
    for (long word : heading) {
      rows[size++] = row(word ^ ABOVE, bits);
    }
    Arrays.sort(rows, 0, size);
    int distinct = 0;
    for (int at = 0; at < size; at++) {
      if (at == 0 || rows[at] != rows[at - 1]) {
        rows[distinct++] = rows[at];
      }
    }
    return Arrays.copyOf(rows, distinct);
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
