package dev.cartulary.beam;

import dev.cartulary.accounting.DocumentMeter;
import dev.cartulary.accounting.EnergyMeter;
import dev.cartulary.chunk.Chunker;
import dev.cartulary.document.SourceFile;
import dev.cartulary.ledger.CompletionKey;
import dev.cartulary.ledger.Ledger;
import dev.cartulary.merge.Merger;
import dev.cartulary.privacy.PrivacyGate;
import dev.cartulary.prompt.RequestBuilder;
import dev.cartulary.reading.AnewCompletions;
import dev.cartulary.reading.AnewDocuments;
import dev.cartulary.reading.CompletionStore;
import dev.cartulary.reading.DocumentReader;
import dev.cartulary.reading.DocumentStore;
import dev.cartulary.reading.DocumentTree;
import dev.cartulary.reading.DurableModel;
import dev.cartulary.reading.FailureStore;
import dev.cartulary.reading.Questioner;
import dev.cartulary.reading.RetriedTexts;
import dev.cartulary.reading.SecondOpinion;
import dev.cartulary.reading.TextSource;
import dev.cartulary.reading.TimedText;
import dev.cartulary.reading.UnkeptCompletions;
import dev.cartulary.schedule.EngineStatistics;
import dev.cartulary.schedule.LanguageModel;
import dev.cartulary.schedule.ModelDescription;
import dev.cartulary.tika.Extracted;
import dev.cartulary.tika.ForkedExtractor;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * What the workers of one process share who read documents for a job: the job's books, the model,
 * the parser processes.
 *
 * <p>One instance a job and process, as {@link Shared} has it.
 */
final class WorkerServices implements Shared.Part {
  private static final Logger LOG = Logger.getLogger(WorkerServices.class.getName());

  private static final Shared<WorkerServices> OPEN = new Shared<>();

  private final JobPlan plan;
  private final Deque<AutoCloseable> resources = new ArrayDeque<>();
  private final ForkedExtractor extractor;
  private final JobBooks books;
  private final LanguageModel model;
  private final DocumentTree tree;
  private final FileSizing sizing;
  private volatile @Nullable LanguageModel large;
  private EngineStatistics told = EngineStatistics.NONE;

  private WorkerServices(JobPlan plan) {
    this.plan = plan;
    Ledger.requireFree(plan.ledger());
    CompletableFuture<JobBooks.Means> means = new CompletableFuture<>();
    try {
      extractor =
          opened(new ForkedExtractor(plan.limits())); // first, for it starts beside the rest
      CompletableFuture<JobBooks> opening = opening(() -> JobBooks.acquire(plan, means::join));
      model = opened(plan.model().open());
      means.complete(new JobBooks.Means(model.description(), extractor.ocrUnavailable().isEmpty()));
      books = joined(opening);
      String fingerprint = books.model().fingerprint();
      DurableModel durable =
          new DurableModel(
              model,
              completions(plan, books.ledger()),
              request -> CompletionKey.of(fingerprint, request));
      EnergyMeter meter = opened(EnergyMeter.start(plan.rates().hardware()));
      DocumentStore documents =
          plan.selection().anew() ? new AnewDocuments(books.documents()) : books.documents();
      Chunker chunker =
          new Chunker(books.chunkTokens(), JobBooks.OVERLAP_TOKENS, model::tokenSpans);
      RequestBuilder questions =
          new RequestBuilder(plan.type(), books.model().instruct(), plan.model().presence());
      Duration patience = Duration.ofSeconds(plan.limits().documentSeconds());
      DocumentReader reader =
          new DocumentReader(
              new Questioner(chunker, questions, durable, patience),
              second(plan, completions(plan, books.ledger()), patience),
              new Merger(
                  plan.type(),
                  plan.reviewThreshold(),
                  books.model().calibration(),
                  plan.model().presence().of(books.model().instruct())),
              new DocumentReader.Origin(plan.type().name(), fingerprint),
              new DocumentMeter(
                  plan.rates().hardware(),
                  plan.rates().electricity(),
                  plan.limits().processes(),
                  plan.tokenRatios(),
                  meter),
              documents,
              books.clock(),
              new PrivacyGate(plan.privacy(), plan.type(), books.keys()),
              patience);
      TextSource texts =
          new RetriedTexts(timed(extractor, new Semaphore(plan.limits().processes())));
      sizing = new FileSizing(texts, chunker, questions, patience);
      tree =
          new DocumentTree(
              texts,
              reader,
              documents,
              plan.selection().trustsFailures()
                  ? books.ledger().failures().standing(books.work(), books.circumstances())
                  : FailureStore.NONE,
              pool(plan),
              (long) plan.limits().unpackedMib() << 20);
      LOG.log(Level.INFO, "this process has the model {0} for its documents", books.model().name());
    } catch (RuntimeException e) {
      means.completeExceptionally(e);
      close();
      throw e;
    }
  }

  /** Opens nothing before it is needed. */
  private @Nullable SecondOpinion second(
      JobPlan job, CompletionStore completions, Duration patience) {
    RoutingPlan routing = job.routing();
    ModelDescription about = books.large();
    ModelChoice choice = routing == null ? null : routing.large();
    if (routing == null || about == null || choice == null) {
      return null;
    }
    return new SecondOpinion(
        routing.rules(),
        about.calibration(),
        choice.presence().of(about.instruct()),
        () -> {
          LOG.log(Level.INFO, "the model {0} is loaded for hard cases", about.name());
          LanguageModel opened = openedLate(choice.open());
          large = opened;
          return new Questioner(
              new Chunker(about.chunkTokens(), JobBooks.OVERLAP_TOKENS, opened::tokenSpans),
              new RequestBuilder(job.type(), about.instruct(), choice.presence()),
              new DurableModel(
                  opened, completions, request -> CompletionKey.of(about.fingerprint(), request)),
              patience);
        });
  }

  private synchronized <T extends AutoCloseable> T openedLate(T resource) {
    return opened(resource);
  }

  static WorkerServices acquire(JobPlan plan) {
    return OPEN.acquire(plan, () -> new WorkerServices(plan));
  }

  @Override
  public void release() {
    OPEN.release(plan);
  }

  @Override
  public void settle() {
    books.settle();
  }

  JobBooks books() {
    return books;
  }

  private <T extends AutoCloseable> T opened(T resource) {
    resources.push(resource);
    return resource;
  }

  /** Begins to open in the background; released like the others, also when nobody waited for it. */
  private CompletableFuture<JobBooks> opening(Supplier<JobBooks> opener) {
    CompletableFuture<JobBooks> future = CompletableFuture.supplyAsync(opener);
    resources.push(
        () -> {
          JobBooks opened = future.exceptionally(failed -> null).join();
          if (opened != null) {
            opened.release();
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
  @Override
  public void close() {
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

  ForkedExtractor extractor() {
    return extractor;
  }

  FileSizing sizing() {
    return sizing;
  }

  /** Waits for the model's weights; throws what kept them from being loaded. */
  void awaitModel() {
    model.awaitLoaded();
  }

  /** Of all models that were loaded. */
  EngineStatistics statistics() {
    LanguageModel other = large;
    EngineStatistics own = model.statistics();
    return other == null ? own : own.then(other.statistics());
  }

  /** What the engine has done since this was asked for the last time. */
  synchronized EngineStatistics newStatistics() {
    EngineStatistics now = statistics();
    EngineStatistics more = now.minus(told);
    told = now;
    return more;
  }
}
