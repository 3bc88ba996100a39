package dev.cartulary.cli;

import picocli.CommandLine.Command;

/** Groups the commands that prove something on the user's own machine. */
@Command(
    name = "verify",
    description = "Proves on this machine what the product promises.",
    footer = "  cartulary verify offline jobs/nightly-contracts.yaml")
final class VerifyCommand extends CommandGroup {
  VerifyCommand() {
    super("cartulary verify offline proves that nothing gets out");
  }
}
