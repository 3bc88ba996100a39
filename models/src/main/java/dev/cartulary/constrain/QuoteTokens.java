package dev.cartulary.constrain;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * The tokens that hold a quotation mark with something behind it, by what is behind it.
 *
 * <p>Such a token may end a string and begin what follows.
 */
final class QuoteTokens {
  /** A token with the index of a quotation mark in it, and the distance to an end after it. */
  record Crossing(int token, int quote, int distance) {}

  /** What stands behind a quotation mark of the token at a place in the order of bytes. */
  private record Suffix(int index, int quote) {}

  private final Vocabulary vocabulary;
  private final List<Suffix> suffixes;
  private final ByteTrie trie; // its keys are the indexes of suffixes

  QuoteTokens(Vocabulary vocabulary) {
    this.vocabulary = vocabulary;
    List<Suffix> found = new ArrayList<>();
    for (int index = 0; index < vocabulary.ordinarySize(); index++) {
      byte[] bytes = vocabulary.bytesAt(index);
      for (int at = 0; at < bytes.length - 1; at++) {
        if (bytes[at] == '"') {
          found.add(new Suffix(index, at));
        }
      }
    }
    found.sort(Comparator.comparing(this::bytes, Arrays::compareUnsigned));
    suffixes = List.copyOf(found);
    trie = new ByteTrie(suffixes.stream().map(this::bytes).toArray(byte[][]::new));
  }

  private byte[] bytes(Suffix suffix) {
    byte[] bytes = vocabulary.bytesAt(suffix.index());
    return Arrays.copyOfRange(bytes, suffix.quote() + 1, bytes.length);
  }

  /** The tokens whose part behind a quotation mark can begin {@code rest}. */
  List<Crossing> into(JsonRest rest) {
    List<Crossing> crossings = new ArrayList<>();
    trie.walk(
        JsonState::step,
        JsonState.before(rest),
        (key, state) -> {
          Suffix suffix = suffixes.get(key);
          int distance = state.distance();
          if (distance < Leaf.FAR) {
            crossings.add(new Crossing(vocabulary.id(suffix.index()), suffix.quote(), distance));
          }
        });
    return List.copyOf(crossings);
  }
}
