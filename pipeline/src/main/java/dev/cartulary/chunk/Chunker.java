package dev.cartulary.chunk;

import dev.cartulary.document.CharSpan;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/**
 * Cuts text into chunks of at most a number of tokens.
 *
 * <p>A chunk ends at the best end in its second half: of a paragraph, else of a line that closes a
 * sentence, else of a sentence, else of a line, else of a word. The next chunk begins with the
 * whole sentences at the end of the one before that fit in the overlap. The text is tokenised once,
 * as a whole; a chunk tokenised alone can come to a token more at either end. Everything but blanks
 * lies in a chunk.
 */
public final class Chunker {
  private final int maxTokens;
  private final int overlapTokens;
  private final Function<String, List<CharSpan>> tokenSpans;

  /**
   * @param overlapTokens less than half of {@code maxTokens}; 0 for none
   * @param tokenSpans where each token of a text stands, in order
   */
  public Chunker(int maxTokens, int overlapTokens, Function<String, List<CharSpan>> tokenSpans) {
    if (maxTokens < 1 || overlapTokens < 0 || 2 * overlapTokens >= maxTokens + 1) {
      throw new IllegalArgumentException(
          "cannot cut chunks of " + maxTokens + " tokens with an overlap of " + overlapTokens);
    }
    this.maxTokens = maxTokens;
    this.overlapTokens = overlapTokens;
    this.tokenSpans = tokenSpans;
  }

  /** The chunks in order; none for a blank text. */
  public List<Chunk> chunks(String text) {
    int[] lasts = tokenSpans.apply(text).stream().mapToInt(span -> span.end() - 1).toArray();
    List<CharSpan> sentences = Sentences.of(text);
    byte[] ends = ends(text, sentences);
    List<Chunk> chunks = new ArrayList<>();
    int length = text.stripTrailing().length();
    int from = firstWord(text, 0, length);
    int covered = from;
    int sentence = 0;
    while (covered < length) {
      int cut = cut(text, lasts, ends, from, covered, length);
      int last = cut;
      while (Character.isWhitespace(text.charAt(last - 1))) {
        last--;
      }
      CharSpan span = new CharSpan(from, last);
      int tokens = index(lasts, last) - index(lasts, from);
      chunks.add(new Chunk(chunks.size(), span, Math.min(covered, last) - from, tokens));
      covered = firstWord(text, cut, length);
      while (sentence < sentences.size() && sentences.get(sentence).start() < covered) {
        sentence++;
      }
      from = overlap(lasts, sentences, sentence, span.start(), covered);
    }
    return chunks;
  }

  /** Where the chunk that begins at {@code from} ends; beyond {@code covered}. */
  private int cut(String text, int[] lasts, byte[] ends, int from, int covered, int length) {
    int first = index(lasts, from);
    if (first + maxTokens >= lasts.length) {
      return length;
    }
    int limit = lasts[first + maxTokens - 1] + 1;
    int least = Math.max(covered + 1, lasts[first + maxTokens / 2]);
    int best = -1;
    int rank = 0;
    for (int at = Math.min(limit, length); at >= least; at--) {
      if (ends[at] > rank) {
        best = at;
        rank = ends[at];
      }
    }
    if (best > 0) {
      return best;
    }
    int cut = limit;
    if (cut <= covered) {
      // Several tokens in one character: the chunk must take it whole.
      cut = covered + 1;
    }
    return cut < length && Character.isLowSurrogate(text.charAt(cut)) ? cut + 1 : cut;
  }

  /** Where the next chunk begins: at a sentence that fits in the overlap, or at {@code covered}. */
  private int overlap(
      int[] lasts, List<CharSpan> sentences, int next, int previousStart, int covered) {
    int from = covered;
    int end = index(lasts, covered);
    for (int i = next - 1; i >= 0; i--) {
      int start = sentences.get(i).start();
      if (start <= previousStart
          || sentences.get(i).end() > covered
          || end - index(lasts, start) > overlapTokens) {
        break;
      }
      from = start;
    }
    return from;
  }

  /**
   * For every offset, what ends before it: 5 a paragraph, 4 a line and a sentence, 3 a sentence, 2
   * a line, 1 a word.
   */
  private static byte[] ends(String text, List<CharSpan> sentences) {
    byte[] ends = new byte[text.length() + 1];
    for (int i = 1; i < text.length(); i++) {
      if (Character.isWhitespace(text.charAt(i)) && !Character.isWhitespace(text.charAt(i - 1))) {
        boolean line = text.charAt(i) == '\n';
        boolean paragraph = line && i + 1 < text.length() && text.charAt(i + 1) == '\n';
        ends[i] = (byte) (paragraph ? 5 : line ? 2 : 1);
      }
    }
    for (CharSpan sentence : sentences) {
      int end = sentence.end();
      if (ends[end] < 5) {
        ends[end] = (byte) (ends[end] == 2 ? 4 : 3);
      }
    }
    return ends;
  }

  /** The number of the first token whose last character is at or after {@code offset}. */
  private static int index(int[] lasts, int offset) {
    int at = Arrays.binarySearch(lasts, offset);
    if (at < 0) {
      return -at - 1;
    }
    while (at > 0 && lasts[at - 1] == offset) {
      at--;
    }
    return at;
  }

  private static int firstWord(String text, int from, int length) {
    int at = from;
    while (at < length && Character.isWhitespace(text.charAt(at))) {
      at++;
    }
    return at;
  }
}
