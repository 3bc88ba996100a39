package dev.cartulary.constrain;

import java.util.Arrays;
import java.util.stream.IntStream;

/** An immutable set of token ids in ascending order. */
public final class TokenSet {
  public static final TokenSet EMPTY = new TokenSet(new int[0]);

  private final int[] ids; // ascending, distinct

  private TokenSet(int[] ids) {
    this.ids = ids;
  }

  public static TokenSet of(int... ids) {
    return of(Arrays.stream(ids));
  }

  public static TokenSet of(IntStream ids) {
    return new TokenSet(ids.sorted().distinct().toArray());
  }

  public int size() {
    return ids.length;
  }

  public boolean isEmpty() {
    return ids.length == 0;
  }

  /** The id with so many lower ones before it. */
  public int at(int index) {
    return ids[index];
  }

  public boolean contains(int id) {
    return Arrays.binarySearch(ids, id) >= 0;
  }

  public TokenSet union(TokenSet other) {
    if (isEmpty()) {
      return other;
    }
    return other.isEmpty() ? this : of(IntStream.concat(stream(), other.stream()));
  }

  public IntStream stream() {
    return Arrays.stream(ids);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof TokenSet that && Arrays.equals(ids, that.ids);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(ids);
  }

  /** The number of ids only: ids are document text. */
  @Override
  public String toString() {
    return "set of " + ids.length + " tokens";
  }
}
