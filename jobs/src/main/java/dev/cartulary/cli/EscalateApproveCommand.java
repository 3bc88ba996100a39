package dev.cartulary.cli;

import dev.cartulary.config.JobFile;
import dev.cartulary.status.Facts;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Allows questions to be sent. */
@Command(
    name = "approve",
    description = {
      "Allows questions to be sent, exactly as show shows them.",
      "",
      "Who allowed what is kept in the ledger and its audit trail. A question that changes, because"
          + " its document, the job's endpoint or its model does, has to be allowed anew."
    },
    exitCodeList = {
      "0:Done; how many is printed.",
      "1:A fault of this program, or the machine failed it.",
      "2:The arguments or the job file are wrong, the job escalates nothing, or the ledger cannot be"
          + " opened."
    },
    footer = {
      "  cartulary escalate approve job.yaml 3fa85f64c1b2 --as Ann",
      "  cartulary escalate approve job.yaml --all"
    })
final class EscalateApproveCommand extends CommandForm implements Callable<Integer> {
  private final Operations operations;
  private final Surroundings surroundings;

  @Mixin private ChosenQuestions chosen;

  @Mixin private Answer answer;

  @SuppressWarnings("NullAway.Init") // The command line library fills the fields in.
  EscalateApproveCommand(Operations operations, Surroundings surroundings) {
    this.operations = operations;
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() {
    List<String> ids = chosen.ids();
    int changed =
        operations.changeEscalations(
            JobFile.readWithoutDocuments(chosen.file(), surroundings.environment()),
            ids,
            chosen.by(),
            true);
    answer.print(
        () -> new Facts().with("approved", changed),
        out -> {
          out.println("approved   " + Words.count(changed));
          out.println("next       cartulary escalate send " + chosen.file());
        });
    return ExitCode.OK;
  }
}
