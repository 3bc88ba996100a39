package dev.cartulary.cli;

import dev.cartulary.accounting.PriceBook;
import dev.cartulary.accounting.PriceFile;
import dev.cartulary.cost.CloudPrice;
import dev.cartulary.status.Facts;
import dev.cartulary.yaml.ConfigurationException;
import dev.cartulary.yaml.Problems;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Adds prices to the book. */
@Command(
    name = "import",
    description = {
      "Adds the prices of a file to the book, all or none.",
      "",
      "A price holds from its day on; what was priced before keeps the prices of its day. The"
          + " columns are in docs/accounting.md; prices list --csv writes them."
    },
    exitCodeList = {
      "0:Imported.",
      "1:A fault of this program, or the machine failed it.",
      "2:The file, the job file or the ledger's address is wrong, or a price contradicts the book."
    },
    footer = {"  cartulary prices import prices.csv jobs/nightly-contracts.yaml"})
final class PricesImportCommand extends CommandForm implements Callable<Integer> {
  private final Operations operations;
  private final Surroundings surroundings;

  @Parameters(index = "0", paramLabel = "FILE.csv", description = "The prices.")
  private Path prices;

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "JOB.yaml",
      description = "The job whose ledger takes them.")
  private @Nullable Path file;

  @Mixin private NamedLedger ledger;

  @Mixin private Answer answer;

  @SuppressWarnings("NullAway.Init") // The command line library fills the fields in.
  PricesImportCommand(Operations operations, Surroundings surroundings) {
    this.operations = operations;
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() {
    Problems problems = new Problems(prices.toString());
    List<CloudPrice> read = PriceFile.read(text(), problems);
    problems.throwIfAny();
    PriceBook.Change change = imported(read);
    answer.print(
        () ->
            new Facts()
                .with("new", change.added().size())
                .with("read_again", change.confirmed().size())
                .with("known", change.known()),
        out ->
            out.printf(
                Locale.ROOT,
                "Prices: %d new, %d read again, %d known already.%n",
                change.added().size(),
                change.confirmed().size(),
                change.known()));
    return ExitCode.OK;
  }

  private PriceBook.Change imported(List<CloudPrice> read) {
    try {
      return operations.importPrices(ledger.books(file, surroundings), read);
    } catch (IllegalArgumentException e) {
      throw new ConfigurationException(prices.toString(), List.of(String.valueOf(e.getMessage())));
    }
  }

  private String text() {
    try {
      return Files.readString(prices);
    } catch (NoSuchFileException e) {
      throw problem("the file does not exist; cartulary prices list --csv writes one");
    } catch (MalformedInputException e) {
      throw problem("the file is not UTF-8 text; save it as UTF-8");
    } catch (IOException e) {
      throw problem("the file cannot be read: " + e.getClass().getSimpleName());
    }
  }

  private ConfigurationException problem(String problem) {
    return new ConfigurationException(prices.toString(), List.of(problem));
  }
}
