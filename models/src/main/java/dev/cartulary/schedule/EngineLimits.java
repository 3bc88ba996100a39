package dev.cartulary.schedule;

/**
 * What the engine may use.
 *
 * @param cacheBytes of KV cache, for all requests in flight together
 * @param rowsPerStep tokens that one step computes; long prefixes are fed in pieces of this size at
 *     most, so that answers go on between them
 */
public record EngineLimits(long cacheBytes, int rowsPerStep) {
  public EngineLimits {
    if (cacheBytes < 1) {
      throw new IllegalArgumentException("the KV cache may have " + cacheBytes + " bytes");
    }
    if (rowsPerStep < 1) {
      throw new IllegalArgumentException("a step may have " + rowsPerStep + " rows");
    }
  }
}
