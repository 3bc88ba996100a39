package dev.cartulary.cli;

import dev.cartulary.config.Job;
import dev.cartulary.config.JobFile;
import dev.cartulary.courier.Item;
import dev.cartulary.courier.Outbox;
import dev.cartulary.status.Facts;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows what would be sent. */
@Command(
    name = "show",
    description = {
      "Shows, to the letter, what would be sent of each question, and where to.",
      "",
      "Sends nothing. Identifiers are gone from what is shown; that it was shown is an event of the"
          + " audit trail."
    },
    exitCodeList = {
      "0:Shown.",
      "1:A fault of this program, or the machine failed it.",
      "2:The arguments or the job file are wrong, the job escalates nothing, or the ledger cannot be"
          + " opened."
    },
    footer = {
      "  cartulary escalate show job.yaml",
      "  cartulary escalate show job.yaml 3fa85f64c1b2"
    })
final class EscalateShowCommand extends CommandForm implements Callable<Integer> {
  private final Operations operations;
  private final Surroundings surroundings;

  @Spec private CommandSpec spec;

  @Parameters(
      index = "0",
      paramLabel = "JOB.yaml",
      description = "The job whose last run is meant.")
  private Path file;

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "ID",
      description = "A question, as list calls it; all of them without it.")
  private @Nullable String id;

  @Mixin private Answer answer;

  @SuppressWarnings("NullAway.Init") // The command line library fills the fields in.
  EscalateShowCommand(Operations operations, Surroundings surroundings) {
    this.operations = operations;
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() {
    Job job = JobFile.readWithoutDocuments(file, surroundings.environment());
    List<Item> items = items(operations.escalations(job, true));
    answer.print(
        () -> new Facts().with("questions", items.stream().map(this::facts).toList()),
        out -> items.forEach(item -> print(item, out)));
    return ExitCode.OK;
  }

  private List<Item> items(Outbox outbox) {
    if (id == null) {
      return outbox.items();
    }
    return List.of(
        outbox
            .item(id)
            .orElseThrow(
                () ->
                    new ParameterException(
                        spec.commandLine(),
                        "no single question waits whose id begins with "
                            + id
                            + "; cartulary escalate list "
                            + file
                            + " shows those that do")));
  }

  private Facts facts(Item item) {
    return new Facts()
        .with("id", item.letter().question().digest())
        .with("path", item.path())
        .with("field", item.letter().field())
        .with("endpoint", item.letter().to().url())
        .with("body", item.letter().question().body());
  }

  private void print(Item item, PrintWriter out) {
    out.println("question   " + item.id());
    out.println("document   " + item.path());
    out.println("field      " + item.letter().field());
    out.println("to         " + item.letter().to().url() + "/chat/completions");
    out.println("state      " + item.state().name().toLowerCase(Locale.ROOT));
    out.println("sends");
    out.println(item.letter().question().body());
    out.println();
  }
}
