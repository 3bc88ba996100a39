package dev.cartulary.constrain;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiConsumer;

/*
 * Which tokens may go on a free text depends on the characters that may and must follow, of which
 * there are too many to keep a set for each. But the tokens that end between two characters and within
 * the string, which are nearly all, are those of so many characters: with one set of the tokens of at
 * most n characters for each n, their set is the difference of two. The few thousand others are looked
 * at one by one.
 */

/** The tokens that lie within a JSON string, from one place of it. */
final class TextTokens {
  private final long[][] upTo; // (characters): tokens that end between characters
  private final int words;
  private final List<Other> others = new ArrayList<>();

  /**
   * A token that closes the string or ends within a character.
   *
   * @param tail tokens until the next character can begin; 0 for one that closes the string
   */
  private record Other(int token, int characters, int tail, boolean closes) {}

  TextTokens(Vocabulary vocabulary, TextLeaf leaf, int place) {
    words = (vocabulary.size() + 63) / 64;
    List<long[]> sets = new ArrayList<>();
    List<List<Integer>> byLength = new ArrayList<>();
    BiConsumer<Integer, Integer> plain =
        (token, characters) -> {
          while (byLength.size() <= characters) {
            byLength.add(new ArrayList<>());
          }
          byLength.get(characters).add(token);
        };
    vocabulary.walk(
        leaf,
        TextLeaf.state(place, 0, TextLeaf.MOST),
        (token, state) -> {
          int characters = TextLeaf.MOST - TextLeaf.most(state);
          int end = TextLeaf.place(state);
          if (end == TextLeaf.BETWEEN) {
            plain.accept(token, characters);
          } else if (leaf.tail(end) < Leaf.FAR) {
            others.add(new Other(token, characters, leaf.tail(end), end == TextLeaf.CLOSED));
          }
        });
    long[] set = new long[words];
    for (List<Integer> tokens : byLength) {
      if (!tokens.isEmpty()) {
        set = Arrays.copyOf(set, words);
        for (int token : tokens) {
          set[token >> 6] |= 1L << token;
        }
      }
      sets.add(set);
    }
    upTo = sets.isEmpty() ? new long[][] {set} : sets.toArray(long[][]::new);
  }

  /**
   * Sets the bits of the tokens after which the string can be ended within {@code left} tokens.
   *
   * @param least characters that must still begin
   * @param most characters that may still begin
   */
  void addTo(long[] bits, int least, int most, int left) {
    if (left < 0) {
      return;
    }
    int needed = Math.max(0, least + 1 - left);
    if (left > 0 && needed <= most) {
      long[] set = upTo[Math.min(most, upTo.length - 1)];
      if (needed == 0) {
        for (int word = 0; word < words; word++) {
          bits[word] |= set[word];
        }
      } else {
        long[] tooShort = upTo[Math.min(needed - 1, upTo.length - 1)];
        for (int word = 0; word < words; word++) {
          bits[word] |= set[word] & ~tooShort[word];
        }
      }
    }
    for (Other other : others) {
      int rest = Math.max(0, least - other.characters());
      boolean fits = other.closes() ? rest == 0 : rest + 1 + other.tail() <= left;
      if (fits && other.characters() <= most) {
        bits[other.token() >> 6] |= 1L << other.token();
      }
    }
  }
}
