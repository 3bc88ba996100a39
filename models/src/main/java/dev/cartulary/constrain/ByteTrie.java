package dev.cartulary.constrain;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/*
 * Nodes lie in depth-first order, so that a subtree is a range of nodes, the keys of a subtree are a
 * range of keys, and a byte that leads nowhere passes over all that begins with it by one jump.
 */

/** Sorted byte strings as a trie. */
final class ByteTrie {
  /** Receives the index of a key all of whose bytes are possible, and the state after them. */
  interface Visitor {
    void visit(int key, long state);
  }

  /** Receives the index of a key all of whose bytes are possible, and the state after them. */
  interface StateVisitor<S> {
    void visit(int key, S state);
  }

  /** One byte further; null where the byte is not possible. */
  interface Stepper<S> {
    @Nullable S step(S state, int unsignedByte);
  }

  private byte[] labels;
  private short[] depths; // 0 for first bytes
  private int[] ends; // (nodes): the first node after the subtree
  private int[] firstKeys; // (nodes + 1): those of a node lie before those of the next
  private int nodes;
  private int longest;

  /**
   * A trie.
   *
   * @param keys not empty ones, ascending by their unsigned bytes; equal ones may follow each other
   */
  ByteTrie(byte[][] keys) {
    labels = new byte[64];
    depths = new short[64];
    ends = new int[64];
    firstKeys = new int[65];
    int[] open = new int[16]; // nodes of the present key
    byte[] before = {};
    for (int key = 0; key < keys.length; key++) {
      byte[] bytes = keys[key];
      longest = Math.max(longest, bytes.length);
      if (bytes.length >= open.length) {
        open = Arrays.copyOf(open, 2 * bytes.length);
      }
      int difference = Arrays.mismatch(before, bytes);
      int shared = difference < 0 ? bytes.length : difference;
      for (int depth = shared; depth < before.length; depth++) {
        ends[open[depth]] = nodes;
      }
      for (int depth = shared; depth < bytes.length; depth++) {
        grow();
        open[depth] = nodes;
        labels[nodes] = bytes[depth];
        depths[nodes] = (short) depth;
        firstKeys[nodes++] = key;
      }
      before = bytes;
    }
    for (int depth = 0; depth < before.length; depth++) {
      ends[open[depth]] = nodes;
    }
    firstKeys[nodes] = keys.length;
  }

  private void grow() {
    if (nodes == labels.length) {
      labels = Arrays.copyOf(labels, 2 * nodes);
      depths = Arrays.copyOf(depths, 2 * nodes);
      ends = Arrays.copyOf(ends, 2 * nodes);
      firstKeys = Arrays.copyOf(firstKeys, 2 * nodes + 1);
    }
  }

  /** Visits the keys that the machine can take from {@code start}, in ascending order. */
  void walk(Vocabulary.ByteMachine machine, long start, Visitor visitor) {
    long[] states = new long[longest + 1]; // after so many bytes
    states[0] = start;
    for (int node = 0; node < nodes; ) {
      int depth = depths[node];
      long next = machine.step(states[depth], labels[node] & 0xFF);
      if (next < 0) {
        node = ends[node];
        continue;
      }
      states[depth + 1] = next;
      for (int key = firstKeys[node]; key < firstKeys[node + 1]; key++) {
        visitor.visit(key, next);
      }
      node++;
    }
  }

  /** As the other walk, over states that are objects. */
  <S> void walk(Stepper<S> stepper, S start, StateVisitor<S> visitor) {
    Object[] states = new Object[longest + 1];
    states[0] = start;
    for (int node = 0; node < nodes; ) {
      int depth = depths[node];
      @SuppressWarnings("unchecked") // Only states were put in.
      S from = (S) states[depth];
      S next = stepper.step(from, labels[node] & 0xFF);
      if (next == null) {
        node = ends[node];
        continue;
      }
      states[depth + 1] = next;
      for (int key = firstKeys[node]; key < firstKeys[node + 1]; key++) {
        visitor.visit(key, next);
      }
      node++;
    }
  }
}
