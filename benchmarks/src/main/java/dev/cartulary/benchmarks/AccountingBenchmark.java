package dev.cartulary.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import dev.cartulary.accounting.CostTotal;
import dev.cartulary.accounting.DocumentCosts;
import dev.cartulary.accounting.Electricity;
import dev.cartulary.accounting.EnergyMeter;
import dev.cartulary.accounting.PriceBook;
import dev.cartulary.accounting.ThisMachine;
import dev.cartulary.accounting.TokenRatios;
import dev.cartulary.audit.AuditEvent;
import dev.cartulary.completion.TokenUsage;
import dev.cartulary.cost.CostLine;
import dev.cartulary.document.DocumentId;
import dev.cartulary.document.SourceFile;
import dev.cartulary.ledger.Ledger;
import dev.cartulary.ledger.LedgerAddress;
import dev.cartulary.outcome.DocumentRecord;
import dev.cartulary.outcome.Summary;
import dev.cartulary.outcome.Timings;
import dev.cartulary.reading.FinishedDocument;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What accounting costs itself, as ratios to its limits: cost lines in a run's wall time (1 %),
 * sampling of energy in processor time (0.1 %), the sum of a million lines (2 s).
 *
 * <p>Arguments: a folder for the ledger, which must not exist yet; the seconds and the documents of
 * a run to compare with.
 */
public final class AccountingBenchmark {
  private static final int LINES = 1_000_000;
  private static final double LIMIT_SECONDS = 2;
  private static final double LIMIT_SHARE = 0.01;
  private static final double LIMIT_SAMPLING = 0.001;
  private static final int SAMPLING_SECONDS = 60;
  private static final String RUN = "R1";
  private static final String WORK = "a".repeat(64);

  private AccountingBenchmark() {}

  public static void main(String[] args) throws IOException, InterruptedException {
    if (args.length != 3) {
      System.err.println("usage: AccountingBenchmark NEW-FOLDER RUN-SECONDS RUN-DOCUMENTS");
      System.exit(2);
    }
    Path folder = Files.createDirectory(Path.of(args[0])).toAbsolutePath();
    double perDocument = Double.parseDouble(args[1]) / Double.parseDouble(args[2]);
    LedgerAddress address = new LedgerAddress("jdbc:h2:file:" + folder.resolve("ledger"), "", "");
    try (Ledger ledger = Ledger.open(address, Clock.systemUTC());
        EnergyMeter meter = EnergyMeter.start(ThisMachine.profile())) {
      lines(ledger, meter, perDocument);
    }
    sampling();
  }

  private static void lines(Ledger ledger, EnergyMeter meter, double perDocument) {
    PriceBook book = ledger.prices();
    DocumentCosts costs =
        new DocumentCosts(
            ThisMachine.profile(), Electricity.COMMON, 2, book, TokenRatios.embedded(), meter);
    DocumentRecord first = document(0);
    int each = costs.apply(first).size();
    int documents = LINES / each;
    for (int i = 0; i < documents / 10; i++) {
      costs.apply(first);
    }
    long start = System.nanoTime();
    List<CostLine> all = new ArrayList<>();
    for (int i = 0; i < documents; i++) {
      all.addAll(costs.apply(document(i)));
    }
    double made = seconds(start) / documents;
    ledger
        .runs()
        .start(
            new AuditEvent.RunStarted(
                RUN,
                "benchmark",
                WORK,
                new AuditEvent.Model("none", "none", "none"),
                "none",
                new AuditEvent.Schema("none", "none"),
                "none",
                "/in"),
            "/out",
            WORK);
    store(ledger, documents / 10, all, each, "c".repeat(64));
    double with = store(ledger, documents, all, each, WORK);
    deliver(ledger, documents);
    double without = store(ledger, documents, List.of(), 0, "b".repeat(64));
    double stored = Math.max(0, with - without) / documents;
    report(
        "cost lines of a document, share of its wall time",
        (made + stored) / perDocument,
        LIMIT_SHARE);
    System.out.printf(
        Locale.ROOT,
        "  %d lines: %.0f microseconds to make, %.0f to store, of %.3f s%n",
        each,
        made * 1e6,
        stored * 1e6,
        perDocument);

    CostTotal.of(all);
    start = System.nanoTime();
    int totals = CostTotal.of(all).size();
    report("a million lines added up in memory, seconds", scaled(start, all), LIMIT_SECONDS);
    // Only the first time: the database keeps the result of the last query.
    start = System.nanoTime();
    int queried = ledger.costs().totals(RUN).size();
    report("a million lines added up by the ledger, seconds", scaled(start, all), LIMIT_SECONDS);
    if (totals != queried) {
      throw new IllegalStateException(totals + " totals are not " + queried);
    }
  }

  private static double scaled(long start, List<CostLine> lines) {
    return seconds(start) * LINES / lines.size();
  }

  /** How long it takes to store documents with their lines, {@code each} for one, in seconds. */
  private static double store(
      Ledger ledger, int documents, List<CostLine> lines, int each, String work) {
    long start = System.nanoTime();
    for (int i = 0; i < documents; i++) {
      ledger
          .documents(work)
          .store(new FinishedDocument(document(i), lines.subList(i * each, (i + 1) * each)));
    }
    return seconds(start);
  }

  private static void deliver(Ledger ledger, int documents) {
    for (int i = 0; i < documents; i++) {
      ledger.runs().deliver(RUN, document(i).file(), WORK, false);
    }
  }

  private static void sampling() throws InterruptedException {
    double without = busyWhileWaiting();
    double with;
    try (EnergyMeter meter = EnergyMeter.start(ThisMachine.profile())) {
      with = busyWhileWaiting();
      System.out.println(
          "  counters of the processor: " + (meter.measures() ? "read" : "none that may be read"));
    }
    report(
        "sampling, share of one processor",
        Math.max(0, with - without) / SAMPLING_SECONDS,
        LIMIT_SAMPLING);
  }

  /** Processor seconds of this process and those that it started, while it waits. */
  private static double busyWhileWaiting() throws InterruptedException {
    double before = processorSeconds();
    Thread.sleep(Duration.ofSeconds(SAMPLING_SECONDS).toMillis());
    return processorSeconds() - before;
  }

  private static double processorSeconds() {
    OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    double children =
        ProcessHandle.current()
            .descendants()
            .mapToDouble(
                child -> child.info().totalCpuDuration().orElse(Duration.ZERO).toNanos() / 1e9)
            .sum();
    return system.getProcessCpuTime() / 1e9 + children;
  }

  private static double seconds(long start) {
    return (System.nanoTime() - start) / 1e9;
  }

  private static void report(String what, double value, double limit) {
    System.out.printf(
        Locale.ROOT, "%-52s %10.5f, limit %6.3f, ratio %6.3f%n", what, value, limit, value / limit);
  }

  private static DocumentRecord document(int number) {
    return new DocumentRecord(
        new SourceFile(
            new DocumentId(String.format(Locale.ROOT, "%064x", number)),
            number + ".pdf",
            "/in/" + number + ".pdf",
            1_000),
        "application/pdf",
        1 + number % 40,
        0,
        null,
        List.of(),
        3_000 + number % 50_000,
        1 + number % 9,
        "contract",
        "none",
        new Summary(Summary.Kind.FREE_TEXT, "", List.of()),
        List.of(),
        new TokenUsage(2_000 + number % 900, 350, 120),
        new Timings(Instant.parse("2026-11-21T02:00:00Z"), 40_000_000L, 90_000_000L + number),
        List.of());
  }
}
