package dev.cartulary.cli;

import picocli.CommandLine.Command;

/** What can be done with the audit trail. */
@Command(
    name = "audit",
    description = "Checks and exports the audit trail.",
    footer = {
      "  cartulary audit verify jobs/nightly-contracts.yaml",
      "  cartulary audit export jobs/nightly-contracts.yaml > audit.jsonl"
    })
final class AuditCommand extends CommandGroup {
  AuditCommand() {
    super("cartulary audit verify JOB.yaml checks the trail");
  }
}
