package dev.cartulary.cli;

import dev.cartulary.config.Books;
import dev.cartulary.config.JobFile;
import dev.cartulary.ledger.LedgerAddress;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** Options that say which ledger is meant. */
class NamedLedger {
  @Spec(Target.MIXEE)
  private CommandSpec spec;

  @Option(
      names = "--ledger",
      paramLabel = "URL",
      description = "A ledger without user and password, in the place of a job file.")
  private @Nullable String url;

  @SuppressWarnings("NullAway.Init") // The command line library fills the fields in.
  NamedLedger() {}

  /** The books of {@code job}, or of the ledger that was named in its place. */
  final Books books(@Nullable Path job, Surroundings surroundings) {
    if (job != null && url == null) {
      return JobFile.readBooks(job, surroundings.environment());
    }
    if (url != null && job == null) {
      return Books.of(new LedgerAddress(url, "", ""));
    }
    throw new ParameterException(
        spec.commandLine(),
        "name either a job file or --ledger URL, for example: "
            + spec.qualifiedName()
            + " jobs/savings-estimate.yaml");
  }
}
