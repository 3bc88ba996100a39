package dev.cartulary.cli;

import dev.cartulary.config.JobFile;
import dev.cartulary.status.Facts;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Takes approvals back. */
@Command(
    name = "withdraw",
    description = {"Takes the approval of questions back that have no answer yet."},
    exitCodeList = {
      "0:Done; how many is printed.",
      "1:A fault of this program, or the machine failed it.",
      "2:The arguments or the job file are wrong, the job escalates nothing, or the ledger cannot be"
          + " opened."
    },
    footer = {
      "  cartulary escalate withdraw job.yaml 3fa85f64c1b2 --as Ann",
      "  cartulary escalate withdraw job.yaml --all"
    })
final class EscalateWithdrawCommand extends CommandForm implements Callable<Integer> {
  private final Operations operations;
  private final Surroundings surroundings;

  @Mixin private ChosenQuestions chosen;

  @Mixin private Answer answer;

  @SuppressWarnings("NullAway.Init") // The command line library fills the fields in.
  EscalateWithdrawCommand(Operations operations, Surroundings surroundings) {
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
            false);
    answer.print(
        () -> new Facts().with("withdrawn", changed),
        out -> {
          out.println("withdrawn  " + Words.count(changed));
        });
    return ExitCode.OK;
  }
}
