package dev.cartulary.decoder;

import dev.cartulary.tokenizer.TokenIds;
import java.util.List;

/** The rows that one request brings to a step. */
public sealed interface Segment {
  /** The caller's name for the request. */
  long request();

  /**
   * Tokens that continue the request's prefix; the first segment of a request makes it.
   *
   * @param room tokens that the prefix may reach in all, for which memory is taken at once; a
   *     prefix that outgrows it is moved
   * @param sequenceTokens that prefix and a branch may reach together; models whose positions are
   *     others for long sequences go by what the first segment says
   */
  record Prefix(long request, TokenIds tokens, int room, long sequenceTokens) implements Segment {
    /** A prefix of which no more is known. */
    public Prefix(long request, TokenIds tokens) {
      this(request, tokens, tokens.size(), tokens.size());
    }
  }

  /**
   * Tokens that continue the request's branches: one entry a present branch, in order, each with at
   * least one token. The first such segment of a request opens its branches.
   *
   * @param capacity tokens that each branch may reach in all, this segment's included; the same in
   *     every segment of a request
   */
  record Branches(long request, List<TokenIds> tokens, int capacity) implements Segment {
    public Branches {
      tokens = List.copyOf(tokens);
      for (TokenIds branch : tokens) {
        if (branch.isEmpty() || branch.size() > capacity) {
          throw new IllegalArgumentException(
              "a branch of " + branch + " with room for " + capacity);
        }
      }
    }
  }
}
