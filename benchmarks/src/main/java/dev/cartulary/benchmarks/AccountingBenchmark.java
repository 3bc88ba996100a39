package dev.cartulary.benchmarks;

import dev.cartulary.accounting.CostLines;
import dev.cartulary.accounting.DocumentMeter;
import dev.cartulary.accounting.Electricity;
import dev.cartulary.accounting.EnergyMeter;
import dev.cartulary.accounting.ThisMachine;
import dev.cartulary.accounting.TokenRatios;
import dev.cartulary.audit.AuditEvent;
import dev.cartulary.completion.TokenUsage;
import dev.cartulary.cost.CostLine;
import dev.cartulary.document.CharSpan;
import dev.cartulary.document.DocumentId;
import dev.cartulary.document.SourceFile;
import dev.cartulary.field.Field;
import dev.cartulary.field.FieldStatus;
import dev.cartulary.field.FieldValue;
import dev.cartulary.ledger.Ledger;
import dev.cartulary.ledger.LedgerAddress;
import dev.cartulary.outcome.DocumentRecord;
import dev.cartulary.outcome.Summary;
import dev.cartulary.outcome.Timings;
import dev.cartulary.parquet.CostRow;
import dev.cartulary.parquet.Table;
import dev.cartulary.parquet.TableWriter;
import dev.cartulary.reading.DocumentStore;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;

/**
 * What accounting costs itself, as ratios to its limits: what it adds to a run's wall time (1 %),
 * the sampling of energy in processor time (0.1 %), the sums of a million lines (2 s).
 *
 * <p>Arguments: a folder to work in, which must not exist yet; the seconds and the documents of a
 * run to compare with.
 */
public final class AccountingBenchmark {
  private static final int LINES = 1_000_000;
  private static final double LIMIT_SECONDS = 2;
  private static final double LIMIT_SHARE = 0.01;
  private static final double LIMIT_SAMPLING = 0.001;
  private static final int SAMPLING_SECONDS = 60;
  private static final int DOCUMENTS_PER_SECOND = 5;
  private static final int FIELDS = 12;
  private static final int BATCH = 50;

  /** Of a record of a short note in the ledger, about. */
  private static final int PAYLOAD_BYTES = 4_000;

  private static final String RUN = "R1";
  private static final String WORK = "a".repeat(64);

  private AccountingBenchmark() {}

  public static void main(String[] args) throws IOException, InterruptedException, SQLException {
    if (args.length != 3) {
      System.err.println("usage: AccountingBenchmark NEW-FOLDER RUN-SECONDS RUN-DOCUMENTS");
      System.exit(2);
    }
    Path folder = Files.createDirectory(Path.of(args[0])).toAbsolutePath();
    int runDocuments = Integer.parseInt(args[2]);
    run(folder, Double.parseDouble(args[1]), runDocuments);
    million(folder);
    sampling(folder);
  }

  private static LedgerAddress address(Path folder, String name) {
    return new LedgerAddress("jdbc:h2:file:" + folder.resolve(name), "", "");
  }

  private static DocumentMeter meter(EnergyMeter power) {
    return new DocumentMeter(
        ThisMachine.profile(), Electricity.COMMON, 2, TokenRatios.embedded(), power);
  }

  /** All that accounting does in a run. */
  private static void run(Path folder, double wall, int documents)
      throws IOException, SQLException {
    LedgerAddress address = address(folder, "run");
    try (Ledger ledger = Ledger.open(address, Clock.systemUTC());
        EnergyMeter power = EnergyMeter.start(ThisMachine.profile())) {
      store(ledger, meter(power), documents);
      start(ledger);
      deliver(ledger, documents);
      DocumentStore store = ledger.documents(WORK);
      Took found = Took.by(() -> found(store, documents));
      // A run writes other tables, too: what loads their classes is not for accounting.
      tables(store, folder.resolve("first.parquet"), 1);
      Took written =
          Took.by(() -> tables(store, folder.resolve("costs.parquet"), documents)).less(found);
      Took summed = Took.by(() -> sum(ledger));
      Took stored = rows(folder, documents);
      report(
          "accounting, share of a run",
          (stored.seconds() + written.seconds() + summed.seconds()) / wall,
          LIMIT_SHARE);
      System.out.printf(
          "  %d documents in %.0f s: %s to store what they took%n", documents, wall, stored);
      System.out.printf(
          "  %s to make and write their cost lines, %s to add them up%n", written, summed);
    }
  }

