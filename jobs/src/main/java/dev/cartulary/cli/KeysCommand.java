package dev.cartulary.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What can be done with keys. */
@Command(
    name = "keys",
    mixinStandardHelpOptions = true,
    description = "Makes, lists and rotates the keys that tables and ledger are encrypted with.",
    descriptionHeading = "%n",
    optionListHeading = "%nOptions:%n",
    commandListHeading = "%nCommands:%n",
    footerHeading = "%nExamples:%n",
    footer = {"  cartulary keys create /etc/cartulary/keys", "  cartulary help keys rotate"})
final class KeysCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @SuppressWarnings("NullAway.Init") // The command line library fills the field in.
  KeysCommand() {}

  @Override
  public Integer call() {
    throw new ParameterException(
        spec.commandLine(), "say what to do; cartulary keys create FOLDER makes keys");
  }
}
