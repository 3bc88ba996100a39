package dev.cartulary.tokenizer;

import java.util.Arrays;
import java.util.stream.IntStream;

/** An immutable sequence of token ids with the equality of its contents. */
public final class TokenIds {
  public static final TokenIds EMPTY = new TokenIds(new int[0]);

  private final int[] ids;

  private TokenIds(int[] ids) {
    this.ids = ids;
  }

  public static TokenIds of(int... ids) {
    return new TokenIds(ids.clone());
  }

  public int size() {
    return ids.length;
  }

  public boolean isEmpty() {
    return ids.length == 0;
  }

  public int at(int index) {
    return ids[index];
  }

  /** The ids from {@code start} to before {@code end}. */
  public TokenIds slice(int start, int end) {
    return new TokenIds(Arrays.copyOfRange(ids, start, end));
  }

  public TokenIds plus(TokenIds other) {
    int[] joined = Arrays.copyOf(ids, ids.length + other.ids.length);
    System.arraycopy(other.ids, 0, joined, ids.length, other.ids.length);
    return new TokenIds(joined);
  }

  public IntStream stream() {
    return Arrays.stream(ids);
  }

  public int[] toArray() {
    return ids.clone();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof TokenIds that && Arrays.equals(ids, that.ids);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(ids);
  }

  /** The number of ids only: ids are document text. */
  @Override
  public String toString() {
    return ids.length + " tokens";
  }
}
