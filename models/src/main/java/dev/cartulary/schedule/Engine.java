package dev.cartulary.schedule;

import dev.cartulary.completion.TokenUsage;
import dev.cartulary.decoder.ForwardPass;
import dev.cartulary.decoder.Logits;
import dev.cartulary.decoder.Segment;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/*
 * One thread owns the forward pass and everything about requests in flight: schedule (drop what was
 * cancelled, take what the queue gives, choose rows), step, deliver. Callers touch the queue only. A
 * request is admitted with the memory that it may need at most, so that one in flight never waits
 * for memory and the oldest always ends.
 *
 * Rows: every request that answers takes part in every step, for one row a branch costs little beside
 * the weights that a step reads anyway. The rest of the step's rows goes to prefixes and questions,
 * the oldest request first.
 */

/**
 * A lane: the thread that runs requests through a forward pass, all in flight sharing each step.
 */
final class Engine {
  /** The part of a step that prefixes get at least, however many branches answer. */
  private static final int PREFILL_SHARE = 4;

  /** Tokens from which a copy is cheaper than the computing. */
  private static final int LEAST_COPIED = 8;

  private final RequestQueue queue;
  private final int lane;
  private final int lanes;
  private final int rowsPerStep;
  private final CompletableFuture<ForwardPass> opened = new CompletableFuture<>();
  private final Thread thread;

  private final List<RequestRun> active = new ArrayList<>(); // of the engine's thread

  // Of the engine's thread: ended, but its prefix is there for those that begin alike.
  private @Nullable RequestRun latest;
  private volatile EngineStatistics statistics = EngineStatistics.NONE;

  private Engine(
      Supplier<? extends ForwardPass> forward,
      RequestQueue queue,
      int lane,
      int lanes,
      int rowsPerStep) {
    this.queue = queue;
    this.lane = lane;
    this.lanes = lanes;
    this.rowsPerStep = rowsPerStep;
    this.thread = new Thread(() -> run(forward), "cartulary-engine-" + (lane + 1));
    thread.setDaemon(true);
  }

  /**
   * Starts the threads, each of which opens a forward pass first.
   *
   * @param forward called on each lane's thread, which closes what it gives
   */
  static List<Engine> start(
      Supplier<? extends ForwardPass> forward, int lanes, RequestQueue queue, int rowsPerStep) {
    List<Engine> engines =
        IntStream.range(0, lanes)
            .mapToObj(lane -> new Engine(forward, queue, lane, lanes, rowsPerStep))
            .toList();
    engines.forEach(engine -> engine.thread.start());
    return engines;
  }

