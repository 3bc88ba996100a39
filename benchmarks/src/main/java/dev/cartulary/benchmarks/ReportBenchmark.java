package dev.cartulary.benchmarks;

import dev.cartulary.accounting.Metered;
import dev.cartulary.completion.TokenUsage;
import dev.cartulary.cost.CloudPrice;
import dev.cartulary.cost.CostLine;
import dev.cartulary.document.CharSpan;
import dev.cartulary.document.DocumentId;
import dev.cartulary.document.ExtractedText;
import dev.cartulary.document.Page;
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
import dev.cartulary.parquet.DocumentRow;
import dev.cartulary.parquet.FieldRow;
import dev.cartulary.parquet.Table;
import dev.cartulary.parquet.TableWriter;
import dev.cartulary.reading.CostedDocument;
import dev.cartulary.reading.DocumentStore;
import dev.cartulary.report.Disclosure;
import dev.cartulary.report.PictureChoice;
import dev.cartulary.report.ReportFolder;
import dev.cartulary.report.RunFigures;
import java.io.IOException;
import java.io.Serializable;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;

/**
 * What texts in the ledger and a run's report cost: documents of 20,000 characters with 40 fields
 * are stored without and with their texts, then the four tables and the report are written out of
 * the ledger, as a run does.
 *
 * <p>Arguments: a folder, which must not exist yet; how many documents, usually 10,000.
 */
public final class ReportBenchmark {
  private static final String WORK = "a".repeat(64);
  private static final int CHARACTERS = 20_000;
  private static final int PAGES = 8;
  private static final int FIELDS = 40;
  private static final double SECOND = 1e9;
  private static final double MIB = 1 << 20;

  private ReportBenchmark() {}

  public static void main(String[] args) throws IOException {
    if (args.length != 2) {
      System.err.println("usage: ReportBenchmark NEW-FOLDER DOCUMENTS");
      System.exit(2);
    }
    Path folder = Files.createDirectory(Path.of(args[0])).toAbsolutePath();
    int documents = Integer.parseInt(args[1]);
    double without = store(folder, "without", documents, false);
    double with = store(folder, "with", documents, true);
    System.out.printf("store a record         %8.2f ms%n", without * 1e3 / documents);
    System.out.printf("store it with its text %8.2f ms%n", with * 1e3 / documents);
    System.out.printf(
        "ledger                 %8.1f KiB a document, %.1f with texts%n",
        size(folder.resolve("without.mv.db")) / 1024.0 / documents,
        size(folder.resolve("with.mv.db")) / 1024.0 / documents);
    try (Ledger ledger = Ledger.open(address(folder, "with"), Clock.systemUTC())) {
      DocumentStore store = ledger.documents(WORK);
      long start = System.nanoTime();
      tables(store, Files.createDirectory(folder.resolve("tables")), documents);
      double tables = (System.nanoTime() - start) / SECOND;
      collect();
      start = System.nanoTime();
      report(store, folder.resolve("report"), documents);
      double report = (System.nanoTime() - start) / SECOND;
      System.out.printf(
          "tables                 %8.1f s, %.1f MiB%n",
          tables, size(folder.resolve("tables")) / MIB);
      System.out.printf(
          "report                 %8.1f s, %.1f MiB%n",
          report, size(folder.resolve("report")) / MIB);
      System.out.printf("report / tables        %8.2f%n", report / tables);
      System.out.printf("report, a document     %8.2f ms%n", report * 1e3 / documents);
      System.out.printf("most heap used         %8.0f MiB%n", peak() / MIB);
    }
  }

  private static LedgerAddress address(Path folder, String name) {
    return new LedgerAddress("jdbc:h2:file:" + folder.resolve(name), "", "");
  }

  private static double store(Path folder, String name, int documents, boolean texts) {
    Metered.Spent spent = new Metered.Spent(new BigDecimal("0.5"), new BigDecimal("0.01"), true);
    Metered metered =
        new Metered(
            LocalDate.of(2026, 11, 21),
            "embedded",
            new CloudPrice.Work(3, 3, 1, 100),
            1,
            spent,
            spent);
    try (Ledger ledger = Ledger.open(address(folder, name), Clock.systemUTC())) {
      DocumentStore store = ledger.documents(WORK);
      long nanos = 0;
      for (int i = 0; i < documents; i++) {
        ExtractedText text = text(i);
        DocumentRecord document = document(i, text);
        long start = System.nanoTime();
        store.store(document, texts ? text : null, metered);
        nanos += System.nanoTime() - start;
      }
      return nanos / SECOND;
    }
  }

