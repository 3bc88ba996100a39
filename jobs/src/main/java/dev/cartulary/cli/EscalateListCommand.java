package dev.cartulary.cli;

import dev.cartulary.config.JobFile;
import dev.cartulary.courier.Item;
import dev.cartulary.courier.Outbox;
import dev.cartulary.status.Facts;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Lists questions for a model elsewhere. */
@Command(
    name = "list",
    description = {
      "Lists the questions that the job's last run leaves for its endpoint, and how far each is.",
      "",
      "Sends nothing, and shows no words of documents."
    },
    exitCodeList = {
      "0:Listed.",
      "1:A fault of this program, or the machine failed it.",
      "2:The arguments or the job file are wrong, the job escalates nothing, or the ledger cannot be"
          + " opened."
    },
    footer = "  cartulary escalate list job.yaml")
final class EscalateListCommand extends CommandForm implements Callable<Integer> {
  private final Operations operations;
  private final Surroundings surroundings;

  @Parameters(
      index = "0",
      paramLabel = "JOB.yaml",
      description = "The job whose last run is meant.")
  private Path file;

  @Mixin private Answer answer;

  @SuppressWarnings("NullAway.Init") // The command line library fills the fields in.
  EscalateListCommand(Operations operations, Surroundings surroundings) {
    this.operations = operations;
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() {
    Outbox outbox =
        operations.escalations(
            JobFile.readWithoutDocuments(file, surroundings.environment()), false);
    answer.print(() -> facts(outbox), out -> print(outbox, out));
    return ExitCode.OK;
  }

  private void print(Outbox outbox, PrintWriter out) {
    for (Item item : outbox.items()) {
      out.println(
          item.id()
              + "  "
              + String.format("%-8s", state(item))
              + "  "
              + item.letter().field()
              + "  "
              + item.path());
      if (item.kept() != null && item.kept().failure() != null) {
        Words.wrap(item.kept().failure(), 66).forEach(line -> out.println("              " + line));
      }
    }
    out.println(
        "questions  "
            + Words.count(outbox.items().size())
            + ", "
            + Words.count(outbox.answered())
            + " answered before ("
            + Words.count(outbox.promptTokens() + outbox.completionTokens())
            + " tokens)");
    if (outbox.unanswerable() > 0) {
      out.println(
          "persons    "
              + Words.count(outbox.unanswerable())
              + " fields with which nothing in their documents has to do");
    }
    if (!outbox.items().isEmpty()) {
      out.println("next       cartulary escalate show " + file);
    } else if (outbox.answered() > 0) {
      out.println("next       cartulary run " + file + " writes the answers into the tables");
    }
  }

  private static String state(Item item) {
    return item.state().name().toLowerCase(Locale.ROOT);
  }

  private static Facts facts(Outbox outbox) {
    return new Facts()
        .with(
            "questions",
            outbox.items().stream()
                .map(
                    item ->
                        new Facts()
                            .with("id", item.letter().question().digest())
                            .with("state", state(item))
                            .with("path", item.path())
                            .with("document_id", item.letter().document().sha256())
                            .with("field", item.letter().field())
                            .with("characters", item.letter().question().body().length())
                            .with(
                                "approved_by",
                                item.kept() == null ? null : item.kept().approvedBy())
                            .with("failure", item.kept() == null ? null : item.kept().failure()))
                .toList())
        .with("answered", outbox.answered())
        .with("unanswerable", outbox.unanswerable())
        .with("prompt_tokens", outbox.promptTokens())
        .with("completion_tokens", outbox.completionTokens());
  }
}
