package dev.cartulary.cli;

import dev.cartulary.config.JobFile;
import dev.cartulary.courier.Courier;
import dev.cartulary.courier.Item;
import dev.cartulary.status.Facts;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Sends what was allowed. */
@Command(
    name = "send",
    description = {
      "Sends the questions that were allowed to the job's endpoint, and keeps the answers.",
      "",
      "With a written consent in the job file all questions that wait are allowed. Every question is"
          + " an event of the audit trail before it is sent. An answer counts only as words of the"
          + " passage that was sent; the next run computes nothing and writes it into the tables."
    },
    exitCodeList = {
      "0:All that was allowed is answered, or there was nothing.",
      "1:A fault of this program, or the machine failed it.",
      "2:The arguments or the job file are wrong, the key is missing, or a run has the job.",
      "3:Some questions came to no answer; escalate list says why, and they may be sent again.",
      "6:Stopped as it was asked to; what was answered is kept."
    },
    footer = "  cartulary escalate send job.yaml")
final class EscalateSendCommand extends CommandForm implements Callable<Integer> {
  private final Operations operations;
  private final Surroundings surroundings;

  @Spec private CommandSpec spec;

  @Parameters(
      index = "0",
      paramLabel = "JOB.yaml",
      description = "The job whose last run is meant.")
  private Path file;

  @Mixin private Answer answer;

  @SuppressWarnings("NullAway.Init") // The command line library fills the fields in.
  EscalateSendCommand(Operations operations, Surroundings surroundings) {
    this.operations = operations;
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() {
    PrintWriter err = spec.commandLine().getErr();
    Courier.Sent sent;
    boolean stopped;
    try (StopRequest stop = StopRequest.listening(err, "stopping after the question in work")) {
      sent =
          operations.sendEscalations(
              JobFile.readWithoutDocuments(file, surroundings.environment()),
              surroundings.environment(),
              new Shown(err, stop));
      stopped = stop.isMade();
    }
    answer.print(() -> facts(sent), out -> print(sent, out));
    return stopped && sent.left() > 0
        ? ExitCode.STOPPED
        : sent.failed() + sent.left() > 0 ? ExitCode.SOME_FAILED : ExitCode.OK;
  }

  private void print(Courier.Sent sent, PrintWriter out) {
    out.println(
        "answered   "
            + Words.count(sent.answered())
            + (sent.ungrounded() == 0
                ? ""
                : ", " + Words.count(sent.ungrounded()) + " of them without evidence"));
    if (sent.failed() > 0) {
      out.println("failed     " + Words.count(sent.failed()));
    }
    if (sent.left() > 0) {
      out.println("not sent   " + Words.count(sent.left()));
    }
    if (sent.lastFailure() != null) {
      Words.wrap(sent.lastFailure(), 69).forEach(line -> out.println("           " + line));
    }
    if (sent.answered() > 0) {
      out.println("tables     cartulary run " + file + " writes the answers into them");
    } else if (sent.failed() + sent.left() == 0) {
      out.println("next       nothing was allowed; cartulary escalate list " + file);
    }
  }

  private static Facts facts(Courier.Sent sent) {
    return new Facts()
        .with("answered", sent.answered())
        .with("ungrounded", sent.ungrounded())
        .with("failed", sent.failed())
        .with("not_sent", sent.left())
        .with("last_failure", sent.lastFailure());
  }

  /** Says how each question fared. */
  private record Shown(PrintWriter err, StopRequest stop) implements Courier.Watcher {
    @Override
    public boolean getAsBoolean() {
      return stop.isMade();
    }

    @Override
    public void done(Item item, @Nullable String failure) {
      err.println(item.id() + "  " + item.letter().field() + (failure == null ? "  answered" : ""));
      if (failure != null) {
        Words.wrap(failure, 66).forEach(line -> err.println("              " + line));
      }
      err.flush();
    }
  }
}
