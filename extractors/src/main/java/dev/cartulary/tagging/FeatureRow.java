package dev.cartulary.tagging;

import java.util.Arrays;

/**
 * The features of one place of a sequence, as numbers. The how-manieth feature it is, is part of
 * each number, so that every row is filled in the same order.
 */
public final class FeatureRow {
  /** Stands for a value outside of the sequence. */
  public static final long OUTSIDE = 1;

  private final long[] values = new long[64];
  private int size;

  /** Adds a feature. */
  public void add(long value) {
    values[size] = (value * 0x9E3779B97F4A7C15L + size + 1) * 0xBF58476D1CE4E5B9L;
    values[size] ^= values[size] >>> 29;
    size++;
  }

  /** Adds what two values say together. */
  public void add(long one, long other) {
    add((one * 0x94D049BB133111EBL) ^ Long.rotateLeft(other * 0xD6E8FEB86659FD93L, 23));
  }

  /** The features so far. */
  public long[] values() {
    return Arrays.copyOf(values, size);
  }

  /** The value at a place, {@link #OUTSIDE} where there is none. */
  public static long at(long[] values, int i) {
    return i < 0 || i >= values.length ? OUTSIDE : values[i];
  }

  /** A number for a text. */
  public static long hash(String text) {
    long hash = 1125899906842597L;
    for (int i = 0; i < text.length(); i++) {
      hash = 31 * hash + text.charAt(i);
    }
    return hash;
  }

  /** Kinds of a word's characters in their order, without repetition, and the length up to 5. */
  public static long shape(String word) {
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
}
