package dev.cartulary.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The program's name alone, with what all commands share. */
@Command(
    name = "cartulary",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    sortOptions = false,
    description = {
      "Reads folders of legal and medical files on this machine: fills the fields of a"
          + " document type with a small language model, summarises, shows where every value was"
          + " found, and says what the same work would have cost in a cloud.",
      "Nothing leaves this machine."
    },
    exitCodeList = {
      "0:Done.",
      "1:A fault of this program, or the machine failed it.",
      "2:The arguments, the job file, or something they name is wrong.",
      "3:Done, but some documents could not be read (run).",
      "4:Judged, and worse than allowed (evaluate --gate).",
      "5:The audit trail is not as it was written (audit verify).",
      "6:Stopped as it was asked to; what was done is kept (run)."
    },
    footer = {
      "  cartulary run jobs/nightly-contracts.yaml",
      "  cartulary savings jobs/nightly-contracts.yaml",
      "  cartulary model info embedded",
      "  cartulary help run"
    },
    descriptionHeading = "%n",
    optionListHeading = "%nOptions:%n",
    parameterListHeading = "%nArguments:%n",
    commandListHeading = "%nCommands:%n",
    exitCodeListHeading = "%nExit codes:%n",
    footerHeading = "%nExamples:%n")
final class CartularyCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(
      names = "--verbose",
      scope = ScopeType.INHERIT,
      description = "Say more about what goes on, and show where an error arose.")
  private boolean verbose;

  @SuppressWarnings("NullAway.Init") // The command line library fills it in before anything runs.
  CartularyCommand() {}

  boolean verbose() {
    return verbose;
  }

  @Override
  public Integer call() {
    throw new ParameterException(
        spec.commandLine(), "say what to do; cartulary run JOB.yaml runs a job");
  }
}
