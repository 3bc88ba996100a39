package dev.cartulary.beam;

import dev.cartulary.accounting.Savings;
import dev.cartulary.accounting.SavingsText;
import dev.cartulary.charts.Bars;
import dev.cartulary.charts.Tone;
import dev.cartulary.document.ExtractedText;
import dev.cartulary.keys.Encryption;
import dev.cartulary.ledger.LedgerException;
import dev.cartulary.outcome.DocumentRecord;
import dev.cartulary.outcome.Failure;
import dev.cartulary.parquet.OutputException;
import dev.cartulary.parquet.OutputFolder;
import dev.cartulary.reading.Delivery;
import dev.cartulary.report.Disclosure;
import dev.cartulary.report.ReportFolder;
import dev.cartulary.report.RunFigures;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Future;
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
   * @param output which holds the run before, whose pictures are taken
   * @return why there is no report; empty where there is one
   */
  static Optional<String> write(
      JobPlan plan,
      RunReport report,
      Workers workers,
      @Nullable String savings,
      OutputFolder output,
      RunListener listener)
      throws InterruptedException {
    Path pages = output.partial().resolve(OutputFolder.PAGES);
    // Where people look for it; until the end it has a name that they do not know.
    Path seen = output.latest().resolve(OutputFolder.PAGES);
    Path before = plan.selection().anew() ? null : seen;
    try (ReportFolder to =
        ReportFolder.create(pages, disclosure(plan), plan.report().pictures(), before)) {
      Delivery delivery = workers.books().delivery(report.run());
      try (PageDrawer drawer = new PageDrawer(plan, workers, delivery.documents(), to, listener)) {
        fill(to, drawer, workers.books(), delivery);
      }
      if (savings != null) {
        to.savings(savings);
      }
      to.finish(figures(plan, report));
      return Optional.empty();
    } catch (IOException e) {
      clear(pages);
      return Optional.of(String.valueOf(OutputException.of(seen, e).getMessage()));
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

  private static void fill(ReportFolder to, PageDrawer drawer, JobBooks books, Delivery delivery)
      throws IOException, InterruptedException {
    List<Entry> entries = new ArrayList<>();
    delivery.documents().forEach(each -> entries.add(new Entry(each.path(), each, null)));
    delivery.failures().forEach(each -> entries.add(new Entry(each.path(), null, each)));
    entries.sort(Comparator.comparing(Entry::path));
    // In the order of the paths, however long the pictures of one take.
    Deque<Ending> begun = new ArrayDeque<>();
    for (Entry entry : entries) {
      Failure failure = entry.failure();
      if (failure != null) {
        begun.add(() -> to.add(failure));
      } else if (entry.document() != null) {
        begun.add(begin(to, drawer, books, entry.document()));
      }
      while (begun.size() > drawer.ahead()) {
        begun.removeFirst().end();
      }
    }
    while (!begun.isEmpty()) {
      begun.removeFirst().end();
    }
  }

  /** Adds to the report what was begun. */
  private interface Ending {
    void end() throws IOException, InterruptedException;
  }

  private static Ending begin(
      ReportFolder to, PageDrawer drawer, JobBooks books, Delivery.Delivered delivered)
      throws IOException {
    DocumentRecord document = books.delivered(delivered).document();
    ExtractedText text = to.showsTexts() ? books.text(delivered) : null;
    if (text == null) {
      return () -> to.add(document, null);
    }
    Future<?> pictures = drawer.begin(document);
    return () -> {
      PageDrawer.await(pictures);
      to.add(document, text);
    };
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
        SavingsText.brief(report.savings(), OFFERS),
        prices(report.savings()));
  }

  private static List<Bars.Bar> prices(Savings savings) {
    List<Bars.Bar> prices = new ArrayList<>();
    if (savings.work().documents() == 0) {
      return prices;
    }
    BigDecimal own = savings.local().wholeLife();
    prices.add(bar("This machine, idle time included", own, Tone.OWN));
    savings.offers().stream()
        .limit(OFFERS)
        .forEach(
            offer -> {
              BigDecimal amount = offer.total().amount();
              Tone tone = amount.compareTo(own) < 0 ? Tone.LOWER : Tone.HIGHER;
              prices.add(bar(offer.name(), amount, tone));
            });
    return prices;
  }

  private static Bars.Bar bar(String name, BigDecimal amount, Tone tone) {
    double usd = amount.doubleValue();
    return new Bars.Bar(name, usd, usd, usd, tone);
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
