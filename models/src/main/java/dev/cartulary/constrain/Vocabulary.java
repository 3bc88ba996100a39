package dev.cartulary.constrain;

import dev.cartulary.tokenizer.TextTokenizer;
import java.util.Arrays;
import java.util.BitSet;
import java.util.stream.IntStream;

/*
 * The tokens lie sorted by their bytes, and each knows how many first bytes it shares with the one
 * before it. That is a trie without nodes: a walk keeps the states of the shared bytes, and once a
 * byte leads nowhere all tokens that share it are passed over by one comparison each.
 */

/** The byte strings of a tokenizer's ordinary tokens, and its special tokens. */
final class Vocabulary {
  /** A state machine over bytes; states are numbers that are not negative. */
  interface ByteMachine {
    /** The next state, or a negative number where the byte is not possible. */
    long step(long state, int unsignedByte);
  }

  /** Receives a token all of whose bytes are possible, and the state after them. */
  interface Visitor {
    void visit(int token, long state);
  }

  private final TokenSet specials;
  private final TokenSet ordinary;
  private final int[] ids; // in the order of their bytes
  private final byte[][] bytes; // of ids
  private final int[] shared; // first bytes in common with the token before
  private final int longest;
  private final BitSet single = new BitSet(); // bytes that are tokens of their own

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
    shared = new int[ids.length];
    int most = 0;
    for (int i = 0; i < ids.length; i++) {
      most = Math.max(most, bytes[i].length);
      if (bytes[i].length == 1) {
        single.set(bytes[i][0] & 0xFF);
      }
      if (i > 0) {
        int difference = Arrays.mismatch(bytes[i - 1], bytes[i]);
        shared[i] = difference < 0 ? bytes[i].length : difference;
      }
    }
    longest = most;
  }

  TokenSet specials() {
    return specials;
  }

  TokenSet ordinary() {
    return ordinary;
  }

  /** Whether a token stands for this byte alone. */
  boolean hasSingle(int unsignedByte) {
    return single.get(unsignedByte);
  }

  /** Visits the tokens that the machine can take from {@code start}, in no useful order. */
  void walk(ByteMachine machine, long start, Visitor visitor) {
    long[] states = new long[longest + 1]; // after so many bytes of the present token
    states[0] = start;
    int dead = Integer.MAX_VALUE; // index of the byte that led nowhere
    for (int i = 0; i < ids.length; i++) {
      if (shared[i] > dead) {
        continue;
      }
      dead = Integer.MAX_VALUE;
      byte[] token = bytes[i];
      for (int at = shared[i]; at < token.length; at++) {
        long next = machine.step(states[at], token[at] & 0xFF);
        if (next < 0) {
          dead = at;
          break;
        }
        states[at + 1] = next;
      }
      if (dead == Integer.MAX_VALUE) {
        visitor.visit(ids[i], states[token.length]);
      }
    }
  }
}
