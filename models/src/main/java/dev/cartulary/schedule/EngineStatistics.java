package dev.cartulary.schedule;

import dev.cartulary.completion.TokenUsage;

/**
 * The engine's work so far.
 *
 * @param loadNanos time that it took to load the model
 * @param prefillNanos busy time of steps, shared out to rows of prefixes and of questions
 * @param decodeNanos busy time of steps, shared out to rows of answers
 * @param steps forward passes
 */
public record EngineStatistics(
    TokenUsage usage, long loadNanos, long prefillNanos, long decodeNanos, long steps) {
  /** Before any work. */
  public static final EngineStatistics NONE = loaded(0);

  static EngineStatistics loaded(long loadNanos) {
    return new EngineStatistics(TokenUsage.ZERO, loadNanos, 0, 0, 0);
  }

  public long busyNanos() {
    return prefillNanos + decodeNanos;
  }
}
