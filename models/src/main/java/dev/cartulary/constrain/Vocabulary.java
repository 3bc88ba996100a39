package dev.cartulary.constrain;

import dev.cartulary.tokenizer.TextTokenizer;
import java.util.Arrays;
import java.util.BitSet;
import java.util.stream.IntStream;

/** The byte strings of a tokenizer's ordinary tokens, and its special tokens. */
final class Vocabulary {
  /** A state machine over bytes; states are numbers that are not negative. */
  interface ByteMachine {
    /** The next state, or a negative number where the byte is not possible. */
    long step(long state, int unsignedByte);
  }

  private final TokenSet specials;
  private final TokenSet ordinary;
  private final int[] ids; // in the order of their bytes
  private final byte[][] bytes; // of ids
  private final int[] order; // (tokens): index in ids
  private final ByteTrie trie; // its keys are the indexes of ids
  private final BitSet single = new BitSet(); // bytes that are tokens of their own
  private final boolean anyTail;

  Vocabulary(TextTokenizer tokenizer) {
    int size = tokenizer.vocabularySize();
    byte[][] all = IntStream.range(0, size).mapToObj(tokenizer::bytes).toArray(byte[][]::new);
    specials = TokenSet.of(IntStream.range(0, size).filter(id -> all[id].length == 0));
    ordinary = TokenSet.of(IntStream.range(0, size).filter(id -> all[id].length > 0));
    ids =
        ordinary.stream()
            .boxed()
            .sorted((a, b) -> Arrays.compareUnsigned(all[a], all[b]))
            .mapToInt(Integer::intValue)
            .toArray();
    bytes = Arrays.stream(ids).mapToObj(id -> all[id]).toArray(byte[][]::new);
    order = new int[size];
    for (int i = 0; i < ids.length; i++) {
      order[ids[i]] = i;
      if (bytes[i].length == 1) {
        single.set(bytes[i][0] & 0xFF);
      }
    }
    trie = new ByteTrie(bytes);
    anyTail = IntStream.range(0x80, 0xF5).allMatch(b -> single.get(b) || b == 0xC0 || b == 0xC1);
  }

  TokenSet specials() {
    return specials;
  }

  TokenSet ordinary() {
    return ordinary;
  }

  /** Ids lie below it. */
  int size() {
    return order.length;
  }

  /** Whether a token stands for this byte alone. */
  boolean hasSingle(int unsignedByte) {
    return single.get(unsignedByte);
  }

  /** Whether every byte of longer characters is a token, so that each can be ended anywhere. */
  boolean anyTail() {
    return anyTail;
  }

  int ordinarySize() {
    return ids.length;
  }

  /** The token at a place in the order of bytes. */
  int id(int index) {
    return ids[index];
  }

  /** The bytes of the token at a place in the order of bytes; not to be changed. */
  byte[] bytesAt(int index) {
    return bytes[index];
  }

  /** The bytes of an ordinary token; not to be changed. */
  byte[] bytesOf(int id) {
    return bytes[order[id]];
  }

  /** The trie of the ordinary tokens, whose keys are places in the order of bytes. */
  ByteTrie trie() {
    return trie;
  }

  /** Visits the tokens that the machine can take from {@code start}, in no useful order. */
  void walk(ByteMachine machine, long start, ByteTrie.Visitor visitor) {
    trie.walk(machine, start, (key, state) -> visitor.visit(ids[key], state));
  }
}
