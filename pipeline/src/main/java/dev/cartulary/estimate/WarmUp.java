package dev.cartulary.estimate;

/**
 * What the model read before the sample, so that the sample is read at the pace of a long run.
 *
 * @param askedTokens of the chunks that it read
 * @param modelNanos its share of the engine's busy time
 */
public record WarmUp(long askedTokens, long modelNanos) {
  private static final double NANOS = 1e9;

  /** What it took beyond that pace, which a whole run spends once. */
  double excessSeconds(double secondsPerToken) {
    return Math.max(0, modelNanos / NANOS - secondsPerToken * askedTokens);
  }
}
