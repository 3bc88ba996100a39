package dev.cartulary.cli;

import dev.cartulary.beam.RunReport;
import dev.cartulary.beam.Selection;
import dev.cartulary.config.Job;
import java.nio.file.Path;
import java.time.Duration;
import picocli.CommandLine;

/** A run as commands start it: with progress while it goes on, and its result at the end. */
record JobRun(Operations operations, Surroundings surroundings, CommandLine command) {
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
    ResultText.of(report, Path.of("").toAbsolutePath(), job.encryption() != null)
        .forEach(command.getOut()::println);
    return report.exitCode();
  }
}
