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

  /**
   * Both of two lanes, which load at the same time and whose busy times are parts of the engine's.
   */
  EngineStatistics plus(EngineStatistics other) {
    return new EngineStatistics(
        usage.plus(other.usage),
        Math.max(loadNanos, other.loadNanos),
        prefillNanos + other.prefillNanos,
        decodeNanos + other.decodeNanos,
        steps + other.steps);
  }

  /** This and what another model's engine did, which was loaded later. */
  public EngineStatistics then(EngineStatistics other) {
    return new EngineStatistics(
        usage.plus(other.usage),
        loadNanos + other.loadNanos,
        prefillNanos + other.prefillNanos,
        decodeNanos + other.decodeNanos,
        steps + other.steps);
  }

  /** What has been done since {@code before}, of the same engine. */
  public EngineStatistics minus(EngineStatistics before) {
    return new EngineStatistics(
        usage.minus(before.usage),
        loadNanos - before.loadNanos,
        prefillNanos - before.prefillNanos,
        decodeNanos - before.decodeNanos,
        steps - before.steps);
  }

  public long busyNanos() {
    return prefillNanos + decodeNanos;
  }
}
