package dev.cartulary.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Tells where a value comes from. */
@Command(
    name = "explain",
    description = {
      "Tells how a value of the latest run came about: its words in their place, its"
          + " probability, the question and the model.",
      "",
      "Values that the job encrypts are shown in the clear, and that they were read is an event of"
          + " the audit trail."
    },
    exitCodeList = {
      "0:Told.",
      "1:A fault of this program, or the machine failed it.",
      "2:The job file is wrong, the document or the field is not there or could be several, or"
          + " tables, keys or ledger cannot be read."
    },
    footer = {
      "  cartulary explain jobs/nightly-contracts.yaml \\",
      "      2024/lease.pdf governing_law",
      "  cartulary explain jobs/nightly-contracts.yaml a229 expiration_date"
    })
final class ExplainCommand extends CommandForm implements Callable<Integer> {
  private final Operations operations;
  private final Surroundings surroundings;

  @Mixin private NamedJob job;

  @Parameters(
      index = "1",
      paramLabel = "DOCUMENT",
      description = "Its path, the end of its path, or the beginning of its id.")
  private String document;

  @Parameters(
      index = "2",
      paramLabel = "FIELD",
      description = "The field's name, or its beginning.")
  private String field;

  @Mixin private Answer answer;

  @SuppressWarnings("NullAway.Init") // The command line library fills the fields in.
  ExplainCommand(Operations operations, Surroundings surroundings) {
    this.operations = operations;
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() {
    Explanation explanation = operations.explain(job.read(surroundings), document, field);
    answer.print(explanation::facts, out -> explanation.lines().forEach(out::println));
    return ExitCode.OK;
  }
}
