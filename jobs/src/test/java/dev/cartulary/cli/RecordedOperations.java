package dev.cartulary.cli;

import dev.cartulary.accounting.CostLines;
import dev.cartulary.accounting.CostTotal;
import dev.cartulary.accounting.Electricity;
import dev.cartulary.accounting.PriceBook;
import dev.cartulary.accounting.Rates;
import dev.cartulary.accounting.Savings;
import dev.cartulary.accounting.ThisMachine;
import dev.cartulary.accounting.WorkDone;
import dev.cartulary.audit.AuditHead;
import dev.cartulary.audit.AuditVerdict;
import dev.cartulary.audit.KeptHead;
import dev.cartulary.beam.EstimateRun;
import dev.cartulary.beam.RunListener;
import dev.cartulary.beam.RunReport;
import dev.cartulary.beam.Selection;
import dev.cartulary.calibration.Calibration;
import dev.cartulary.completion.TokenUsage;
import dev.cartulary.config.Books;
import dev.cartulary.config.Job;
import dev.cartulary.cost.CloudPrice;
import dev.cartulary.cost.CostLine;
import dev.cartulary.courier.Courier;
import dev.cartulary.courier.Outbox;
import dev.cartulary.desk.ReviewServer;
import dev.cartulary.document.DocumentId;
import dev.cartulary.estimate.Effort;
import dev.cartulary.estimate.Estimate;
import dev.cartulary.estimate.Estimated;
import dev.cartulary.export.Export;
import dev.cartulary.outcome.FailureReason;
import dev.cartulary.parquet.OpenedValues.OpenedValue;
import dev.cartulary.parquet.StoredRun;
import dev.cartulary.reading.Changes;
import dev.cartulary.retention.Choice;
import dev.cartulary.retention.PurgeReport;
import dev.cartulary.schedule.ModelDescription;
import dev.cartulary.status.FailureList;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Notes what is asked of it and answers with fixed figures. */
final class RecordedOperations implements Operations {
  static final AuditHead HEAD = new AuditHead(17, "ab".repeat(32));

  final List<Job> jobs = new ArrayList<>();
  final List<Books> books = new ArrayList<>();
  final List<CloudPrice> prices = new ArrayList<>();
  final List<Supposition> suppositions = new ArrayList<>();
  Map<FailureReason, Long> failures = Map.of();
  long recalled = 1;
  TokenUsage usage = new TokenUsage(100_000, 2_000, 300);
  Optional<Savings> savings = Optional.of(comparison());
  Optional<FailureList> failed = Optional.empty();
  final List<Selection> selections = new ArrayList<>();
  @Nullable RuntimeException fault;
  final List<String> read = new ArrayList<>();
  final List<String> purges = new ArrayList<>();
  final List<Export> exports = new ArrayList<>();
  List<String> reviewers = List.of();
  @Nullable Path labels;
  ReviewServer.@Nullable Ending reviewEnding = ReviewServer.Ending.LEFT;
  long left;
  final List<String> changes = new ArrayList<>();
  Courier.Sent sent = new Courier.Sent(0, 0, 0, 0, null);
  @Nullable KeptHead kept;
  AuditVerdict verdict = new AuditVerdict(17, HEAD, List.of());

  @Override
  public RunReport run(Job job, Selection selection, Duration patience, RunListener listener) {
    if (fault != null) {
      throw fault;
    }
    jobs.add(job);
    selections.add(selection);
    listener.started(3);
    listener.progressed(new RunListener.Done(3, 0), 0);
    return new RunReport(
        "R1",
        new ModelDescription(
            "embedded",
            "f",
            "llama",
            6_032_640,
            "int8",
            "cpu",
            false,
            2_048,
            256,
            Calibration.NONE),
        3 + (int) failures.values().stream().mapToLong(Long::longValue).sum(),
        0,
        3,
        recalled,
        failures,
        34,
        90_000,
        12,
        1_200,
        7,
        1,
        usage,
        125_000_000_000L,
        1_500_000_000L,
        31_000_000_000L,
        90_000_000_000L,
        20_000_000_000L,
        comparison(),
        job.output().resolve("latest"),
        HEAD,
        new Changes(0, 3, 0, 0, 0, 0, 0, 0),
        0,
        Map.of());
  }

  @Override
  public Optional<FailureList> failures(Books asked, @Nullable String run) {
    books.add(asked);
    return failed;
  }

