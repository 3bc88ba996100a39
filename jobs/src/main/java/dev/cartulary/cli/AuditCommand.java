package dev.cartulary.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What can be done with the audit trail. */
@Command(
    name = "audit",
    mixinStandardHelpOptions = true,
    description = "Checks and exports the audit trail.",
    descriptionHeading = "%n",
    optionListHeading = "%nOptions:%n",
    commandListHeading = "%nCommands:%n",
    footerHeading = "%nExamples:%n",
    footer = {
      "  cartulary audit verify jobs/nightly-contracts.yaml",
      "  cartulary audit export jobs/nightly-contracts.yaml > audit.jsonl"
    })
final class AuditCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @SuppressWarnings("NullAway.Init") // The command line library fills the field in.
  AuditCommand() {}

  @Override
  public Integer call() {
    throw new ParameterException(
        spec.commandLine(), "say what to do; cartulary audit verify JOB.yaml checks the trail");
  }
}
