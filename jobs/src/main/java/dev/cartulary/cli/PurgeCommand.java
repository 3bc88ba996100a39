package dev.cartulary.cli;

import dev.cartulary.config.Books;
import dev.cartulary.document.DocumentId;
import dev.cartulary.retention.Choice;
import dev.cartulary.retention.PurgeReport;
import dev.cartulary.status.Facts;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Removes documents. */
@Command(
    name = "purge",
    description = {
      "Removes documents from the ledger and from the tables of every job that uses it.",
      "",
      "Records, evidence, completions, costs and the notes of runs go, with those of attachments"
          + " that lie nowhere else; the audit trail keeps the content id. Afterwards all is looked"
          + " up again. A purged document is not read again, though its file still lies in the"
          + " folder: the file itself is yours to delete. docs/retention.md says what is not"
          + " reached: backups, copies, evaluations."
    },
    exitCodeList = {
      "0:Removed, and nothing is left.",
      "1:Something is left, or a fault of this program, or the machine failed it.",
      "2:The arguments or the job file are wrong, the ledger cannot be opened, or a run is writing"
          + " to the output folder."
    },
    footer = {
      "  cartulary purge jobs/nightly-contracts.yaml --older-than 30d --dry-run",
      "  cartulary purge jobs/nightly-contracts.yaml --document $(sha256sum < a.pdf)"
    })
final class PurgeCommand extends CommandForm implements Callable<Integer> {
  private final Operations operations;
  private final Surroundings surroundings;
  private final Clock clock;

  @Spec private CommandSpec spec;

  @Mixin private NamedJob job;

  @ArgGroup(exclusive = true, multiplicity = "1")
  private Wanted wanted;

  /** Which documents go. */
  static final class Wanted {
    @Option(
        names = "--older-than",
        required = true,
        paramLabel = "DAYS",
        description = "Documents that were last read so long ago, for example 30d.")
    private @Nullable String olderThan;

    @Option(
        names = "--document",
        required = true,
        paramLabel = "ID",
        description = "The document with this id: the SHA-256 of its file.")
    private @Nullable String document;
  }

  @Option(
      names = "--forget",
      description = {
        "Do not bar the documents: a run that finds their files reads them",
        "again. Given for a document that is gone, it lifts the bar."
      })
  private boolean forget;

  @Option(names = "--dry-run", description = "Count what would go, and remove nothing.")
  private boolean dryRun;

  @Mixin private Answer answer;

  @SuppressWarnings("NullAway.Init") // The command line library fills the fields in.
  PurgeCommand(Operations operations, Surroundings surroundings, Clock clock) {
    this.operations = operations;
    this.surroundings = surroundings;
    this.clock = clock;
  }

  @Override
  public Integer call() {
    Choice choice = choice();
    Books books = job.books(surroundings);
    PurgeReport report = operations.purge(books, choice, forget, dryRun);
    answer.print(() -> facts(report), out -> print(report, out));
    if (dryRun || report.rowsLeft() == 0) {
      return ExitCode.OK;
    }
    spec.commandLine()
        .getErr()
        .println(
            Words.count(report.rowsLeft())
                + " rows are left: a run may have read the documents meanwhile; purge them again"
                + " when no run is under way");
    return ExitCode.FAULT;
  }

  private Facts facts(PurgeReport report) {
    return new Facts()
        .with("documents", report.documents())
        .with("dry_run", dryRun)
        .with(
            "rows",
            report.before().entrySet().stream()
                .map(
                    rows ->
                        new Facts()
                            .with("where", rows.getKey())
                            .with("rows", rows.getValue())
                            .with("left", report.left().getOrDefault(rows.getKey(), 0L)))
                .toList())
        .withTexts("tables", report.folders().stream().map(Path::toString).toList())
        .withTexts("not_here", report.absent().stream().map(Path::toString).toList())
        .with("audit", report.head() == null ? null : report.head().toString());
  }

  private void print(PurgeReport report, PrintWriter out) {
    out.println(
        "documents  "
            + Words.count(report.documents())
            + (dryRun ? " would be removed" : " removed"));
    report
        .before()
        .forEach(
            (where, count) -> {
              if (count > 0) {
                Long left = report.left().getOrDefault(where, 0L);
                out.println(
                    "           "
                        + where.replaceFirst("_", " ")
                        + ": "
                        + Words.count(count)
                        + " rows"
                        + (dryRun ? "" : ", " + Words.count(left) + " left"));
              }
            });
    report.folders().forEach(folder -> out.println("tables     " + folder));
    report.absent().forEach(folder -> out.println("not here   " + folder));
    if (report.head() != null) {
      out.println("audit      " + report.head());
    }
    if (dryRun) {
      out.println("Nothing was removed.");
    }
  }

  private Choice choice() {
    if (wanted.document != null) {
      // What sha256sum prints after the digits is let pass.
      String id = wanted.document.replaceFirst("\\s+-?$", "");
      if (!id.matches("[0-9a-f]{64}")) {
        throw new ParameterException(
            spec.commandLine(),
            "--document is a content id, the 64 hexadecimal digits that sha256sum prints and that"
                + " the tables have as document_id");
      }
      return new Choice(new DocumentId(id), null);
    }
    String age = wanted.olderThan == null ? "" : wanted.olderThan;
    if (!age.matches("\\d{1,5}d")) {
      throw new ParameterException(
          spec.commandLine(), "--older-than is a number of days, for example 30d");
    }
    long days = Long.parseLong(age.substring(0, age.length() - 1));
    return new Choice(null, clock.instant().minus(Duration.ofDays(days)));
  }
}
