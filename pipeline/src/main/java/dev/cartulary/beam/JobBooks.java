package dev.cartulary.beam;

import static java.util.Objects.requireNonNull;

import dev.cartulary.accounting.CostTotal;
import dev.cartulary.accounting.Savings;
import dev.cartulary.accounting.WorkDone;
import dev.cartulary.audit.AuditEvent;
import dev.cartulary.document.ExtractedText;
import dev.cartulary.keys.Encryption;
import dev.cartulary.keys.KeyName;
import dev.cartulary.keys.KeyRing;
import dev.cartulary.ledger.AuditTrail;
import dev.cartulary.ledger.Ledger;
import dev.cartulary.ledger.LedgerHold;
import dev.cartulary.ledger.RunTable;
import dev.cartulary.ocr.Tesseract;
import dev.cartulary.parquet.TableCipher;
import dev.cartulary.prompt.RequestBuilder;
import dev.cartulary.reading.CostedDocument;
import dev.cartulary.reading.Delivery;
import dev.cartulary.reading.DocumentStore;
import dev.cartulary.reading.UnkeptTexts;
import dev.cartulary.routing.Router;
import dev.cartulary.schedule.ModelDescription;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A job's ledger and keys, and the names of its work: all that a process needs that starts a run,
 * lists its files or writes its tables, and reads no document.
 *
 * <p>One instance a job and process, as {@link Shared} has it.
 */
final class JobBooks implements Shared.Part {
  /** Text that neighbouring chunks share, so that a value on a border is whole in one of them. */
  static final int OVERLAP_TOKENS = 32;

  private static final Shared<JobBooks> OPEN = new Shared<>();

  private final JobPlan plan;
  private final Clock clock;
  private final @Nullable KeyRing keys;
  private final @Nullable TableCipher cipher;
  private final Ledger ledger;
  private final ModelDescription model;
  private final @Nullable ModelDescription large;
  private final String work;
  private final String circumstances;
  private final Router router;
  private final Map<String, DocumentStore> stores = new ConcurrentHashMap<>();
  private final Map<String, Rest> rests = new ConcurrentHashMap<>();
  private volatile boolean stopping;

  /**
   * What decides what becomes of a document, besides the plan.
   *
   * @param ocr whether pictures can be read
   */
  record Means(ModelDescription model, boolean ocr) {
    /** Those of this machine, without loading the model. */
    static Means of(JobPlan plan) {
      return new Means(
          plan.model().describe(),
          Tesseract.locate(plan.limits().ocrLanguage()).missing().isEmpty());
    }
  }

  private JobBooks(JobPlan plan, Supplier<Means> means, Clock clock) {
    this.plan = plan;
    this.clock = clock;
    router = RoutingPlan.router(plan.routing(), plan.type());
    keys = keys(plan);
    cipher =
        keys == null ? null : new TableCipher(keys, requireNonNull(plan.encryption()).columns());
    ledger = Ledger.open(plan.ledger(), clock, keys);
    try {
      Means found = means.get();
      model = found.model();
      large = RoutingPlan.largeOf(plan.routing());
      work =
          WorkFingerprint.of(
              plan, model.fingerprint(), model.calibration(), chunkTokens(), OVERLAP_TOKENS, large);
      circumstances = WorkFingerprint.circumstances(plan, found.ocr());
    } catch (RuntimeException e) {
      ledger.close();
      throw e;
    }
  }

  /**
   * The books of {@code plan}.
   *
   * @param means asked for once the ledger is open, for the first who wants these books
   */
  static JobBooks acquire(JobPlan plan, Supplier<Means> means) {
    return OPEN.acquire(plan, () -> new JobBooks(plan, means, Clock.systemUTC()));
  }

  /** Likewise, for those who have no model. */
  static JobBooks acquire(JobPlan plan) {
    return acquire(plan, () -> Means.of(plan));
  }

  @Override
  public void release() {
    OPEN.release(plan);
  }

  /** With a data key for every purpose, so that a missing key is noticed before the work. */
  private static @Nullable KeyRing keys(JobPlan plan) {
    Encryption encryption = plan.encryption();
    if (encryption == null) {
      return null;
    }
    KeyRing keys = KeyRing.open(encryption.place());
    for (KeyName name : KeyName.values()) {
      keys.dataKey(name);
    }
    return keys;
  }

  @Nullable KeyRing keys() {
    return keys;
  }

  Clock clock() {
    return clock;
  }

  Ledger ledger() {
    return ledger;
  }

  ModelDescription model() {
    return model;
  }

