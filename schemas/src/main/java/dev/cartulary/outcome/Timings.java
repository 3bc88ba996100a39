package dev.cartulary.outcome;

import static java.util.Objects.requireNonNull;

import java.io.Serializable;
import java.time.Instant;

/**
 * When a document was worked on and how long its steps took.
 *
 * @param extractNanos wall time from handing the file to a parser process to its text
 * @param modelNanos this document's share of the engine's busy time, so that shares of all
 *     documents add up to the engine's
 */
public record Timings(Instant finishedAt, long extractNanos, long modelNanos)
    implements Serializable {
  public Timings {
    requireNonNull(finishedAt, "finishedAt is null");
    if (extractNanos < 0 || modelNanos < 0) {
      throw new IllegalArgumentException("negative time: " + extractNanos + ", " + modelNanos);
    }
  }
}
