package dev.cartulary.beam;

import dev.cartulary.schedule.EngineStatistics;
import dev.cartulary.tika.ForkedExtractor;
import dev.cartulary.tika.ParserLimits;
import java.io.IOException;
import org.apache.beam.sdk.PipelineResult;
import org.jspecify.annotations.Nullable;

/** Those who read the documents of a run, as the process sees them that started it. */
sealed interface Workers {
  /** The job's books, which are open in this process in any case. */
  JobBooks books();

  /** Waits until documents can be read; throws what keeps them from it for good. */
  void awaitModel();

  /** What has been counted when all steps of {@code run} are done. */
  RunCounters counters(PipelineResult result, String run) throws InterruptedException;

  /** What the engines have done in the run that {@code counters} are of. */
  EngineStatistics statistics(RunCounters counters);

  /** What the work waits for, in a sentence; null while it goes on. */
  @Nullable String waitsFor();

  /** Nothing more is to be begun. */
  void stop(PipelineResult result);

  boolean isStopping();

  /** How long to wait between two looks at a run. */
  long watchMillis();

  /** Parser processes of this machine. */
  ForkedExtractor extractor();

  void release();

  /** Threads of this process. */
  record Here(WorkerServices services) implements Workers {
    @Override
    public JobBooks books() {
      return services.books();
    }

    @Override
    public void awaitModel() {
      services.awaitModel();
    }

    @Override
    public RunCounters counters(PipelineResult result, String run) {
      return RunCounters.of(result);
    }

    @Override
    public EngineStatistics statistics(RunCounters counters) {
      return services.statistics();
    }

    @Override
    public @Nullable String waitsFor() {
      return books().waitsFor();
    }

    /** What is in work comes to its end. */
    @Override
    public void stop(PipelineResult result) {
      books().stop();
    }

    @Override
    public boolean isStopping() {
      return books().isStopping();
    }

    @Override
    public long watchMillis() {
      return 100;
    }

    @Override
    public ForkedExtractor extractor() {
      return services.extractor();
    }

    @Override
    public void release() {
      services.release();
    }
  }

  /**
   * Processes of a cluster. Each loads the model when it begins, and counts what its engine does; a
   * process that is lost takes its counts with it.
   */
  final class Elsewhere implements Workers {
    /** Flink keeps what it tells for three seconds, unless it is told otherwise. */
    private static final int MOST_LOOKS = 60;

    private final JobBooks books;
    private final ParserLimits limits;
    private @Nullable ForkedExtractor extractor;
    private volatile boolean stopping;

    Elsewhere(JobBooks books, ParserLimits limits) {
      this.books = books;
      this.limits = limits;
    }

    @Override
    public JobBooks books() {
      return books;
    }

    @Override
    public void awaitModel() {
      // It is loaded where it is used.
    }

    /** What the cluster tells may be some seconds old: the ledger knows how much it must be. */
    @Override
    public RunCounters counters(PipelineResult result, String run) throws InterruptedException {
      long delivered = books.runs().delivered(run);
      RunCounters counters = RunCounters.of(result);
      for (int i = 0; i < MOST_LOOKS && counters.files() < delivered && !stopping; i++) {
        Thread.sleep(watchMillis());
        counters = RunCounters.of(result);
      }
      return counters;
    }

    @Override
    public EngineStatistics statistics(RunCounters counters) {
      return counters.engines();
    }

    @Override
    public @Nullable String waitsFor() {
      return books.waitsFor();
    }

    /** What is in work is given up: answers of the model and finished documents are kept. */
    @Override
    public void stop(PipelineResult result) {
      if (stopping) {
        return;
      }
      stopping = true;
      try {
        result.cancel();
      } catch (IOException | RuntimeException e) {
        // The cluster does not answer; it is asked again at the next look.
        stopping = false;
      }
    }

    @Override
    public boolean isStopping() {
      return stopping;
    }

    @Override
    public long watchMillis() {
      return 1_000;
    }

    /** Started when they are first asked for. */
    @Override
    public synchronized ForkedExtractor extractor() {
      if (extractor == null) {
        extractor = new ForkedExtractor(limits);
      }
      return extractor;
    }

    @Override
    public void release() {
      synchronized (this) {
        if (extractor != null) {
          extractor.close();
        }
      }
      books.release();
    }
  }
}
