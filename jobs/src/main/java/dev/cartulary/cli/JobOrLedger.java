package dev.cartulary.cli;

import dev.cartulary.config.Books;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Parameters;

/** Which ledger is asked: that of the job which is the first argument, or one in its place. */
final class JobOrLedger extends NamedLedger {
  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "JOB.yaml",
      description = "The job whose ledger is asked.")
  private @Nullable Path job;

  @SuppressWarnings("NullAway.Init") // The command line library fills the field in.
  JobOrLedger() {}

  /** The job's file; null where a ledger is named in its place. */
  @Nullable Path job() {
    return job;
  }

  Books books(Surroundings surroundings) {
    return books(job, surroundings);
  }
}
