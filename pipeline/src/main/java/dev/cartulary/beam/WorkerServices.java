package dev.cartulary.beam;

import static java.util.Objects.requireNonNull;

import dev.cartulary.accounting.CostTotal;
import dev.cartulary.accounting.DocumentMeter;
import dev.cartulary.accounting.EnergyMeter;
import dev.cartulary.accounting.Savings;
import dev.cartulary.accounting.WorkDone;
import dev.cartulary.audit.AuditEvent;
import dev.cartulary.chunk.Chunker;
import dev.cartulary.document.SourceFile;
import dev.cartulary.keys.Encryption;
import dev.cartulary.keys.KeyName;
import dev.cartulary.keys.KeyRing;
import dev.cartulary.ledger.AuditTrail;
import dev.cartulary.ledger.CompletionKey;
import dev.cartulary.ledger.Ledger;
import dev.cartulary.ledger.LedgerHold;
import dev.cartulary.ledger.RunTable;
import dev.cartulary.merge.Merger;
import dev.cartulary.parquet.TableCipher;
import dev.cartulary.privacy.PrivacyGate;
import dev.cartulary.prompt.RequestBuilder;
import dev.cartulary.reading.AnewCompletions;
import dev.cartulary.reading.AnewDocuments;
import dev.cartulary.reading.CompletionStore;
import dev.cartulary.reading.CostedDocument;
import dev.cartulary.reading.Delivery;
import dev.cartulary.reading.DocumentReader;
import dev.cartulary.reading.DocumentStore;
import dev.cartulary.reading.DocumentTree;
import dev.cartulary.reading.DurableModel;
import dev.cartulary.reading.FailureStore;
import dev.cartulary.reading.RetriedTexts;
import dev.cartulary.reading.TextSource;
import dev.cartulary.reading.TimedText;
import dev.cartulary.reading.UnkeptCompletions;
import dev.cartulary.reading.UnkeptTexts;
import dev.cartulary.schedule.EngineStatistics;
import dev.cartulary.schedule.LanguageModel;
import dev.cartulary.schedule.ModelDescription;
import dev.cartulary.tika.Extracted;
import dev.cartulary.tika.ForkedExtractor;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What the workers of one process share for a job: the ledger, the model, the parser processes.
 *
 * <p>One instance a job and process, made when it is first acquired and closed when it is last
 * released.
 */
final class WorkerServices {
  private static final Map<JobPlan, WorkerServices> OPEN = new HashMap<>();

  /** Text that neighbouring chunks share, so that a value on a border is whole in one of them. */
  private static final int OVERLAP_TOKENS = 32;

  private final JobPlan plan;
  private final Clock clock = Clock.systemUTC();
  private final Deque<AutoCloseable> resources = new ArrayDeque<>();
  private final ForkedExtractor extractor;
  private final Ledger ledger;
  private final @Nullable TableCipher cipher;
  private final LanguageModel model;
  private final Map<String, DocumentStore> stores = new ConcurrentHashMap<>();
  private final DocumentTree tree;
  private final FileSizing sizing;
  private final String work;
  private final String circumstances;
  private volatile boolean stopping;
  private int holders;

  private WorkerServices(JobPlan plan) {
    this.plan = plan;
    Ledger.requireFree(plan.ledger());
    try {
      extractor =
          opened(new ForkedExtractor(plan.limits())); // first, for it starts beside the rest
      KeyRing keys = keys(plan);
      cipher =
          keys == null ? null : new TableCipher(keys, requireNonNull(plan.encryption()).columns());
      CompletableFuture<Ledger> opening = opening(() -> Ledger.open(plan.ledger(), clock, keys));
      model = opened(plan.model().open());
      ledger = joined(opening);
      String fingerprint = model.description().fingerprint();
      DurableModel durable =
          opened(
              new DurableModel(
                  model,
                  completions(plan, ledger),
                  request -> CompletionKey.of(fingerprint, request)));
      Integer wanted = plan.chunkTokens();
      int chunkTokens = wanted == null ? model.description().chunkTokens() : wanted;
      work =
          WorkFingerprint.of(
              plan, fingerprint, model.description().calibration(), chunkTokens, OVERLAP_TOKENS);
      circumstances = WorkFingerprint.circumstances(plan, extractor.ocrUnavailable().isEmpty());
      EnergyMeter meter = opened(EnergyMeter.start(plan.hardware()));
      DocumentStore documents =
          plan.selection().anew() ? new AnewDocuments(documents()) : documents();
      Chunker chunker = new Chunker(chunkTokens, OVERLAP_TOKENS, model::tokenSpans);
      RequestBuilder questions = new RequestBuilder(plan.type(), model.description().instruct());
      DocumentReader reader =
          new DocumentReader(
              chunker,
              questions,
              durable,
              new Merger(plan.type(), plan.reviewThreshold(), model.description().calibration()),
              new DocumentReader.Origin(plan.type().name(), fingerprint),
              new DocumentMeter(
                  plan.hardware(),
                  plan.electricity(),
                  plan.limits().processes(),
                  plan.tokenRatios(),
                  meter),
              documents,
              clock,
              new PrivacyGate(plan.privacy(), plan.type(), keys));
      TextSource texts =
          new RetriedTexts(timed(extractor, new Semaphore(plan.limits().processes())));
      sizing = new FileSizing(texts, chunker, questions);
      tree =
          new DocumentTree(
              texts,
              reader,
              documents,
              plan.selection().trustsFailures()
                  ? ledger.failures().standing(work, circumstances)
                  : FailureStore.NONE,
              pool(plan),
              (long) plan.limits().unpackedMib() << 20);
    } catch (RuntimeException e) {
      close();
      throw e;
    }
  }

