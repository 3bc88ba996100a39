package dev.cartulary.cli;

import picocli.CommandLine.Command;

/** What can be done with the price book. */
@Command(
    name = "prices",
    description = "Lists, imports and checks the prices of clouds in a ledger's price book.",
    footer = {
      "  cartulary prices list jobs/nightly-contracts.yaml",
      "  cartulary prices import prices.csv --ledger jdbc:h2:file:./out/ledger"
    })
final class PricesCommand extends CommandGroup {
  PricesCommand() {
    super("cartulary prices list JOB.yaml lists prices");
  }
}
