package dev.cartulary.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What can be done with the price book. */
@Command(
    name = "prices",
    mixinStandardHelpOptions = true,
    description = "Lists, imports and checks the prices of clouds in a ledger's price book.",
    descriptionHeading = "%n",
    optionListHeading = "%nOptions:%n",
    commandListHeading = "%nCommands:%n",
    footerHeading = "%nExamples:%n",
    footer = {
      "  cartulary prices list jobs/nightly-contracts.yaml",
      "  cartulary prices import prices.csv --ledger jdbc:h2:file:./out/ledger"
    })
final class PricesCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @SuppressWarnings("NullAway.Init") // The command line library fills the field in.
  PricesCommand() {}

  @Override
  public Integer call() {
    throw new ParameterException(
        spec.commandLine(), "say what to do; cartulary prices list JOB.yaml lists prices");
  }
}
