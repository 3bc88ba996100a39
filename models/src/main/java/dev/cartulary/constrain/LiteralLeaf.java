package dev.cartulary.constrain;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * Some strings, as a trie whose distances count the tokens of the shortest spelling.
 *
 * <p>What follows a string may have a cost of its own, which its distances include.
 */
final class LiteralLeaf implements Leaf {
  private byte[] labels = new byte[16];
  private int[] children = new int[16]; // the first one; 0 for none
  private int[] siblings = new int[16]; // the next one; 0 for none
  private int[] ends = new int[16]; // index of the string that ends here, plus one
  private int nodes = 1;
  private final int[] distances;

  /**
   * Strings without further costs.
   *
   * @param texts not empty
   */
  LiteralLeaf(Vocabulary vocabulary, List<String> texts) {
    this(vocabulary, texts, new int[texts.size()]);
  }

  /**
   * Strings with what follows them.
   *
   * @param texts not empty, different from each other where their costs are
   * @param costs (texts): distance to the end after each
   */
  LiteralLeaf(Vocabulary vocabulary, List<String> texts, int[] costs) {
    for (int text = 0; text < texts.size(); text++) {
      add(texts.get(text).getBytes(StandardCharsets.UTF_8), text);
    }
    distances = new int[nodes];
    Arrays.fill(distances, FAR);
    // A child comes after its parent.
    for (int node = nodes - 1; node >= 0; node--) {
      int[] best = {ends[node] == 0 ? FAR : costs[ends[node] - 1]};
      vocabulary.walk(
          this,
          node,
          (token, state) -> best[0] = Math.min(best[0], Leaf.plus(1, distances[(int) state])));
      distances[node] = best[0];
    }
  }

  private void add(byte[] text, int index) {
    int at = 0;
    for (byte label : text) {
      int child = child(at, label);
      if (child == 0) {
        if (nodes == labels.length) {
          labels = Arrays.copyOf(labels, 2 * nodes);
          children = Arrays.copyOf(children, 2 * nodes);
          siblings = Arrays.copyOf(siblings, 2 * nodes);
          ends = Arrays.copyOf(ends, 2 * nodes);
        }
        child = nodes++;
        labels[child] = label;
        siblings[child] = children[at];
        children[at] = child;
      }
      at = child;
    }
    if (ends[at] == 0) {
      ends[at] = index + 1;
    }
  }

  private int child(int node, byte label) {
    int child = children[node];
    while (child != 0 && labels[child] != label) {
      child = siblings[child];
    }
    return child;
  }

  @Override
  public long initial() {
    return 0;
  }

  @Override
  public long step(long state, int unsignedByte) {
    int child = child((int) state, (byte) unsignedByte);
    return child == 0 ? -1 : child;
  }

  @Override
  public boolean isAccepting(long state) {
    return ends[(int) state] > 0;
  }

  /** The index of the string that ends at an accepting state. */
  int end(long state) {
    return ends[(int) state] - 1;
  }

  @Override
  public boolean goesOn(long state) {
    return children[(int) state] != 0;
  }

  @Override
  public int distance(long state) {
    return distances[(int) state];
  }
}
