package dev.cartulary.cli;

import dev.cartulary.accounting.SavingsText;
import dev.cartulary.beam.RunReport;
import dev.cartulary.config.Job;
import dev.cartulary.field.Route;
import dev.cartulary.outcome.FailureReason;
import dev.cartulary.parquet.OutputFolder;
import dev.cartulary.reading.Changes;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What a finished run says at its end; lines of at most 80 characters where paths allow. */
final class ResultText {
  private static final int LABEL = 11;
  private static final int WIDTH = 80;
  private static final int CLOUDS = 3;

  private final List<String> lines = new ArrayList<>();

  private ResultText() {}

  /**
   * The report in lines.
   *
   * @param here paths below it are shown as seen from it
   */
  static List<String> of(RunReport report, Job job, Path here) {
    ResultText text = new ResultText();
    text.counts(report);
    text.row(
        "model",
        List.of(
            "%s in %s on %s"
                .formatted(
                    report.model().name(), report.model().precision(), report.model().device())));
    text.time(report);
    text.row("cost", SavingsText.brief(report.savings(), CLOUDS));
    text.where(report, here, job.encryption() != null);
    text.next(report, seen(job.file(), here), job.report().texts() && !job.privacy().hides());
    return text.lines;
  }

  private void counts(RunReport report) {
    row(
        "documents",
        Words.wrap(
            Words.count(report.documents())
                + " of "
                + Words.count(report.files())
                + (report.files() == 1 ? " file" : " files")
                + (report.parts() == 0
                    ? ""
                    : " and "
                        + Words.count(report.parts())
                        + (report.parts() == 1 ? " document" : " documents")
                        + " inside of them")
                + (report.recalled() == 0
                    ? ""
                    : report.recalled() == report.documents() && report.usage().total() == 0
                        ? "; all were in the ledger, nothing was computed"
                        : "; "
                            + Words.count(report.recalled())
                            + " were in the ledger and not computed again"),
            WIDTH - LABEL));
    changes(report);
    if (report.failed() > 0) {
      row("failures", List.of(Words.count(report.failed())));
      report.failures().entrySet().stream()
          .sorted(
              Comparator.comparing(Map.Entry<FailureReason, Long>::getValue)
                  .reversed()
                  .thenComparing(entry -> entry.getKey().name()))
          .forEach(entry -> failure(entry.getKey(), entry.getValue()));
    }
    row(
        "fields",
        List.of(
            Words.count(report.fieldsFound())
                + " found, "
                + Words.count(report.fieldsToReview())
                + " to review"
                + (report.fieldsUngrounded() == 0
                    ? ""
                    : ", " + Words.count(report.fieldsUngrounded()) + " without evidence")));
    routes(report);
    row("pages", List.of(Words.count(report.pages())));
    row(
        "tokens",
        List.of(
            Words.count(report.usage().prefixTokens())
                + " of documents, "
                + Words.count(report.usage().questionTokens())
                + " of questions, "
                + Words.count(report.usage().generatedTokens())
                + " generated"));
  }

  /** Who has the last word on fields, where the job routes. */
  private void routes(RunReport report) {
    List<String> parts = new ArrayList<>();
    for (Route route : Route.values()) {
      long count = report.routes().getOrDefault(route, 0L);
      if (count > 0) {
        parts.add(
            Words.count(count)
                + switch (route) {
                  case LOCAL -> " by the model";
                  case LOCAL_LARGE -> " by the large model";
                  case REVIEW -> " for persons";
                  case ESCALATE -> " by the endpoint, or for it";
                });
      }
    }
    if (!parts.isEmpty()) {
      row("routes", Words.wrap(String.join(", ", parts), WIDTH - LABEL));
    }
  }

  /** How the folder differs from that of the last run, where it does. */
  private void changes(RunReport report) {
    Changes changes = report.changes();
    List<String> parts = new ArrayList<>();
    part(parts, changes.added(), "new");
    part(parts, changes.changed(), "changed");
    part(parts, changes.moved(), "moved");
    part(parts, changes.renamed(), "renamed");
    part(parts, changes.copied(), "copied");
    part(parts, changes.removed(), "removed");
    part(parts, changes.same(), "as before");
    part(parts, changes.duplicates(), "with the bytes of another");
    if (changes.added() < report.files() || changes.duplicates() > 0) {
      row("files", Words.wrap(String.join(", ", parts), WIDTH - LABEL));
    }
    if (report.left() > 0) {
      row("left out", List.of(Words.count(report.left()) + " files that were not asked for"));
    }
  }

  private static void part(List<String> parts, int count, String what) {
    if (count > 0) {
      parts.add(Words.count(count) + " " + what);
    }
  }

  private void failure(FailureReason reason, long count) {
    String name = reason.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    List<String> remedy = Words.wrap(name + ": " + reason.remedy(), WIDTH - LABEL - 6);
    for (int i = 0; i < remedy.size(); i++) {
      String number = i == 0 ? Words.count(count) : "";
      lines.add(" ".repeat(LABEL) + String.format("%4s  ", number) + remedy.get(i));
    }
  }

  private void time(RunReport report) {
    row(
        "time",
        List.of(
            Words.duration(report.wallNanos())
                + ": "
                + Words.duration(report.loadNanos())
                + " of the model for loading,",
            Words.duration(report.prefillNanos())
                + " of the model for reading, "
                + Words.duration(report.decodeNanos())
                + " for answers;",
            Words.duration(report.extractNanos()) + " of parser processes meanwhile"));
  }

  private static Path seen(Path path, Path here) {
    return path.startsWith(here) ? here.relativize(path) : path;
  }

  /**
   * The commands that somebody wants after such a run.
   *
   * @param texts whether the ledger has the texts, without which nobody can review
   */
  private void next(RunReport report, Path job, boolean texts) {
    List<String> commands = new ArrayList<>();
    if (report.failed() > 0) {
      commands.add("cartulary failures " + job);
    }
    if (report.fieldsToReview() > 0 && texts) {
      commands.add("cartulary review " + job);
    }
    if (report.routes().containsKey(Route.ESCALATE)) {
      commands.add("cartulary escalate list " + job);
    }
    if (report.fieldsToReview() > 0) {
      commands.add("cartulary explain " + job + " DOCUMENT FIELD");
    }
    if (!commands.isEmpty()) {
      row("next", commands);
    }
  }

  private void where(RunReport report, Path here, boolean encrypted) {
    Path output = seen(report.output(), here);
    row("results", List.of(output.toString()));
    Path page = Path.of(OutputFolder.PAGES, "index.html");
    if (Files.exists(report.output().resolve(page))) {
      row("report", List.of(output.resolve(page).toString()));
    }
    row("audit", List.of(report.audit().toString()));
    if (encrypted) {
      row("encrypted", List.of("docs/encryption.md says how other programs read the tables"));
    } else {
      row(
          "try",
          List.of(
              "duckdb -c \"select path, name, value, page from",
              "  '" + output + "/fields-*.parquet'",
              "  where status = 'found' limit 20\""));
    }
  }

  private void row(String label, List<String> values) {
    for (int i = 0; i < values.size(); i++) {
      lines.add(String.format("%-" + LABEL + "s%s", i == 0 ? label : "", values.get(i)));
    }
  }
}
