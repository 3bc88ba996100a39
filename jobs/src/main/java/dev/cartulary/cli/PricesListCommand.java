package dev.cartulary.cli;

import dev.cartulary.accounting.PriceBook;
import dev.cartulary.accounting.PriceFile;
import dev.cartulary.accounting.PriceText;
import dev.cartulary.cost.CloudPrice;
import dev.cartulary.status.Facts;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Lists prices. */
@Command(
    name = "list",
    description = {"Lists the prices of a day, by default of today, with their source's marks."},
    exitCodeList = {
      "0:Printed.",
      "1:A fault of this program, or the machine failed it.",
      "2:The job file or the ledger's address is wrong, or the ledger cannot be opened."
    },
    footer = {
      "  cartulary prices list jobs/nightly-contracts.yaml --on 2026-08-01",
      "  cartulary prices list jobs/nightly-contracts.yaml --csv > prices.csv"
    })
final class PricesListCommand extends CommandForm implements Callable<Integer> {
  private final Operations operations;
  private final Surroundings surroundings;
  private final Clock clock;

  @Mixin private JobOrLedger ledger;

  @Option(names = "--on", paramLabel = "DAY", description = "The day, as 2026-11-20.")
  private @Nullable LocalDate day;

  @Option(names = "--history", description = "All prices, with those of earlier and later days.")
  private boolean history;

  @Mixin private Answer answer;

  @Option(names = "--csv", description = "In the form that prices import takes.")
  private boolean csv;

  @SuppressWarnings("NullAway.Init") // The command line library fills the fields in.
  PricesListCommand(Operations operations, Surroundings surroundings, Clock clock) {
    this.operations = operations;
    this.surroundings = surroundings;
    this.clock = clock;
  }

  @Override
  public Integer call() {
    PriceBook book = operations.prices(ledger.books(surroundings));
    LocalDate on = day == null ? LocalDate.now(clock) : day;
    List<CloudPrice> prices = history ? book.prices() : book.on(on);
    answer.print(
        () ->
            new Facts()
                .with("day", on.toString())
                .with("prices", prices.stream().map(price -> PriceFacts.of(price, on)).toList()),
        out -> out.print(csv ? PriceFile.write(prices) : PriceText.list(book, on, history)));
    return ExitCode.OK;
  }
}