  ModelDescription model() {
    return model.description();
  }

  static WorkerServices acquire(JobPlan plan) {
    synchronized (OPEN) {
      WorkerServices services = OPEN.get(plan);
      if (services == null) {
        services = new WorkerServices(plan);
        OPEN.put(plan, services);
      }
      services.holders++;
      return services;
    }
  }

  void release() {
    synchronized (OPEN) {
      holders--;
      if (holders == 0) {
        OPEN.remove(plan);
        close();
      }
    }
  }

  private <T extends AutoCloseable> T opened(T resource) {
    resources.push(resource);
    return resource;
  }

  /** Begins to open in the background; closed like the others, also when nobody waited for it. */
  private <T extends AutoCloseable> CompletableFuture<T> opening(Supplier<T> opener) {
    CompletableFuture<T> future = CompletableFuture.supplyAsync(opener);
    resources.push(
        () -> {
          T resource = future.exceptionally(failed -> null).join();
          if (resource != null) {
            resource.close();
          }
        });
    return future;
  }

  private static <T> T joined(CompletableFuture<T> future) {
    try {
      return future.join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    }
  }

  /** For the documents inside of archives and messages: as many as Beam reads at a time. */
  private ForkJoinPool pool(JobPlan plan) {
    ForkJoinPool pool = new ForkJoinPool(plan.readers());
    resources.push(pool::shutdownNow);
    return pool;
  }

  /** Closes in the reverse order of opening; the first exception is thrown when all are closed. */
  private void close() {
    RuntimeException first = null;
    for (AutoCloseable resource : resources) {
      try {
        resource.close();
      } catch (Exception e) {
        first =
            first != null
                ? first
                : e instanceof RuntimeException runtime ? runtime : new IllegalStateException(e);
      }
    }
    if (first != null) {
      throw first;
    }
  }

  /**
   * Counts the time from the moment a process is free, so that waiting for one is not taken for
   * work.
   */
  private static TextSource timed(ForkedExtractor extractor, Semaphore processes) {
    return (SourceFile file) -> {
      processes.acquire();
      try {
        long start = System.nanoTime();
        Extracted extraction = extractor.extract(file);
        return new TimedText(
            extraction.text(), extraction.parts(), System.nanoTime() - start, extraction::close);
      } finally {
        processes.release();
      }
    };
  }

  /** Answers hold what records hide: without keys, such a job keeps none. */
  private static CompletionStore completions(JobPlan plan, Ledger ledger) {
    CompletionStore store =
        plan.selection().anew() ? new AnewCompletions(ledger.completions()) : ledger.completions();
    return plan.privacy().hides() && plan.encryption() == null
        ? new UnkeptCompletions(store)
        : store;
  }

  DocumentTree tree() {
    return tree;
  }

  FileSizing sizing() {
    return sizing;
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
          DocumentStore store = ledger.documents(kind);
          return plan.keepsTexts() && !plan.privacy().hides() ? store : new UnkeptTexts(store);
        });
  }

  /** What {@code run} delivered, by names that may be written. */
  Delivery delivery(String run) {
    Delivery delivery = ledger.runs().delivery(run);
    return plan.privacy().hides() ? HiddenPaths.of(delivery) : delivery;
  }

  /** The record and the costs of what a run delivered, under the path that it has there. */
  CostedDocument delivered(Delivery.Delivered delivered) {
    return documents(delivered.work())
        .findCosted(delivered.id())
        .orElseThrow(
            () ->
                new IllegalStateException(
                    delivered.id().brief() + " was delivered but is not in the ledger"))
        .at(delivered.path(), delivered.parent());
  }

  /** What the last finished run of the job delivered, by the names of the files. */
  Optional<Delivery> last() {
    return ledger.runs().last(plan.name()).map(run -> ledger.runs().delivery(run.id()));
  }

  /** What {@code run} delivered, by the names of the files. */
  Delivery named(String run) {
    return ledger.runs().delivery(run);
  }

  /** Null where tables are not encrypted. */
  @Nullable TableCipher cipher() {
    return cipher;
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
    ModelDescription description = model.description();
    return new AuditEvent.RunStarted(
        run,
        plan.name(),
        work,
        new AuditEvent.Model(
            description.name(), description.fingerprint(), description.precision()),
        RequestBuilder.version(),
        new AuditEvent.Schema(plan.type().name(), plan.type().fingerprint()),
        plan.productVersion(),
        plan.inputFolder());
  }

  /** The kind of work, as the ledger files documents under it. */
  String work() {
    return work;
  }

  /** What the documents of {@code run} cost. */
  Savings savings(String run) {
    return savings(ledger.costs().work(run), ledger.costs().totals(run));
  }

  /** What work of so much cost, by the prices of the ledger. */
  Savings savings(WorkDone work, List<CostTotal> totals) {
    return Savings.of(
        work, totals, plan.hardware(), plan.electricity(), ledger.prices(), LocalDate.now(clock));
  }

  /** Takes the job for a run; see {@link Ledger#hold}. */
  LedgerHold hold() {
    return ledger.hold(plan.name());
  }

  /** Nothing more is to be begun. */
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

  /** Waits for the model's weights; throws what kept them from being loaded. */
  void awaitModel() {
    model.awaitLoaded();
  }

  EngineStatistics statistics() {
    return model.statistics();
  }
}
