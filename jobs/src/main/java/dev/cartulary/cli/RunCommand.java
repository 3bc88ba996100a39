package dev.cartulary.cli;

import dev.cartulary.beam.Selection;
import dev.cartulary.config.Job;
import dev.cartulary.config.JobFile;
import dev.cartulary.file.FolderScan;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Runs a job. */
@Command(
    name = "run",
    description = {
      "Reads the documents of a job, fills their fields, summarises them, and writes" + " Parquet.",
      "",
      "The job file says where the documents are, which document type they have, which model is"
          + " asked and where the results go. Finished work is kept in the ledger: a run that was"
          + " cut off goes on where it stopped, and a job that is run again computes only what"
          + " changed. Nothing is sent anywhere."
    },
    exitCodeList = {
      "0:Every document has its record.",
      "1:A fault of this program, or the machine failed it.",
      "2:The job file, or something it names, is wrong; every problem is listed.",
      "3:Done, but some files are in the failures table, each with reason and remedy.",
      "6:Stopped by SIGTERM or Ctrl-C; what was done is kept, and the next run goes on."
    },
    footer = {
      "  cartulary run jobs/nightly-contracts.yaml",
      "      The contracts that come with the program, into out/contracts/latest.",
      "  cartulary run --only-failures jobs/nightly-contracts.yaml",
      "      Only what could not be read last time.",
      "  cartulary run --dry-run my-job.yaml",
      "      Checks the job file and everything it names, and runs nothing."
    })
final class RunCommand extends CommandForm implements Callable<Integer> {
  private final Operations operations;
  private final Surroundings surroundings;
  private final Clock clock;

  @Spec private CommandSpec spec;

  @Parameters(index = "0", paramLabel = "JOB.yaml", description = "The job file.")
  private Path file;

  @Option(
      names = "--only-failures",
      description = {
        "Try what the last run could not read, and nothing else;",
        "the rest of its results stays as it is."
      })
  private boolean onlyFailures;

  @Option(
      names = "--since",
      paramLabel = "TIME",
      description = {
        "Read files modified since a day, 2026-11-01, or in the last",
        "days or hours, 2d or 12h; of the others the last run's",
        "results stay."
      })
  private @Nullable String since;

  @Option(names = "--force", description = "Compute everything anew, also what is in the ledger.")
  private boolean force;

  @Option(
      names = "--wait",
      paramLabel = "TIME",
      description = {
        "When another run is in the way, wait for its end, 30m or 2h",
        "at most; without this it is said who that is."
      })
  private @Nullable String wait;

  @Option(names = "--dry-run", description = "Check everything, run nothing, write nothing.")
  private boolean dryRun;

  @Option(
      names = "--precision",
      paramLabel = "FORMAT",
      description = {
        "Number format of the model, in place of the job's:",
        "auto, float32, bfloat16, int8 or int4."
      })
  private Job.@Nullable Precision precision;

  @Mixin private RunnerOptions runner;

  @Mixin private Answer answer;

  @SuppressWarnings("NullAway.Init") // The command line library fills the fields in.
  RunCommand(Operations operations, Surroundings surroundings, Clock clock) {
    this.operations = operations;
    this.surroundings = surroundings;
    this.clock = clock;
  }

  @Override
  public Integer call() {
    Selection selection = selection();
    Duration patience = patience();
    Job read = JobFile.read(file, surroundings.environment());
    Job job =
        (precision == null ? read : read.with(precision)).with(runner.runner(spec.commandLine()));
    if (dryRun) {
      describe(job).forEach(spec.commandLine().getOut()::println);
      return ExitCode.OK;
    }
    return new JobRun(operations, surroundings, spec.commandLine(), answer)
        .of(job, selection, patience);
  }

  private Selection selection() {
    if (onlyFailures && since != null) {
      throw new ParameterException(
          spec.commandLine(), "--only-failures and --since are both given; keep one");
    }
    if (since != null) {
      return new Selection(Selection.Kind.MODIFIED, time(since), force);
    }
    return new Selection(onlyFailures ? Selection.Kind.FAILED : Selection.Kind.EVERY, null, force);
  }

  private Duration patience() {
    if (wait == null) {
      return Duration.ZERO;
    }
    if (!wait.matches("\\d{1,5}[smh]")) {
      throw new ParameterException(
          spec.commandLine(), "--wait is '" + wait + "'; write a time as 90s, 30m or 2h");
    }
    return Duration.parse("PT" + wait.toUpperCase(Locale.ROOT));
  }

  private Instant time(String text) {
    if (text.matches("\\d{1,5}[dh]")) {
      long number = Long.parseLong(text.substring(0, text.length() - 1));
      return clock
          .instant()
          .minus(text.endsWith("d") ? Duration.ofDays(number) : Duration.ofHours(number));
    }
    try {
      return LocalDate.parse(text).atStartOfDay(clock.getZone()).toInstant();
    } catch (DateTimeParseException e) {
      throw new ParameterException(
          spec.commandLine(),
          "--since is '" + text + "'; write a day as 2026-11-01, or a time back as 2d or 12h");
    }
  }

  private List<String> describe(Job job) {
    int files =
        new FolderScan(job.input().include(), job.input().exclude())
            .list(job.input().folder())
            .size();
    Path model = job.model().folder();
    return List.of(
        file + " is right.",
        "documents  " + Words.count(files) + " files in " + job.input().folder(),
        "type       " + job.type().name() + ", " + job.type().fields().size() + " fields",
        "model      " + (model == null ? "embedded" : model),
        "results    " + job.output(),
        "ledger     " + job.ledger(),
        "encrypted  "
            + (job.encryption() == null ? "no" : "with keys of " + job.encryption().place()),
        "Nothing was run and nothing was written.");
  }
}
