package dev.cartulary.cli;

import picocli.CommandLine.Command;

/** What can be done with models. */
@Command(
    name = "model",
    description = "Looks into models.",
    footer = "  cartulary model info embedded")
final class ModelCommand extends CommandGroup {
  ModelCommand() {
    super("cartulary model info embedded shows the model");
  }
}