  /** The checkpoint that is asked again; null where none is. */
  @Nullable ModelDescription large() {
    return large;
  }

  /** Longest chunk. */
  int chunkTokens() {
    Integer wanted = plan.chunkTokens();
    return wanted == null ? model.chunkTokens() : wanted;
  }

  /** Null where tables are not encrypted. */
  @Nullable TableCipher cipher() {
    return cipher;
  }

  /** The kind of work, as the ledger files documents under it. */
  String work() {
    return work;
  }

  String circumstances() {
    return circumstances;
  }

  /** Documents of the job's kind of work. */
  DocumentStore documents() {
    return documents(work);
  }

  /** Kept, because each reads the price book once. */
  private DocumentStore documents(String of) {
    return stores.computeIfAbsent(
        of,
        kind -> {
          DocumentStore store =
              plan.selection().asFound()
                  ? ledger.documentsAsFound(kind)
                  : ledger.documents(
                      kind, RoutingPlan.trust(plan.routing(), plan.reviewThreshold()));
          return plan.report().texts() && !plan.privacy().hides() ? store : new UnkeptTexts(store);
        });
  }

  /** What {@code run} delivered, by names that may be written. */
  Delivery delivery(String run) {
    Delivery delivery = ledger.runs().delivery(run);
    return plan.privacy().hides() ? HiddenPaths.of(delivery) : delivery;
  }

  /** The record and the costs of what a run delivered, under the path that it has there. */
  CostedDocument delivered(Delivery.Delivered delivered) {
    CostedDocument costed =
        documents(delivered.work())
            .findCosted(delivered.id())
            .orElseThrow(
                () ->
                    new IllegalStateException(
                        delivered.id().brief() + " was delivered but is not in the ledger"));
    return new CostedDocument(router.routed(costed.document()), costed.costs())
        .at(delivered.path(), delivered.parent());
  }

  /** Says who has the last word on fields. */
  Router router() {
    return router;
  }

  /** The text of what a run delivered; null where none is kept. */
  @Nullable ExtractedText text(Delivery.Delivered delivered) {
    return documents(delivered.work()).findText(delivered.id()).orElse(null);
  }

  /** What the last finished run of the job delivered, by the names of the files. */
  Optional<Delivery> last() {
    return ledger.runs().last(plan.name()).map(run -> ledger.runs().delivery(run.id()));
  }

  /** What {@code run} delivered, by the names of the files. */
  Delivery named(String run) {
    return ledger.runs().delivery(run);
  }

  RunTable runs() {
    return ledger.runs();
  }

  /** Notes in the ledger that {@code run} begins. */
  void start(String run) {
    ledger.runs().start(started(run), plan.outputFolder(), circumstances);
  }

  AuditTrail audit() {
    return ledger.audit();
  }

  /** What the audit trail is told of a run's beginning. */
  private AuditEvent.RunStarted started(String run) {
    return new AuditEvent.RunStarted(
        run,
        plan.name(),
        work,
        new AuditEvent.Model(model.name(), model.fingerprint(), model.precision()),
        RequestBuilder.version(),
        new AuditEvent.Schema(plan.type().name(), plan.type().fingerprint()),
        plan.productVersion(),
        plan.inputFolder());
  }

  /** What the documents of {@code run} cost. */
  Savings savings(String run) {
    return savings(ledger.costs().work(run), ledger.costs().totals(run));
  }

  /** What work of so much cost, by the prices of the ledger. */
  Savings savings(WorkDone done, List<CostTotal> totals) {
    return Savings.of(
        done,
        totals,
        plan.rates(),
        ledger.prices(),
        LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC));
  }

  /** Takes the job for a run; see {@link Ledger#hold}. */
  LedgerHold hold() {
    return ledger.hold(plan.name());
  }

  @Override
  public void settle() {
    ledger.settle();
  }

  /** Where the readers of {@code run} wait for each other, if all of it is done in this process. */
  Rest rest(String run) {
    return rests.computeIfAbsent(run, name -> new Rest());
  }

  /** Nothing more is to be begun in this process. */
  void stop() {
    stopping = true;
  }

  boolean isStopping() {
    return stopping;
  }

  /** What the work waits for, in a sentence; null while it goes on. */
  @Nullable String waitsFor() {
    Instant since = ledger.awaySince();
    return since == null
        ? null
        : "ledger "
            + plan.ledger()
            + ", which has not answered since "
            + since.truncatedTo(ChronoUnit.SECONDS);
  }

  @Override
  public void close() {
    ledger.close();
  }
}
