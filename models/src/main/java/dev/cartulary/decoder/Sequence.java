package dev.cartulary.decoder;

import dev.cartulary.tokenizer.TokenIds;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What the KV cache holds of one request.
 *
 * <p>A branch that is opened alone has no slot: it continues the prefix's own keys, so that its
 * attention is one operation. The prefix is what it was; what the branch left behind it is
 * overwritten by nobody, for a prefix does not grow under open branches.
 *
 * <p>A branch lives in a slot of the cache. Dropping branches moves the last slots into the holes,
 * so that the slots in use are always the first ones; the order of the branches, as the caller
 * knows it, is kept here.
 */
final class Sequence {
  private final int rotaryVariant;
  private int prefixTokens;
  private int[] slots = {}; // (branches): the slot of each branch, in the caller's order
  private int[] lengths = {}; // (branches in use): tokens in each slot
  private int room; // slots that the cache has memory for
  private int capacity; // tokens that a slot has room for; 0 before the branches are open
  private boolean alone;

  /**
   * @param rotaryVariant which frequencies its positions have, from its first token to its last
   */
  Sequence(int rotaryVariant) {
    this.rotaryVariant = rotaryVariant;
  }

  int rotaryVariant() {
    return rotaryVariant;
  }

  int prefixTokens() {
    return prefixTokens;
  }

  boolean open() {
    return capacity > 0;
  }

  int branches() {
    return slots.length;
  }

  /** Whether the only branch was opened without others. */
  boolean alone() {
    return alone;
  }

  int capacity() {
    return capacity;
  }

  int slot(int branch) {
    return slots[branch];
  }

  int length(int slot) {
    return lengths[slot];
  }

  void growPrefix(int tokens) {
    prefixTokens += tokens;
  }

  void open(int branches, int tokens) {
    slots = IntStream.range(0, branches).toArray();
    lengths = new int[branches];
    room = branches;
    capacity = tokens;
    alone = branches == 1;
  }

  void growBranches(List<TokenIds> tokens) {
    for (int branch = 0; branch < slots.length; branch++) {
      lengths[slots[branch]] += tokens.get(branch).size();
    }
  }

  /** The copies from slot to slot that close the holes, and whether memory is to be given back. */
  record Moves(List<Integer> sources, List<Integer> targets, int count, boolean shrink) {}

  /** Drops all branches but these, ascending indexes of present ones. */
  Moves keep(List<Integer> kept) {
    if (!open()) {
      throw new IllegalArgumentException("the request has no open branches");
    }
    int[] keptSlots = new int[kept.size()];
    int before = -1;
    for (int i = 0; i < keptSlots.length; i++) {
      int branch = kept.get(i);
      if (branch <= before || branch >= slots.length) {
        throw new IllegalArgumentException(
            "branches to keep " + kept + " are not ascending indexes below " + slots.length);
      }
      before = branch;
      keptSlots[i] = slots[branch];
    }
    int count = keptSlots.length;
    boolean[] taken = new boolean[slots.length];
    for (int slot : keptSlots) {
      taken[slot] = true;
    }
    int[] holes = IntStream.range(0, count).filter(slot -> !taken[slot]).toArray();
    List<Integer> sources = new ArrayList<>();
    List<Integer> targets = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      if (keptSlots[i] >= count) {
        int hole = holes[sources.size()];
        sources.add(keptSlots[i]);
        targets.add(hole);
        lengths[hole] = lengths[keptSlots[i]];
        keptSlots[i] = hole;
      }
    }
    slots = keptSlots;
    lengths = Arrays.copyOf(lengths, count);
    boolean shrink = count <= room / 2;
    if (shrink) {
      room = count;
    }
    return new Moves(sources, targets, count, shrink);
  }
}