  /** What a run does for its tables without accounting. */
  private static void found(DocumentStore store, int documents) {
    for (int i = 0; i < documents; i++) {
      if (store.find(document(i).file().id()).isEmpty()) {
        throw new IllegalStateException("document " + i + " was not stored");
      }
    }
  }

  /** What rows of costs add to those of their records, turn by turn. */
  private static Took rows(Path folder, int documents) throws IOException, SQLException {
    LedgerAddress address = address(folder, "rows");
    Ledger.open(address, Clock.systemUTC()).close();
    Took with = new Took(0, 0);
    Took without = new Took(0, 0);
    try (Connection connection =
        DriverManager.getConnection(
            address.url() + ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;WRITE_DELAY=0", "", "")) {
      connection.setAutoCommit(false);
      insert(connection, 0, documents / 2, true);
      for (int from = documents / 2; from < documents * 5 / 2; from += BATCH * 2) {
        int first = from;
        without = without.plus(Took.by(() -> insert(connection, first, BATCH, false)));
        with = with.plus(Took.by(() -> insert(connection, first + BATCH, BATCH, true)));
      }
    }
    return with.less(without);
  }

  private static void insert(Connection connection, int from, int count, boolean costs)
      throws SQLException {
    byte[] payload = new byte[PAYLOAD_BYTES];
    for (int i = from; i < from + count; i++) {
      String id = document(i).file().id().sha256();
      try (PreparedStatement document =
          connection.prepareStatement(
              "INSERT INTO document (document_id, work, payload, finished_at) VALUES (?, ?, ?, now())")) {
        document.setString(1, id);
        document.setString(2, WORK);
        new Random(i).nextBytes(payload);
        document.setBytes(3, payload);
        document.executeUpdate();
      }
      if (costs) {
        try (PreparedStatement cost =
            connection.prepareStatement(
                "INSERT INTO document_cost (document_id, work, pages, characters, prefix_tokens, question_tokens, generated_tokens, chunks,"
                    + " fields, review_fields, priced_on, token_ratios, energy_kwh, energy_usd, energy_estimated, machine_hours,"
                    + " machine_usd, machine_estimated) VALUES (?, ?, ?, 3000, 2000, 350, 120, 4, 12, 1, DATE '2026-11-21', 'embedded', ?,"
                    + " 0.000000456789, TRUE, ?, 0.000012345678, TRUE)")) {
          cost.setString(1, id);
          cost.setString(2, WORK);
          cost.setInt(3, 1 + i % 40);
          cost.setBigDecimal(4, BigDecimal.valueOf(3_000_000L + i, 12));
          cost.setBigDecimal(5, BigDecimal.valueOf(30_000_000L + i, 12));
          cost.executeUpdate();
        }
      }
      connection.commit();
    }
  }

  private static int sum(Ledger ledger) {
    ledger.costs().work(RUN);
    return ledger.costs().totals(RUN).size();
  }

  private static void tables(DocumentStore store, Path table, int documents) throws IOException {
    try (TableWriter<CostRow> costs = TableWriter.open(Table.COSTS, table)) {
      for (int i = 0; i < documents; i++) {
        SourceFile file = document(i).file();
        for (CostLine line : store.findCosted(file.id()).orElseThrow().costs()) {
          costs.write(new CostRow(RUN, file.id(), file.path(), line));
        }
      }
    }
  }

  /** Of a ledger that a process opens to say what was saved, as a command does. */
  private static void million(Path folder) throws IOException, SQLException {
    LedgerAddress address = address(folder, "million");
    int each;
    int documents;
    try (Ledger ledger = Ledger.open(address, Clock.systemUTC());
        EnergyMeter power = EnergyMeter.start(ThisMachine.profile())) {
      CostLines lines = new CostLines(ledger.prices());
      each = lines.of(meter(power).apply(document(0))).size();
      documents = LINES / each + 1;
      start(ledger);
      store(ledger, meter(power), documents);
      deliver(ledger, documents);
    }
    try (Ledger ledger = Ledger.open(address, Clock.systemUTC())) {
      Took summed = Took.by(() -> sum(ledger));
      int totals = sum(ledger);
      report("a million lines added up by the ledger, seconds", summed.seconds(), LIMIT_SECONDS);
      System.out.printf(
          Locale.ROOT,
          "  %s; %d documents of %d lines; a file of %d MB%n",
          summed,
          documents,
          each,
          folder.resolve("million.mv.db").toFile().length() / 1_000_000);
      if (totals != each) {
        throw new IllegalStateException(totals + " totals of " + each + " lines");
      }
    }
  }

  private static void start(Ledger ledger) {
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
  }

  private static void store(Ledger ledger, DocumentMeter meter, int documents) {
    DocumentStore store = ledger.documents(WORK);
    for (int i = 0; i < documents; i++) {
      store.store(document(i), meter.apply(document(i)));
    }
  }

  private static void deliver(Ledger ledger, int documents) {
    for (int i = 0; i < documents; i++) {
      ledger.runs().deliver(RUN, document(i).file(), WORK, false);
    }
  }

  /** At the product's own interval, with counters in files where the machine shows none. */
  private static void sampling(Path folder) throws IOException, InterruptedException {
    Path powercap = folder.resolve("powercap");
    Path zone = Files.createDirectories(powercap.resolve("intel-rapl:0"));
    Files.writeString(zone.resolve("name"), "package-0\n");
    Files.writeString(zone.resolve("max_energy_range_uj"), "262143328850\n");
    Files.writeString(zone.resolve("energy_uj"), "1000000\n");
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    long nanos = 0;
    try (EnergyMeter meter = EnergyMeter.start(ThisMachine.profile(), powercap)) {
      if (!meter.measures()) {
        throw new IllegalStateException("counters in " + zone + " are not read");
      }
      for (int i = 0; i < SAMPLING_SECONDS * DOCUMENTS_PER_SECOND; i++) {
        Thread.sleep(Duration.ofSeconds(1).toMillis() / DOCUMENTS_PER_SECOND);
        long before = threads.getCurrentThreadCpuTime();
        meter.get();
        nanos += threads.getCurrentThreadCpuTime() - before;
      }
      for (ThreadInfo thread : threads.getThreadInfo(threads.getAllThreadIds())) {
        if (thread != null
            && Set.of("energy-meter", "gpu-power").contains(thread.getThreadName())) {
          nanos += threads.getThreadCpuTime(thread.getThreadId());
        }
      }
      List<Duration> programs =
          ProcessHandle.current()
              .descendants()
              .map(child -> child.info().totalCpuDuration().orElse(Duration.ZERO))
              .toList();
      nanos += programs.stream().mapToLong(Duration::toNanos).sum();
      System.out.println("  programs of accelerators' drivers: " + programs.size());
    }
    report("sampling, share of one processor", nanos / 1e9 / SAMPLING_SECONDS, LIMIT_SAMPLING);
  }

  /**
   * What a piece of work took; on a machine with other work the second says more.
   *
   * @param processorSeconds of the thread that did it
   */
  private record Took(double seconds, double processorSeconds) {
    private interface Work {
      void run() throws IOException, SQLException;
    }

    static Took by(Work work) throws IOException, SQLException {
      ThreadMXBean threads = ManagementFactory.getThreadMXBean();
      long start = System.nanoTime();
      long before = threads.getCurrentThreadCpuTime();
      work.run();
      return new Took(
          (System.nanoTime() - start) / 1e9, (threads.getCurrentThreadCpuTime() - before) / 1e9);
    }

    Took plus(Took other) {
      return new Took(seconds + other.seconds, processorSeconds + other.processorSeconds);
    }

    Took less(Took other) {
      return new Took(seconds - other.seconds, processorSeconds - other.processorSeconds);
    }

    @Override
    public String toString() {
      return String.format(Locale.ROOT, "%.3f s (%.3f of a processor)", seconds, processorSeconds);
    }
  }

  private static void report(String what, double value, double limit) {
    System.out.printf(
        Locale.ROOT, "%-52s %10.5f, limit %6.3f, ratio %6.3f%n", what, value, limit, value / limit);
  }

  private static DocumentRecord document(int number) {
    List<Field> fields = new ArrayList<>();
    for (int i = 0; i < FIELDS; i++) {
      String value = "what field " + i + " of document " + number + " holds, a clause or a name";
      fields.add(
          new Field(
              "field_" + i,
              value,
              new FieldValue.Text(value),
              new CharSpan(i * 200, i * 200 + value.length()),
              1,
              0.75,
              FieldStatus.FOUND));
    }
    return new DocumentRecord(
        new SourceFile(
            new DocumentId(String.format(Locale.ROOT, "%064x", number * 0x9E3779B97F4A7C15L)),
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
        fields,
        new TokenUsage(2_000 + number % 900, 350, 120),
        new Timings(Instant.parse("2026-11-21T02:00:00Z"), 40_000_000L, 90_000_000L + number),
        List.of());
  }
}
