package dev.cartulary.constrain;

import java.util.Arrays;

/** Tokens by the distance to an end after them. */
final class TokenLevels {
  private final int[] distances; // ascending
  private final TokenSet[] within; // (distances): tokens with at most that distance

  private TokenLevels(int[] distances, TokenSet[] within) {
    this.distances = distances;
    this.within = within;
  }

  /** Tokens within a distance, all of them where it is large. */
  TokenSet within(int left) {
    for (int level = distances.length - 1; level >= 0; level--) {
      if (distances[level] <= left) {
        return within[level];
      }
    }
    return TokenSet.EMPTY;
  }

  /** About the bytes of memory that the sets take. */
  long weight() {
    long weight = 64;
    for (TokenSet set : within) {
      weight += set.weight();
    }
    return weight;
  }

  /** Collects tokens. */
  static final class Builder {
    private static final int FEW = 512;

    private long[] found = new long[16]; // distance << 32 | token
    private int size;

    /** A token; those from which there is no way to an end are left out. */
    void add(int token, int distance) {
      if (distance < Leaf.FAR) {
        if (size == found.length) {
          found = Arrays.copyOf(found, 2 * size);
        }
        found[size++] = (long) distance << 32 | token;
      }
    }

    TokenLevels build(int vocabularySize) {
      Arrays.sort(found, 0, size);
      int[] distances =
          Arrays.stream(found, 0, size).mapToInt(pair -> (int) (pair >> 32)).distinct().toArray();
      TokenSet[] within = new TokenSet[distances.length];
      long[] bits = new long[size > FEW ? (vocabularySize + 63) / 64 : 0];
      int end = 0;
      for (int level = 0; level < distances.length; level++) {
        for (; end < size && found[end] >> 32 == distances[level]; end++) {
          if (size > FEW) {
            bits[(int) found[end] >> 6] |= 1L << found[end];
          }
        }
        within[level] =
            size > FEW
                ? TokenSet.ofBits(bits.clone())
                : TokenSet.of(Arrays.stream(found, 0, end).mapToInt(pair -> (int) pair));
      }
      return new TokenLevels(distances, within);
    }
  }
}
