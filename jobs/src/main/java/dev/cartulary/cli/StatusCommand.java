package dev.cartulary.cli;

import dev.cartulary.config.Books;
import dev.cartulary.config.JobFile;
import dev.cartulary.status.JobStatus;
import dev.cartulary.yaml.ConfigurationException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Tells how jobs are. */
@Command(
    name = "status",
    description = {
      "Shows the run that is going on, how far it is and what it waits for, and the last one.",
      "",
      "Reads the output folder alone, and opens no ledger: it can be asked at any time. A run that"
          + " was killed is recognised."
    },
    exitCodeList = {
      "0:Shown.",
      "1:A fault of this program, or the machine failed it.",
      "2:The job file is wrong, or none is named and none is found."
    },
    footer = {
      "  cartulary status jobs/nightly-contracts.yaml",
      "  cartulary status --json jobs/nightly-contracts.yaml",
      "  cartulary status",
      "      All jobs in this folder and in its folder jobs."
    })
final class StatusCommand extends CommandForm implements Callable<Integer> {
  private final Surroundings surroundings;
  private final Clock clock;

  @Spec private CommandSpec spec;

  @Parameters(index = "0", arity = "0..1", paramLabel = "JOB.yaml", description = "The job.")
  private @Nullable Path file;

  @Mixin private Answer answer;

  @SuppressWarnings("NullAway.Init") // The command line library fills the fields in.
  StatusCommand(Surroundings surroundings, Clock clock) {
    this.surroundings = surroundings;
    this.clock = clock;
  }

  @Override
  public Integer call() throws IOException {
    List<Books> jobs =
        file == null ? jobs() : List.of(JobFile.readBooks(file, surroundings.environment()));
    if (jobs.isEmpty()) {
      throw new ParameterException(
          spec.commandLine(),
          "there is no job file in this folder; name one, for example: cartulary status"
              + " jobs/nightly-contracts.yaml");
    }
    List<JobStatus> states =
        jobs.stream()
            .map(books -> new JobStatus(books.job(), books.output(), clock.instant()))
            .toList();
    answer.printText(
        () ->
            file == null
                ? states.stream()
                    .map(JobStatus::json)
                    .collect(Collectors.joining(",\n", "[\n", "]\n"))
                : states.get(0).json(),
        out ->
            out.print(
                states.stream()
                    .map(state -> String.join("\n", state.lines()) + "\n")
                    .collect(Collectors.joining("\n"))));
    return ExitCode.OK;
  }

  /** The job files in the folder and in its folder {@code jobs}; other YAML is passed over. */
  private List<Books> jobs() throws IOException {
    List<Books> jobs = new ArrayList<>();
    for (Path folder : List.of(Path.of(""), Path.of("jobs"))) {
      if (!Files.isDirectory(folder.toAbsolutePath())) {
        continue;
      }
      List<Path> files;
      try (Stream<Path> entries = Files.list(folder)) {
        files = entries.filter(each -> each.toString().endsWith(".yaml")).sorted().toList();
      }
      for (Path each : files) {
        try {
          jobs.add(JobFile.readBooks(each, surroundings.environment()));
        } catch (ConfigurationException e) {
          // Named by itself, it would be told what is wrong with it.
        }
      }
    }
    return jobs;
  }
}
