package dev.cartulary.cli;

import picocli.CommandLine.Command;

/** What can be done about running a job every night. */
@Command(
    name = "schedule",
    description = "Has a job run by itself, by the service manager of the system.",
    footer = "  cartulary schedule print jobs/nightly-contracts.yaml --at 02:00")
final class ScheduleCommand extends CommandGroup {
  ScheduleCommand() {
    super("cartulary schedule print JOB.yaml writes a systemd service and timer");
  }
}
