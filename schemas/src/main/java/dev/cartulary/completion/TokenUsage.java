package dev.cartulary.completion;

import java.io.Serializable;

/**
 * What a model computed: counts of tokens that passed through it.
 *
 * @param prefixTokens of documents, each counted once however many branches read it
 * @param questionTokens of the branches' questions
 * @param generatedTokens of the branches' answers, those that end a value included
 */
public record TokenUsage(long prefixTokens, long questionTokens, long generatedTokens)
    implements Serializable {
  public static final TokenUsage ZERO = new TokenUsage(0, 0, 0);

  public TokenUsage {
    if (prefixTokens < 0 || questionTokens < 0 || generatedTokens < 0) {
      throw new IllegalArgumentException(
          "negative tokens: " + prefixTokens + ", " + questionTokens + ", " + generatedTokens);
    }
  }

  public TokenUsage plus(TokenUsage other) {
    return new TokenUsage(
        prefixTokens + other.prefixTokens,
        questionTokens + other.questionTokens,
        generatedTokens + other.generatedTokens);
  }

  /** What came since {@code before}. */
  public TokenUsage minus(TokenUsage before) {
    return new TokenUsage(
        prefixTokens - before.prefixTokens,
        questionTokens - before.questionTokens,
        generatedTokens - before.generatedTokens);
  }

  public long total() {
    return prefixTokens + questionTokens + generatedTokens;
  }
}
