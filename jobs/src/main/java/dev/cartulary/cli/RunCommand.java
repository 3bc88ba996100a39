package dev.cartulary.cli;

import dev.cartulary.beam.RunReport;
import dev.cartulary.config.Job;
import dev.cartulary.config.JobFile;
import dev.cartulary.file.FolderScan;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
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
      "3:Done, but some files are in the failures table, each with reason and remedy."
    },
    footer = {
      "  cartulary run jobs/nightly-contracts.yaml",
      "      The contracts that come with the program, into out/contracts/latest.",
      "  cartulary run --dry-run my-job.yaml",
      "      Checks the job file and everything it names, and runs nothing."
    })
final class RunCommand extends CommandForm implements Callable<Integer> {
  private final Operations operations;
  private final Surroundings surroundings;

  @Spec private CommandSpec spec;

  @Parameters(index = "0", paramLabel = "JOB.yaml", description = "The job file.")
  private Path file;

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

  @SuppressWarnings("NullAway.Init") // The command line library fills the fields in.
  RunCommand(Operations operations, Surroundings surroundings) {
    this.operations = operations;
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    PrintWriter err = spec.commandLine().getErr();
    Job read = JobFile.read(file, surroundings.environment());
    Job job = precision == null ? read : read.with(precision);
    if (dryRun) {
      describe(job).forEach(out::println);
      return ExitCode.OK;
    }
    RunReport report;
    try (Progress progress = new Progress(err, surroundings.terminal(), System::nanoTime)) {
      progress.preparing("Listing the documents and loading the model");
      report = operations.run(job, progress);
    }
    ResultText.of(report, Path.of("").toAbsolutePath(), job.encryption() != null)
        .forEach(out::println);
    return report.failed() == 0 ? ExitCode.OK : ExitCode.SOME_FAILED;
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
