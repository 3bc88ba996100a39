package dev.cartulary.schedule;

import dev.cartulary.completion.TokenUsage;

/**
 * The engine's work so far.
 *
 * @param prefillNanos busy time of steps, shared out to rows of prefixes and of questions
 * @param decodeNanos busy time of steps, shared out to rows of answers
 * @param steps forward passes
 */
public record EngineStatistics(TokenUsage usage, long prefillNanos, long decodeNanos, long steps) {
  public long busyNanos() {
    return prefillNanos + decodeNanos;
  }
}
