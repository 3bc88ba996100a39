package dev.cartulary.ledger;

import static java.util.Objects.requireNonNull;

import dev.cartulary.outcome.Failure;
import java.time.Instant;

/**
 * A file that a run could not read.
 *
 * @param since the first run of the job in which the same bytes at the same path failed for the
 *     same reason; of bytes that could not be read, the same path
 * @param attempts in all runs since then
 */
public record FailedFile(Failure failure, Instant since, int attempts) {
  public FailedFile {
    requireNonNull(failure, "failure is null");
    requireNonNull(since, "since is null");
  }
}
