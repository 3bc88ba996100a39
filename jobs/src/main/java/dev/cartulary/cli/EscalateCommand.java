package dev.cartulary.cli;

import picocli.CommandLine.Command;

/** What can be done with questions for a model elsewhere. */
@Command(
    name = "escalate",
    description = {
      "Shows, allows and sends the questions that a job's model could not answer surely.",
      "",
      "Nothing is sent that nobody allowed. docs/routing.md says which fields come here."
    },
    footer = {
      "  cartulary escalate list job.yaml",
      "  cartulary escalate show job.yaml 3fa85f64c1b2",
      "  cartulary escalate approve job.yaml 3fa85f64c1b2 --as Ann",
      "  cartulary escalate send job.yaml"
    })
final class EscalateCommand extends CommandGroup {
  EscalateCommand() {
    super("cartulary escalate list JOB.yaml shows what waits");
  }
}
