package dev.cartulary.parquet;

import static java.util.Objects.requireNonNull;

import dev.cartulary.outcome.Failure;
import java.io.Serializable;

/** A row of {@link Table#FAILURES}. */
public record FailureRow(String run, Failure failure) implements Serializable {
  public FailureRow {
    requireNonNull(run, "run is null");
    requireNonNull(failure, "failure is null");
  }
}
