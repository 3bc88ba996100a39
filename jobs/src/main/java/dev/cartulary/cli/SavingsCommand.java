package dev.cartulary.cli;

import dev.cartulary.accounting.Savings;
import dev.cartulary.accounting.SavingsText;
import dev.cartulary.config.Books;
import dev.cartulary.config.JobFile;
import dev.cartulary.ledger.LedgerAddress;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Compares costs. */
@Command(
    name = "savings",
    description = {
      "Compares what the documents of the last run cost here with what clouds would have taken.",
      "",
      "Prices come from the ledger's price book, each with its date and whether it was read at the"
          + " seller's own page. It is said as plainly when a cloud is cheaper."
    },
    exitCodeList = {
      "0:Printed.",
      "1:A fault of this program, or the machine failed it.",
      "2:The job file or the ledger's address is wrong, or the ledger cannot be opened,"
          + " or holds no finished run."
    },
    footer = {
      "  cartulary savings jobs/savings-estimate.yaml",
      "  cartulary savings --ledger jdbc:h2:file:./out/ledger"
    })
final class SavingsCommand extends CommandForm implements Callable<Integer> {
  private final Operations operations;
  private final Surroundings surroundings;

  @Spec private CommandSpec spec;

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "JOB.yaml",
      description = "The job whose ledger is asked.")
  private @Nullable Path file;

  @Option(
      names = "--ledger",
      paramLabel = "URL",
      description = "A ledger without user and password, in the place of a job file.")
  private @Nullable String url;

  @SuppressWarnings("NullAway.Init") // The command line library fills the fields in.
  SavingsCommand(Operations operations, Surroundings surroundings) {
    this.operations = operations;
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() {
    Optional<Savings> savings = operations.savings(books());
    if (savings.isEmpty()) {
      spec.commandLine()
          .getErr()
          .println("The ledger holds no finished run of this job yet: run it first.");
      return ExitCode.USAGE;
    }
    spec.commandLine().getOut().print(SavingsText.of(savings.get()));
    return ExitCode.OK;
  }

  private Books books() {
    if (file != null && url == null) {
      return JobFile.readBooks(file, surroundings.environment());
    }
    if (url != null && file == null) {
      return Books.of(new LedgerAddress(url, "", ""));
    }
    throw new ParameterException(
        spec.commandLine(),
        "name either a job file or --ledger URL, for example:"
            + " cartulary savings jobs/savings-estimate.yaml");
  }
}