  @Override
  public EstimateRun.Result estimate(Job asked, Effort effort, RunListener listener) {
    jobs.add(asked);
    Savings whole = comparison();
    Estimated tokens = new Estimated(102_000, 1_000, 100_000, 104_000);
    return new EstimateRun.Result(
        new Estimate(
            90,
            effort.files(),
            effort.seconds(),
            effort.seed(),
            whole.work(),
            tokens,
            tokens,
            tokens,
            tokens,
            tokens,
            List.of()),
        whole);
  }

  @Override
  public Optional<Savings> savings(Books asked, Supposition supposition) {
    books.add(asked);
    suppositions.add(supposition);
    return savings;
  }

  @Override
  public PriceBook prices(Books asked) {
    return new PriceBook(prices);
  }

  @Override
  public PriceBook.Change importPrices(Books asked, List<CloudPrice> added) {
    PriceBook.Change change = prices(asked).change(added);
    prices.addAll(change.added());
    return change;
  }

  @Override
  public void noteReading(Job job, String command, Path folder) {
    read.add(command + " " + folder.getFileName());
  }

  @Override
  public StoredRun stored(Job job, Path folder) {
    return StoredRun.read(folder);
  }

  @Override
  public void readValues(Books asked, Consumer<OpenedValue> to) {
    DocumentId document = new DocumentId("ab".repeat(32));
    to.accept(new OpenedValue("a.txt", document, "mrn", "7 \"A\"", "7A", "found"));
    to.accept(new OpenedValue("a.txt", document, "age", "45", "45", "found"));
  }

  @Override
  public Export.Counts export(Books asked, Path folder, Export export) {
    exports.add(export);
    return new Export.Counts(1_200, 3);
  }

  @Override
  public Explanation explain(Job job, String document, String field) {
    throw new UnsupportedOperationException("no tables are there");
  }

  @Override
  public ReviewSession.Result review(
      Job asked, List<String> reviewers, int port, ReviewSession.Listener listener) {
    this.reviewers = reviewers;
    return new ReviewSession.Result(3, 4, reviewEnding);
  }

  @Override
  public Outbox escalations(Job asked, boolean shown) {
    throw new AssertionError("nothing is escalated here");
  }

  @Override
  public int changeEscalations(Job asked, List<String> ids, String by, boolean allow) {
    changes.add((allow ? "approve " : "withdraw ") + ids + " " + by);
    return 2;
  }

  @Override
  public Courier.Sent sendEscalations(
      Job asked, Map<String, String> environment, Courier.Watcher watcher) {
    return sent;
  }

  @Override
  public int exportLabels(Job asked, Path to) {
    labels = to;
    return 2;
  }

  @Override
  public AuditVerdict verifyAudit(Books asked, @Nullable KeptHead kept) {
    this.kept = kept;
    return verdict;
  }

  @Override
  public void exportAudit(Books asked, Consumer<String> to) {
    to.accept("{\"sequence\":1}");
    to.accept("{\"sequence\":2}");
  }

  @Override
  public PurgeReport purge(Books asked, Choice choice, boolean forgotten, boolean dryRun) {
    purges.add(choice + (forgotten ? " forgotten" : "") + (dryRun ? " dry" : ""));
    return new PurgeReport(
        2,
        List.of(asked.output()),
        List.of(Path.of("/mnt/other")),
        new TreeMap<>(Map.of("ledger_document", 2L, "tables_fields", 40L, "tables_costs", 0L)),
        new TreeMap<>(Map.of("ledger_document", dryRun ? 2L : left)),
        dryRun ? null : HEAD);
  }

  /** Two local costs, and two clouds of which one is cheaper. */
  static Savings comparison() {
    return Savings.of(
        new WorkDone(3, 34, 90_000, new TokenUsage(100_000, 2_000, 300)),
        CostTotal.of(
            List.of(
                line(CostLine.Kind.LOCAL, "this-machine", CostLines.ENERGY, "0.0023"),
                line(CostLine.Kind.LOCAL, "this-machine", CostLines.HARDWARE, "0.01"),
                line(CostLine.Kind.CLOUD, "Lavish", "large", "36.9"),
                line(CostLine.Kind.CLOUD, "Thrift", "small", "0.001"))),
        Rates.of(ThisMachine.profile(), Electricity.COMMON),
        new PriceBook(List.of()),
        LocalDate.of(2026, 11, 21));
  }

  private static CostLine line(CostLine.Kind kind, String provider, String item, String amount) {
    boolean local = kind == CostLine.Kind.LOCAL;
    return new CostLine(
        kind,
        provider,
        item,
        BigDecimal.ONE,
        "unit",
        new BigDecimal(amount),
        "USD",
        local,
        local ? null : LocalDate.of(2026, 8, 1),
        !local);
  }
}
