package dev.cartulary.cli;

import dev.cartulary.beam.RunReport;
import dev.cartulary.beam.Selection;
import dev.cartulary.config.Job;
import java.nio.file.Path;
import picocli.CommandLine;

/** A run as commands start it: with progress while it goes on, and its result at the end. */
record JobRun(Operations operations, Surroundings surroundings, CommandLine command) {
  /** Runs {@code job} to its end; returns the exit code. */
  int of(Job job, Selection selection) {
    RunReport report;
    try (Progress progress =
        new Progress(command.getErr(), surroundings.terminal(), System::nanoTime)) {
      progress.preparing("Listing the documents and loading the model");
      report = operations.run(job, selection, progress);
    }
    ResultText.of(report, Path.of("").toAbsolutePath(), job.encryption() != null)
        .forEach(command.getOut()::println);
    return report.failed() == 0 ? ExitCode.OK : ExitCode.SOME_FAILED;
  }
}
