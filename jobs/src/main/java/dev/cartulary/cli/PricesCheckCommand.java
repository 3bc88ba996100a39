package dev.cartulary.cli;

import dev.cartulary.accounting.PriceBook;
import dev.cartulary.accounting.PriceText;
import dev.cartulary.cost.CloudPrice;
import dev.cartulary.status.Facts;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Checks prices. */
@Command(
    name = "check",
    description = {
      "Says which prices were read too long ago or not at the seller's own page.",
      "",
      "Nothing is looked up: the program reaches no network."
    },
    exitCodeList = {
      "0:No price is stale.",
      "1:A fault of this program, or the machine failed it.",
      "2:The job file or the ledger's address is wrong, or the ledger cannot be opened.",
      "4:A price is stale."
    },
    footer = {"  cartulary prices check jobs/nightly-contracts.yaml"})
final class PricesCheckCommand extends CommandForm implements Callable<Integer> {
  private final Operations operations;
  private final Surroundings surroundings;
  private final Clock clock;

  @Mixin private JobOrLedger ledger;

  @Mixin private Answer answer;

  @SuppressWarnings("NullAway.Init") // The command line library fills the fields in.
  PricesCheckCommand(Operations operations, Surroundings surroundings, Clock clock) {
    this.operations = operations;
    this.surroundings = surroundings;
    this.clock = clock;
  }

  @Override
  public Integer call() {
    PriceBook book = operations.prices(ledger.books(surroundings));
    LocalDate today = LocalDate.now(clock);
    List<CloudPrice> stale = PriceText.stale(book, today);
    answer.print(
        () ->
            new Facts()
                .with("day", today.toString())
                .with("products", book.on(today).size())
                .with("stale", facts(stale, today))
                .with(
                    "unverified",
                    facts(
                        book.on(today).stream().filter(price -> !price.verified()).toList(),
                        today)),
        out -> out.print(PriceText.check(book, today)));
    return stale.isEmpty() ? ExitCode.OK : ExitCode.WORSE;
  }

  private static List<Facts> facts(List<CloudPrice> prices, LocalDate day) {
    return prices.stream().map(price -> PriceFacts.of(price, day)).toList();
  }
}