  private static void tables(DocumentStore store, Path folder, int documents) throws IOException {
    try (TableWriter<DocumentRow> rows = writer(folder, Table.DOCUMENTS);
        TableWriter<FieldRow> fields = writer(folder, Table.FIELDS);
        TableWriter<CostRow> costs = writer(folder, Table.COSTS)) {
      for (int i = 0; i < documents; i++) {
        CostedDocument costed = store.findCosted(id(i)).orElseThrow();
        rows.write(new DocumentRow("R1", costed.document(), costed.costs()));
        for (FieldRow row : FieldRow.of("R1", costed.document())) {
          fields.write(row);
        }
        for (CostLine line : costed.costs()) {
          costs.write(new CostRow("R1", id(i), costed.document().file().path(), line));
        }
      }
    }
  }

  private static <R extends Serializable> TableWriter<R> writer(Path folder, Table<R> table)
      throws IOException {
    return TableWriter.open(table, folder.resolve(table.fileName(0, 1)));
  }

  private static void report(DocumentStore store, Path folder, int documents) throws IOException {
    try (ReportFolder to =
        ReportFolder.create(folder, Disclosure.WHOLE, PictureChoice.NONE, null)) {
      for (int i = 0; i < documents; i++) {
        to.add(store.find(id(i)).orElseThrow(), store.findText(id(i)).orElseThrow());
      }
      to.finish(
          new RunFigures(
              "benchmark",
              "R1",
              "none",
              documents,
              0,
              documents,
              0,
              Map.of(),
              (long) documents * PAGES,
              TokenUsage.ZERO,
              List.of(),
              List.of(),
              List.of()));
    }
  }

  private static ExtractedText text(int number) {
    Random random = new Random(number);
    StringBuilder text = new StringBuilder(CHARACTERS + 20);
    List<Page> pages = new ArrayList<>();
    int start = 0;
    while (pages.size() < PAGES) {
      // Short words are frequent, as in any language.
      int word = (int) Math.min(4_999, 5_000 * Math.pow(random.nextDouble(), 4));
      text.append(Integer.toString(word * 7_919 + 11, 26))
          .append(random.nextInt(12) == 0 ? '\n' : ' ');
      if (text.length() >= (pages.size() + 1) * CHARACTERS / PAGES) {
        pages.add(new Page(pages.size() + 1, new CharSpan(start, text.length()), false));
        start = text.length();
      }
    }
    return new ExtractedText(id(number), "text/plain", text.toString(), pages);
  }

  private static DocumentRecord document(int number, ExtractedText text) {
    List<Field> fields = new ArrayList<>();
    for (int i = 0; i < FIELDS; i++) {
      if (i % 2 == 0) {
        fields.add(Field.absent("field_" + i, 0.9));
      } else {
        CharSpan span = new CharSpan(i * 450, i * 450 + 40);
        String value = span.of(text.text());
        fields.add(
            new Field(
                "field_" + i,
                value,
                new FieldValue.Text(value.strip()),
                span,
                text.pageAt(span.start()),
                0.8,
                FieldStatus.FOUND));
      }
    }
    return new DocumentRecord(
        new SourceFile(id(number), "folder/" + number + ".txt", "/in/" + number, CHARACTERS),
        "text/plain",
        PAGES,
        0,
        null,
        List.of(),
        text.text().length(),
        1,
        "contract",
        "model",
        new Summary(
            Summary.Kind.KEY_SENTENCES,
            new CharSpan(0, 200).of(text.text()),
            List.of(new CharSpan(0, 200))),
        fields,
        new TokenUsage(1, 2, 3),
        new Timings(Instant.parse("2026-11-21T02:00:00Z"), 5, 6),
        List.of());
  }

  private static DocumentId id(int number) {
    return new DocumentId(String.format("%016x", number + 1) + "0".repeat(48));
  }

  private static long size(Path path) throws IOException {
    try (Stream<Path> files = Files.walk(path)) {
      long sum = 0;
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        sum += Files.size(file);
      }
      return sum;
    }
  }

  /** Forgets how much was used before. */
  private static void collect() {
    System.gc();
    ManagementFactory.getMemoryPoolMXBeans().forEach(MemoryPoolMXBean::resetPeakUsage);
  }

  private static long peak() {
    return ManagementFactory.getMemoryPoolMXBeans().stream()
        .filter(pool -> pool.getType() == MemoryType.HEAP)
        .mapToLong(pool -> pool.getPeakUsage().getUsed())
        .sum();
  }
}
