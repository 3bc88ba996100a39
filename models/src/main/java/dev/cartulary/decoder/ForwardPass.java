package dev.cartulary.decoder;

import java.util.List;

/**
 * A decoder-only model with a KV cache of prefixes and their branches.
 *
 * <p>A request has one prefix and any number of branches. The prefix is causal; a branch sees the
 * whole prefix and itself; its positions continue after the prefix, so that every branch computes
 * what it would as an ordinary prompt of its own. All rows of a step share the linear layers.
 * Belongs to one thread.
 */
public interface ForwardPass extends AutoCloseable {
  /**
   * Feeds the segments and returns the logits after the last token of every branch, in the order of
   * the segments and of the branches in them. A request takes part in a step with one segment at
   * most, and once its branches are open its prefix cannot grow.
   */
  Logits step(List<Segment> segments);

  /**
   * Begins a request with the first tokens of another one's prefix, which are copied instead of
   * computed.
   *
   * @param begun a segment of the new request, of the tokens that are copied; the other request's
   *     prefix begins with them
   */
  void copyPrefix(long from, Segment.Prefix begun);

  /** Whether sequences that may reach so many tokens have the same positions, and can be copied. */
  boolean sharesPositions(long tokens, long others);

  /**
   * Drops the request's other branches; {@code branches} are ascending indexes into the present
   * ones. The memory of a branch that was opened alone stays until the request is closed.
   */
  void keep(long request, List<Integer> branches);

  /** Frees the memory of a request; unknown requests are ignored. */
  void close(long request);

  /** Bytes of KV cache for so many tokens of one sequence. */
  long cacheBytes(long tokens);

  /**
   * So many tokens of a prefix are attended to together: in eight bits a prefix that is fed in
   * pieces of a multiple of them comes out the same to the last bit, wherever it is cut.
   */
  default int pieceTokens() {
    return 1;
  }

  int vocabularySize();

  /** The longest sequence, prefix and branch together. */
  int contextTokens();

  @Override
  void close();
}
