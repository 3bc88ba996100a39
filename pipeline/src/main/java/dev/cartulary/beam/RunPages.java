package dev.cartulary.beam;

import dev.cartulary.accounting.SavingsText;
import dev.cartulary.keys.Encryption;
import dev.cartulary.ledger.LedgerException;
import dev.cartulary.outcome.Failure;
import dev.cartulary.parquet.OutputException;
import dev.cartulary.parquet.OutputFolder;
import dev.cartulary.reading.Delivery;
import dev.cartulary.report.Disclosure;
import dev.cartulary.report.ReportFolder;
import dev.cartulary.report.RunFigures;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Writes a run's report out of the ledger, one document in memory at a time. */
final class RunPages {
  private static final int OFFERS = 3;

  private RunPages() {}

  /**
   * Writes the report beside the tables. What keeps it from being written does not keep the tables
   * from being seen: there is no report then.
   *
   * @param savings the page of costs; null where there is none
   * @return why there is no report; empty where there is one
   */
  static Optional<String> write(
      JobPlan plan, RunReport report, JobBooks books, @Nullable String savings, Path folder) {
    Path pages = folder.resolve(OutputFolder.PAGES);
    try {
      fill(plan, report, books, savings, pages);
      return Optional.empty();
    } catch (IOException e) {
      clear(pages);
      return Optional.of(String.valueOf(OutputException.of(pages, e).getMessage()));
    } catch (LedgerException e) {
      clear(pages);
      return Optional.of(String.valueOf(e.getMessage()));
    } catch (RuntimeException e) {
      clear(pages);
      // Without its message, which may quote a text.
      StackTraceElement[] trace = e.getStackTrace();
      return Optional.of(
          "a fault of this program, please report it: "
              + e.getClass().getSimpleName()
              + (trace.length == 0 ? "" : " at " + trace[0]));
    }
  }

  /** How much of a plan's documents may stand in pages that anybody can open who has them. */
  static Disclosure disclosure(JobPlan plan) {
    Encryption encryption = plan.encryption();
    if (encryption != null && encryption.columns() != Encryption.Columns.CLEAR) {
      return Disclosure.COUNTS;
    }
    return encryption != null || plan.privacy().hides() ? Disclosure.TABLES : Disclosure.WHOLE;
  }

  private static void fill(
      JobPlan plan, RunReport report, JobBooks books, @Nullable String savings, Path pages)
      throws IOException {
    Disclosure disclosure = disclosure(plan);
    Delivery delivery = books.delivery(report.run());
    List<Entry> entries = new ArrayList<>();
    delivery.documents().forEach(each -> entries.add(new Entry(each.path(), each, null)));
    delivery.failures().forEach(each -> entries.add(new Entry(each.path(), null, each)));
    entries.sort(Comparator.comparing(Entry::path));
    try (ReportFolder to = ReportFolder.create(pages, disclosure)) {
      for (Entry entry : entries) {
        if (entry.failure() != null) {
          to.add(entry.failure());
        } else if (entry.document() != null) {
          to.add(
              books.delivered(entry.document()).document(),
              disclosure == Disclosure.WHOLE ? books.text(entry.document()) : null);
        }
      }
      if (savings != null) {
        to.savings(savings);
      }
      to.finish(figures(plan, report));
    }
  }

  /** One of both is there. */
  private record Entry(
      String path, Delivery.@Nullable Delivered document, @Nullable Failure failure) {}

  private static RunFigures figures(JobPlan plan, RunReport report) {
    return new RunFigures(
        plan.name(),
        report.run(),
        report.model().name()
            + " in "
            + report.model().precision()
            + " on "
            + report.model().device(),
        report.files(),
        report.parts(),
        report.documents(),
        report.recalled(),
        report.failures(),
        report.pages(),
        report.usage(),
        List.of(
            new RunFigures.Stage("whole run", report.wallNanos()),
            new RunFigures.Stage("parser processes", report.extractNanos()),
            new RunFigures.Stage("model, loading", report.loadNanos()),
            new RunFigures.Stage("model, reading", report.prefillNanos()),
            new RunFigures.Stage("model, answering", report.decodeNanos())),
        SavingsText.brief(report.savings(), OFFERS));
  }

  private static void clear(Path pages) {
    if (!Files.exists(pages)) {
      return;
    }
    try (Stream<Path> all = Files.walk(pages)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    } catch (IOException | UncheckedIOException e) {
      // What is left of it has no first page.
    }
  }
}
