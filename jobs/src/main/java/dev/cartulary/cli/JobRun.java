package dev.cartulary.cli;

import dev.cartulary.beam.RunReport;
import dev.cartulary.beam.Selection;
import dev.cartulary.config.Job;
import dev.cartulary.parquet.OutputException;
import dev.cartulary.parquet.OutputFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import picocli.CommandLine;

/** A run as commands start it: with progress while it goes on, and its result at the end. */
record JobRun(
    Operations operations, Surroundings surroundings, CommandLine command, Answer answer) {
  /**
   * Runs {@code job} to its end, or to that of what is in work when the system wants it to end.
   *
   * @param patience how long to wait for another run that is in the way
   * @return the exit code
   */
  int of(Job job, Selection selection, Duration patience) {
    RunReport report;
    try (StopRequest stop = StopRequest.listening(command.getErr());
        Progress progress =
            new Progress(
                command.getErr(), surroundings.terminal(), System::nanoTime, stop::isMade)) {
      progress.preparing("Listing the documents and loading the model");
      report = operations.run(job, selection, patience, progress);
    }
    answer.printText(
        () -> file(report),
        out -> ResultText.of(report, job, Path.of("").toAbsolutePath()).forEach(out::println));
    return report.exitCode();
  }

  /** What the run has left for programs beside its tables. */
  private static String file(RunReport report) {
    Path file = report.output().resolve(OutputFolder.REPORT);
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw OutputException.of(file, e);
    }
  }
}
