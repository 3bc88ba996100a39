package dev.cartulary.cli;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Exports the audit trail. */
@Command(
    name = "export",
    description = {
      "Prints the audit trail as JSON lines, one event a line, with its hash.",
      "",
      "docs/audit.md says what the members mean and how anybody can recompute the chain. The export"
          + " is an event of the trail itself, the last one printed. Documents are named by their"
          + " content id only."
    },
    exitCodeList = {
      "0:Printed.",
      "1:A fault of this program, or the output could not be written.",
      "2:The job file is wrong, or the ledger cannot be opened."
    },
    footer = "  cartulary audit export jobs/nightly-contracts.yaml > audit.jsonl")
final class AuditExportCommand extends CommandForm implements Callable<Integer> {
  private final Operations operations;
  private final Surroundings surroundings;

  @Spec private CommandSpec spec;

  @Mixin private NamedJob job;

  @SuppressWarnings("NullAway.Init") // The command line library fills the fields in.
  AuditExportCommand(Operations operations, Surroundings surroundings) {
    this.operations = operations;
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    // Lines end alike on every system.
    operations.exportAudit(job.books(surroundings), line -> out.print(line + "\n"));
    if (out.checkError()) {
      spec.commandLine().getErr().println("the export could not be written to its end");
      return ExitCode.FAULT;
    }
    return ExitCode.OK;
  }
}
