package dev.cartulary.cli;

import dev.cartulary.beam.Selection;
import dev.cartulary.config.Job;
import dev.cartulary.config.JobFile;
import dev.cartulary.desk.Queue;
import dev.cartulary.desk.ReviewServer;
import dev.cartulary.status.Facts;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
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

/** Lets persons decide about fields. */
@Command(
    name = "review",
    description = {
      "Shows the fields that the model is not sure of beside their documents, for a person to"
          + " accept, correct or mark absent.",
      "",
      "Pages are served to browsers on this machine alone. Each reviewer has an address that opens"
          + " one session. Decisions are kept in the ledger at once, with who and when; the next run"
          + " computes nothing and writes them into the tables."
    },
    exitCodeList = {
      "0:Everybody has left, or it was ended by Ctrl-C; every decision is kept.",
      "1:A fault of this program, or somebody tried tokens.",
      "2:The arguments or the job file are wrong, or there is nothing to review."
    },
    footer = {
      "  cartulary review jobs/nightly-contracts.yaml",
      "  cartulary review jobs/nightly-contracts.yaml --as Ann --as Ben --write",
      "  cartulary review jobs/nightly-contracts.yaml --labels gold"
    })
final class ReviewCommand extends CommandForm implements Callable<Integer> {
  private final Operations operations;
  private final Surroundings surroundings;

  @Spec private CommandSpec spec;

  @Parameters(index = "0", paramLabel = "JOB.yaml", description = "The job to review.")
  private Path file;

  @Option(
      names = "--as",
      paramLabel = "NAME",
      description = {
        "Who reviews; may be given several times. Without it, the",
        "user of this process."
      })
  private @Nullable List<String> names;

  @Option(
      names = "--port",
      paramLabel = "PORT",
      defaultValue = "0",
      description = "Where to listen on 127.0.0.1; any free port without it.")
  private int port;

  @Option(
      names = "--write",
      description = "Run the job when all have left, which writes the tables.")
  private boolean write;

  @Option(
      names = "--labels",
      paramLabel = "FOLDER",
      description = {
        "Show no pages: write what was decided as labels, for",
        "cartulary evaluate --gold FOLDER."
      })
  private @Nullable Path labels;

  @Mixin private Answer answer;

  @SuppressWarnings("NullAway.Init") // The command line library fills the fields in.
  ReviewCommand(Operations operations, Surroundings surroundings) {
    this.operations = operations;
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() {
    List<String> reviewers = reviewers();
    if (port < 0 || port > 65_535) {
      throw new ParameterException(spec.commandLine(), "--port is a number from 0 to 65535");
    }
    Job job = JobFile.read(file, surroundings.environment());
    if (labels != null) {
      return exportLabels(job, labels);
    }
    PrintWriter err = spec.commandLine().getErr();
    ReviewSession.Result result;
    try (StopRequest stop = StopRequest.listening(err, "ending the review")) {
      result = operations.review(job, reviewers, port, new Shown(err, stop));
    }
    if (result.ending() == ReviewServer.Ending.GUESSED) {
      err.println(
          "the review was ended, for a program or a page on this machine tried tokens; what was"
              + " decided is kept");
      return ExitCode.FAULT;
    }
    if (write && result.ending() != null) {
      return new JobRun(operations, surroundings, spec.commandLine(), answer)
          .of(job, Selection.ALL, Duration.ZERO);
    }
    answer.print(
        () -> new Facts().with("decided", result.made()).with("open", result.open()),
        out -> {
          out.println(
              "decided    "
                  + Words.count(result.made())
                  + ", "
                  + Words.count(result.open())
                  + " open");
          out.println("tables     cartulary run " + file + " writes the decisions into them");
        });
    return ExitCode.OK;
  }

  private int exportLabels(Job job, Path folder) {
    int documents = operations.exportLabels(job, folder);
    answer.print(
        () -> new Facts().with("documents", documents),
        out -> out.println("labels     " + Words.count(documents) + " documents in " + folder));
    return ExitCode.OK;
  }

  private List<String> reviewers() {
    List<String> reviewers = names == null ? List.of(PersonName.ofThisUser()) : names;
    for (String name : reviewers) {
      PersonName.checked(name, "--as", spec);
    }
    if (new HashSet<>(reviewers).size() < reviewers.size()) {
      throw new ParameterException(spec.commandLine(), "--as names the same person twice");
    }
    return reviewers;
  }

  /** Says where to go. */
  private record Shown(PrintWriter err, StopRequest stop) implements ReviewSession.Listener {
    @Override
    public void opened(Map<String, String> addresses, Queue queue) {
      err.println(
          "documents  "
              + Words.count(queue.size())
              + ", "
              + Words.count(queue.open())
              + " fields to review");
      addresses.forEach((reviewer, address) -> err.println(reviewer + "\n           " + address));
      err.println("           An address opens once. Ctrl-C ends the review.");
      err.flush();
    }

    @Override
    public boolean getAsBoolean() {
      return stop.isMade();
    }
  }
}
