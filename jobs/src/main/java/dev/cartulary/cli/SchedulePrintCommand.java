package dev.cartulary.cli;

import dev.cartulary.config.Job;
import dev.cartulary.config.JobFile;
import dev.cartulary.parquet.OutputException;
import dev.cartulary.status.Facts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Writes systemd units. */
@Command(
    name = "print",
    description = {
      "Writes a systemd service and a timer for a job. Nothing is installed.",
      "",
      "The service sees the system read-only, may write to the job's output and ledger, has no"
          + " network but where the job names a server, and waits for a run that is still going on."
    },
    exitCodeList = {
      "0:Printed.",
      "1:A fault of this program, or the machine failed it.",
      "2:The job file or an option is wrong, or the files cannot be written."
    },
    footer = {
      "  cartulary schedule print jobs/nightly-contracts.yaml --at 02:00",
      "  cartulary schedule print my-job.yaml --into /etc/systemd/system"
    })
final class SchedulePrintCommand extends CommandForm implements Callable<Integer> {
  private final Surroundings surroundings;

  @Spec private CommandSpec spec;

  @Parameters(index = "0", paramLabel = "JOB.yaml", description = "The job file.")
  private Path file;

  @Option(
      names = "--at",
      paramLabel = "TIME",
      defaultValue = "02:00",
      description = "When it runs, every day; 02:00 if nothing is said.")
  private String at;

  @Option(
      names = "--user",
      paramLabel = "NAME",
      description = "As whom it runs; by default whoever gives this command.")
  private @Nullable String user;

  @Option(
      names = "--into",
      paramLabel = "FOLDER",
      description = "Write the two files there, over older ones.")
  private @Nullable Path into;

  @Mixin private Answer answer;

  @SuppressWarnings("NullAway.Init") // The command line library fills the fields in.
  SchedulePrintCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() {
    if (!at.matches("([01]\\d|2[0-3]):[0-5]\\d")) {
      throw new ParameterException(
          spec.commandLine(), "--at is '" + at + "'; write an hour and a minute, as 02:00");
    }
    Job job = JobFile.readWithoutDocuments(file, surroundings.environment());
    String owner = user == null ? System.getProperty("user.name", "root") : user;
    SystemdUnits units = new SystemdUnits(job, launcher(), owner, at);
    Map<String, String> files = new LinkedHashMap<>();
    files.put(units.name() + ".service", units.service());
    files.put(units.name() + ".timer", units.timer());
    if (into != null) {
      files.forEach((name, text) -> write(into.resolve(name), text));
    }
    answer.print(
        () ->
            new Facts()
                .with("written", into == null ? null : into.toString())
                .with(
                    "units",
                    files.entrySet().stream()
                        .map(
                            unit ->
                                new Facts()
                                    .with("name", unit.getKey())
                                    .with("text", unit.getValue()))
                        .toList()),
        out -> {
          String gap = "";
          for (Map.Entry<String, String> unit : files.entrySet()) {
            if (into != null) {
              out.println("written to " + into.resolve(unit.getKey()));
            } else {
              out.print(gap + "# ---- " + unit.getKey() + "\n" + unit.getValue());
              gap = "\n";
            }
          }
        });
    return ExitCode.OK;
  }

  /** The launcher says where it lies. */
  private Path launcher() {
    return Path.of(
        surroundings.environment().getOrDefault("CARTULARY_LAUNCHER", "/opt/cartulary/cartulary"));
  }

  private static void write(Path unit, String text) {
    try {
      Files.writeString(unit, text);
    } catch (IOException e) {
      throw OutputException.of(unit, e);
    }
  }
}
