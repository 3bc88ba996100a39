package dev.cartulary.constrain;

import java.util.Arrays;
import java.util.stream.IntStream;

/*
 * Few ids are an array, many a bitmap: the tokens that may go on a free text are nearly all, and as a
 * bitmap they are 32 times smaller and as much faster made. Which of the two it is depends on the ids
 * alone, so that equal sets are equal.
 */

/** An immutable set of token ids in ascending order. */
public final class TokenSet {
  public static final TokenSet EMPTY = new TokenSet(new int[0], new long[0], 0);

  private final int[] ids; // ascending, distinct; empty where words are used
  private final long[] words; // bit i of word w is id 64 * w + i; the last one is not 0
  private final int size;

  private TokenSet(int[] ids, long[] words, int size) {
    this.ids = ids;
    this.words = words;
    this.size = size;
  }

  public static TokenSet of(int... ids) {
    return of(Arrays.stream(ids));
  }

  public static TokenSet of(IntStream ids) {
    int[] distinct = ids.sorted().distinct().toArray();
    int size = distinct.length;
    if (size == 0 || !isDense(size, distinct[size - 1])) {
      return new TokenSet(distinct, new long[0], size);
    }
    long[] words = new long[(distinct[size - 1] >> 6) + 1];
    for (int id : distinct) {
      words[id >> 6] |= 1L << id;
    }
    return new TokenSet(new int[0], words, size);
  }

  /** The ids whose bits are set; the array must not change afterwards. */
  static TokenSet ofBits(long[] bits) {
    int length = bits.length;
    while (length > 0 && bits[length - 1] == 0) {
      length--;
    }
    int size = 0;
    for (int word = 0; word < length; word++) {
      size += Long.bitCount(bits[word]);
    }
    int last = 64 * length - 1 - (length == 0 ? 0 : Long.numberOfLeadingZeros(bits[length - 1]));
    if (size > 0 && isDense(size, last)) {
      long[] words = length == bits.length ? bits : Arrays.copyOf(bits, length);
      return new TokenSet(new int[0], words, size);
    }
    int[] ids = new int[size];
    int at = 0;
    for (int word = 0; word < length; word++) {
      for (long left = bits[word]; left != 0; left &= left - 1) {
        ids[at++] = 64 * word + Long.numberOfTrailingZeros(left);
      }
    }
    return new TokenSet(ids, new long[0], size);
  }

  private static boolean isDense(int size, int last) {
    return size > 64 && 32L * size > last;
  }

  public int size() {
    return size;
  }

  public boolean isEmpty() {
    return size == 0;
  }

  /** The id with so many lower ones before it. To go over all of them, {@link #next} is faster. */
  public int at(int index) {
    if (words.length == 0) {
      return ids[index];
    }
    int before = index;
    for (int word = 0; word < words.length; word++) {
      int count = Long.bitCount(words[word]);
      if (before < count) {
        long left = words[word];
        for (; before > 0; before--) {
          left &= left - 1;
        }
        return 64 * word + Long.numberOfTrailingZeros(left);
      }
      before -= count;
    }
    throw new IndexOutOfBoundsException("index " + index + " of " + size);
  }

  /** The smallest id that is not below {@code from}; -1 when there is none. */
  public int next(int from) {
    if (words.length == 0) {
      int at = Arrays.binarySearch(ids, from);
      int index = at < 0 ? -at - 1 : at;
      return index < ids.length ? ids[index] : -1;
    }
    int word = from >> 6;
    if (word >= words.length) {
      return -1;
    }
    long left = words[word] & (-1L << from);
    while (left == 0) {
      if (++word == words.length) {
        return -1;
      }
      left = words[word];
    }
    return 64 * word + Long.numberOfTrailingZeros(left);
  }

  public boolean contains(int id) {
    if (words.length == 0) {
      return Arrays.binarySearch(ids, id) >= 0;
    }
    return id >= 0 && id >> 6 < words.length && (words[id >> 6] >> id & 1) == 1;
  }

  public TokenSet union(TokenSet other) {
    if (isEmpty()) {
      return other;
    }
    return other.isEmpty() ? this : of(IntStream.concat(stream(), other.stream()));
  }

  /** Sets the bits of the ids; the array reaches to the greatest. */
  void addTo(long[] bits) {
    for (int word = 0; word < words.length; word++) {
      bits[word] |= words[word];
    }
    for (int id : ids) {
      bits[id >> 6] |= 1L << id;
    }
  }

  /** About the bytes of memory that the set takes. */
  int weight() {
    return 48 + 8 * words.length + 4 * ids.length;
  }

  public IntStream stream() {
    return words.length == 0
        ? Arrays.stream(ids)
        : IntStream.iterate(next(0), id -> id >= 0, id -> next(id + 1));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof TokenSet that
        && Arrays.equals(ids, that.ids)
        && Arrays.equals(words, that.words);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(ids) + Arrays.hashCode(words);
  }

  /** The number of ids only: ids are document text. */
  @Override
  public String toString() {
    return "set of " + size + " tokens";
  }
}
