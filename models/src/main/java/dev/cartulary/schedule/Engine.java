package dev.cartulary.schedule;

import dev.cartulary.completion.TokenUsage;
import dev.cartulary.decoder.ForwardPass;
import dev.cartulary.decoder.Logits;
import dev.cartulary.decoder.Segment;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/*
 * One thread owns the forward pass and everything about requests in flight: schedule (drop what was
 * cancelled, admit in the order of arrival what fits the memory, choose rows), step, deliver. Callers
 * touch the queue only, under the lock. A request is admitted with the memory that it may need at
 * most, so that one in flight never waits for memory and the oldest always ends.
 *
 * Rows: every request that answers takes part in every step, for one row a branch costs little beside
 * the weights that a step reads anyway. The rest of the step's rows goes to prefixes and questions,
 * the oldest request first.
 */

/** The thread that runs requests through a forward pass, all in flight sharing each step. */
final class Engine {
  /** The part of a step that prefixes get at least, however many branches answer. */
  private static final int PREFILL_SHARE = 4;

  private final EngineLimits limits;
  private final CompletableFuture<ForwardPass> opened = new CompletableFuture<>();
  private final Thread thread;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition work = lock.newCondition();

  /** Tokens from which a copy is cheaper than the computing. */
  private static final int LEAST_COPIED = 8;

  private final Deque<RequestRun> waiting = new ArrayDeque<>(); // under lock
  private boolean closing; // under lock
  private @Nullable EngineException stopped; // under lock

  private final List<RequestRun> active = new ArrayList<>(); // of the engine's thread

  // Of the engine's thread: ended, but its prefix is there for those that begin alike.
  private @Nullable RequestRun latest;
  private volatile EngineStatistics statistics = EngineStatistics.NONE;

  private Engine(Supplier<? extends ForwardPass> forward, EngineLimits limits) {
    this.limits = limits;
    this.thread = new Thread(() -> run(forward), "cartulary-engine");
    thread.setDaemon(true);
  }

  /**
   * Starts the thread, which opens the forward pass first.
   *
   * @param forward called on the engine's thread, which closes what it gives
   */
  static Engine start(Supplier<? extends ForwardPass> forward, EngineLimits limits) {
    Engine engine = new Engine(forward, limits);
    engine.thread.start();
    return engine;
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

  void add(RequestRun run) {
    lock.lock();
    try {
      if (stopped == null && !closing) {
        waiting.add(run);
        work.signal();
        return;
      }
    } finally {
      lock.unlock();
    }
    run.future().completeExceptionally(reason());
  }

  private EngineException reason() {
    lock.lock();
    try {
      return stopped == null ? new EngineException("the model was closed") : stopped;
    } finally {
      lock.unlock();
    }
  }

  /** Stops after the step in progress and waits for the end of the thread. */
  void close() {
    lock.lock();
    try {
      closing = true;
      work.signal();
    } finally {
      lock.unlock();
    }
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
      while (admit(forward)) {
        step(forward);
      }
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
    List<RequestRun> left = new ArrayList<>(active);
    active.clear();
    lock.lock();
    try {
      stopped = reason;
      left.addAll(waiting);
      waiting.clear();
    } finally {
      lock.unlock();
    }
    left.forEach(run -> fail(run, reason));
  }

  /** Waits for work and admits what fits; false when the engine is to stop. */
  private boolean admit(ForwardPass forward) {
    for (RequestRun run : List.copyOf(active)) {
      if (run.future().isDone()) {
        release(run, forward);
      }
    }
    lock.lock();
    try {
      waiting.removeIf(run -> run.future().isDone());
      while (!closing && active.isEmpty() && waiting.isEmpty()) {
        work.awaitUninterruptibly();
      }
      long held = active.stream().mapToLong(run -> forward.cacheBytes(run.cacheTokens())).sum();
      while (!waiting.isEmpty()) {
        held += forward.cacheBytes(waiting.element().cacheTokens());
        if (held > limits.cacheBytes()) {
          break;
        }
        active.add(waiting.remove());
      }
      if (closing) {
        return false;
      }
    } finally {
      lock.unlock();
    }
    makeRoom(forward);
    return true;
  }

  /** What is kept of an ended request makes nobody wait. */
  private void makeRoom(ForwardPass forward) {
    if (latest != null) {
      long held = active.stream().mapToLong(run -> forward.cacheBytes(run.cacheTokens())).sum();
      if (held + forward.cacheBytes(latest.keptTokens()) > limits.cacheBytes()) {
        forward.close(latest.id());
        latest = null;
      }
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
    share(feeds, usages, System.nanoTime() - start);
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
    try {
      Stream.concat(active.stream(), Stream.ofNullable(latest))
          .filter(other -> forward.sharesPositions(run.sequenceTokens(), other.sequenceTokens()))
          .max(Comparator.comparingInt(other -> other.sharedWith(run)))
          .filter(other -> other.sharedWith(run) >= LEAST_COPIED)
          .ifPresent(other -> run.copy(other, other.sharedWith(run), forward));
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
    long left =
        Math.max(
            limits.rowsPerStep() - answering, Math.max(1, limits.rowsPerStep() / PREFILL_SHARE));
    for (RequestRun run : List.copyOf(active)) {
      if (run.isNew() && left > 0 && !begin(run, forward)) {
        continue;
      }
      if (run.isAnswering()) {
        int branches = run.presentBranches();
        Feed feed = run.feed((int) (left + branches));
        feeds.add(feed);
        left = Math.max(0, left - (feed.rows() - branches));
      } else if (left > 0) {
        Feed feed = run.feed((int) left);
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

  /** Shares the step's time out by rows, so that the shares add up to it. */
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
    fail(run, reason);
  }

  private void release(RequestRun run, ForwardPass forward) {
    active.remove(run);
    forward.close(run.id());
  }

  private static void fail(RequestRun run, EngineException reason) {
    var unused = CompletableFuture.runAsync(() -> run.future().completeExceptionally(reason));
  }
}