  /**
   * The forward pass, when it is open; other threads than the engine's may ask it for sizes only.
   * Throws what its opening threw.
   */
  ForwardPass forward() {
    try {
      return opened.join();
    } catch (CompletionException failed) {
      if (failed.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      if (failed.getCause() instanceof Error cause) {
        throw cause;
      }
      throw failed;
    }
  }

  EngineStatistics statistics() {
    return statistics;
  }

  /** Waits for the end of the thread, which comes after the end of the queue. */
  void awaitEnd() {
    boolean interrupted = false;
    while (true) {
      try {
        thread.join();
        break;
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void run(Supplier<? extends ForwardPass> opener) {
    EngineException end = new EngineException("the model was closed");
    long start = System.nanoTime();
    try (ForwardPass forward = opener.get()) {
      statistics = EngineStatistics.loaded(System.nanoTime() - start);
      opened.complete(forward);
      while (true) {
        admit(forward);
        step(forward);
      }
    } catch (EngineException e) {
      opened.completeExceptionally(e);
      end = e;
    } catch (RuntimeException e) {
      end = ended(e);
    } catch (Error e) {
      end = ended(e);
      throw e;
    } finally {
      stop(end);
    }
  }

  private EngineException ended(Throwable cause) {
    opened.completeExceptionally(cause);
    return new EngineException("the engine stopped: " + cause.getClass().getSimpleName(), cause);
  }

  private void stop(EngineException reason) {
    queue.end(reason);
    List<RequestRun> left = List.copyOf(active);
    active.clear();
    left.forEach(run -> run.fail(reason));
  }

  /** Drops what was cancelled and waits for work; an exception of the queue is the end. */
  private void admit(ForwardPass forward) {
    for (RequestRun run : List.copyOf(active)) {
      if (run.future().isDone()) {
        release(run, forward);
      }
    }
    long kept = latest == null ? 0 : forward.cacheBytes(latest.keptTokens());
    active.addAll(queue.take(lane, active, kept, run -> forward.cacheBytes(run.cacheTokens())));
    // What is kept of an ended request makes nobody wait.
    if (latest != null && queue.wantsRoom()) {
      forward.close(latest.id());
      latest = null;
    }
  }

  private void retire(RequestRun run, ForwardPass forward) {
    if (latest != null) {
      forward.close(latest.id());
      latest = null;
    }
    forward.keep(run.id(), List.of());
    latest = run;
  }

  private void step(ForwardPass forward) {
    long start = System.nanoTime();
    List<Feed> feeds = schedule(forward);
    if (feeds.isEmpty()) {
      return;
    }
    Logits logits;
    try {
      List<Segment> segments = feeds.stream().map(Feed::segment).toList();
      logits = forward.step(segments);
    } catch (RuntimeException e) {
      EngineException failure =
          new EngineException("the model failed in a step of " + feeds.size() + " requests", e);
      feeds.forEach(feed -> drop(feed.run(), failure, forward));
      return;
    }
    List<TokenUsage> usages = advance(feeds, logits, forward);
    share(feeds, usages, (System.nanoTime() - start) / lanes);
    for (Feed feed : feeds) {
      RequestRun run = feed.run();
      if (run.isFinished() && active.remove(run)) {
        var unused = run.future().completeAsync(run::completion);
      }
    }
  }

  /**
   * Takes what a request has in common with one in flight or the one that ended last, as an
   * instruction before every text or all of a text that is asked about again, from there.
   */
  private boolean begin(RequestRun run, ForwardPass forward) {
    int piece = forward.pieceTokens();
    try {
      Stream.concat(active.stream(), Stream.ofNullable(latest))
          .filter(other -> forward.sharesPositions(run.sequenceTokens(), other.sequenceTokens()))
          .max(Comparator.comparingInt(other -> other.sharedWith(run, piece)))
          .filter(other -> other.sharedWith(run, piece) >= LEAST_COPIED)
          .ifPresent(other -> run.copy(other, other.sharedWith(run, piece), forward));
      return true;
    } catch (RuntimeException e) {
      drop(run, new EngineException("the model failed to begin a request", e), forward);
      return false;
    }
  }

  /** The rows of the next step: all that answer, then prefixes in the order of arrival. */
  private List<Feed> schedule(ForwardPass forward) {
    List<Feed> feeds = new ArrayList<>();
    long answering =
        active.stream()
            .filter(RequestRun::isAnswering)
            .mapToLong(RequestRun::presentBranches)
            .sum();
    long left = Math.max(rowsPerStep - answering, Math.max(1, rowsPerStep / PREFILL_SHARE));
    int piece = forward.pieceTokens();
    for (RequestRun run : List.copyOf(active)) {
      // What is left is too small for a whole piece: the prefix waits for the next step.
      boolean waits = !run.isAnswering() && !run.fits(left, piece) && !feeds.isEmpty();
      if (waits || (run.isNew() && left > 0 && !begin(run, forward))) {
        continue;
      }
      if (run.isAnswering()) {
        int branches = run.presentBranches();
        Feed feed = run.feed((int) (left + branches), piece);
        feeds.add(feed);
        left = Math.max(0, left - (feed.rows() - branches));
      } else if (left > 0) {
        Feed feed = run.feed((int) left, piece);
        feeds.add(feed);
        left -= feed.rows();
      }
    }
    return feeds;
  }

  /** Lets each request go on; gives the usage of each feed. */
  private List<TokenUsage> advance(List<Feed> feeds, Logits logits, ForwardPass forward) {
    List<TokenUsage> usages = new ArrayList<>();
    int row = 0;
    for (Feed feed : feeds) {
      TokenUsage usage = feed.usage();
      if (feed.segment() instanceof Segment.Branches branches) {
        try {
          usage = usage.plus(feed.run().advance(logits, row, forward));
          if (feed.run().isFinished()) {
            retire(feed.run(), forward);
          }
        } catch (RuntimeException e) {
          drop(feed.run(), new EngineException("the model failed in a request", e), forward);
        }
        row += branches.tokens().size();
      }
      usages.add(usage);
    }
    return usages;
  }

  /**
   * Shares the step's time out by rows, so that the shares add up to it. A lane has a part of the
   * machine, and its time counts as that part.
   */
  private void share(List<Feed> feeds, List<TokenUsage> usages, long nanos) {
    long rows = feeds.stream().mapToLong(Feed::rows).sum();
    long before = 0;
    long shared = 0;
    long prefill = 0;
    TokenUsage usage = statistics.usage();
    for (int i = 0; i < feeds.size(); i++) {
      Feed feed = feeds.get(i);
      before += feed.rows();
      long share = (long) ((double) nanos * before / rows) - shared;
      shared += share;
      prefill += share * feed.prefillRows() / feed.rows();
      feed.run().spend(usages.get(i), share);
      usage = usage.plus(usages.get(i));
    }
    EngineStatistics was = statistics;
    statistics =
        new EngineStatistics(
            usage,
            was.loadNanos(),
            was.prefillNanos() + prefill,
            was.decodeNanos() + nanos - prefill,
            was.steps() + 1);
  }

  private void drop(RequestRun run, EngineException reason, ForwardPass forward) {
    try {
      release(run, forward);
    } catch (RuntimeException e) {
      reason.addSuppressed(e);
    }
    run.fail(reason);
  }

  private void release(RequestRun run, ForwardPass forward) {
    active.remove(run);
    forward.close(run.id());
  }
}
