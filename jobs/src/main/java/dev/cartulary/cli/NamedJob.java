package dev.cartulary.cli;

import dev.cartulary.config.Books;
import dev.cartulary.config.Job;
import dev.cartulary.config.JobFile;
import java.nio.file.Path;
import picocli.CommandLine.Parameters;

/** The job that is the first argument, of commands that ask for what it has left. */
final class NamedJob {
  @Parameters(
      index = "0",
      paramLabel = "JOB.yaml",
      description = "The job whose results and ledger are meant.")
  private Path file;

  @SuppressWarnings("NullAway.Init") // The command line library fills the field in.
  NamedJob() {}

  Path file() {
    return file;
  }

  /** Where it keeps its books. */
  Books books(Surroundings surroundings) {
    return JobFile.readBooks(file, surroundings.environment());
  }

  /** All that it says; its documents need not be there any more. */
  Job read(Surroundings surroundings) {
    return JobFile.readWithoutDocuments(file, surroundings.environment());
  }
}
