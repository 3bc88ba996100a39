package dev.cartulary.schedule;

import static java.util.Objects.requireNonNull;

/**
 * How a checkpoint is run.
 *
 * @param threads that share one operation of the model; at least 1
 */
public record ModelOptions(PrecisionChoice precision, int threads, EngineLimits limits) {
  private static final long CACHE_BYTES = 512L << 20;
  private static final int ROWS_PER_STEP = 512;

  public ModelOptions {
    requireNonNull(precision, "precision is null");
    requireNonNull(limits, "limits is null");
    if (threads < 1) {
      throw new IllegalArgumentException(threads + " threads cannot compute");
    }
  }

  /** Automatic precision, as many threads as processors, 512 MiB of KV cache. */
  public static ModelOptions defaults() {
    return new ModelOptions(
        PrecisionChoice.AUTO,
        Runtime.getRuntime().availableProcessors(),
        new EngineLimits(CACHE_BYTES, ROWS_PER_STEP));
  }
}
