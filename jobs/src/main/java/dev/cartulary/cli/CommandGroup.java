package dev.cartulary.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** A word before commands, which alone does nothing but say how to go on. */
@Command(
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    descriptionHeading = "%n",
    optionListHeading = "%nOptions:%n",
    commandListHeading = "%nCommands:%n",
    footerHeading = "%nExamples:%n")
class CommandGroup implements Callable<Integer> {
  private final String remedy;

  @Spec private CommandSpec spec;

  @SuppressWarnings("NullAway.Init") // The command line library fills the field in.
  CommandGroup(String remedy) {
    this.remedy = remedy;
  }

  @Override
  public final Integer call() {
    throw new ParameterException(spec.commandLine(), "say what to do; " + remedy);
  }
}
