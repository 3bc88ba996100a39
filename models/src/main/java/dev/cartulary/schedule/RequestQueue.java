package dev.cartulary.schedule;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.ToLongFunction;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * Requests that wait for a lane, in the order of arrival, and the memory that all lanes share. A
 * lane comes for more before each step and says what it has; it gets no more than its part of all
 * requests, so that none waits behind a busy lane while another is idle.
 */
final class RequestQueue {
  private final long cacheBytes;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();

  private final Deque<RequestRun> waiting = new ArrayDeque<>(); // under lock
  private final long[] held; // by lane, under lock
  private final long[] kept; // by lane, under lock
  private final int[] active; // by lane, under lock
  private boolean wantsRoom; // under lock
  private @Nullable EngineException ended; // under lock

  RequestQueue(long cacheBytes, int lanes) {
    this.cacheBytes = cacheBytes;
    this.held = new long[lanes];
    this.kept = new long[lanes];
    this.active = new int[lanes];
  }

  /** Lets a request wait; one that comes after the end fails. */
  void add(RequestRun run) {
    EngineException reason;
    lock.lock();
    try {
      reason = ended;
      if (reason == null) {
        waiting.add(run);
        changed.signalAll();
      }
    } finally {
      lock.unlock();
    }
    if (reason != null) {
      run.future().completeExceptionally(reason);
    }
  }

  /**
   * What a lane is to begin now; waits as long as it would be idle. Nothing where the lane is busy
   * enough, and where it is first to free what it keeps, see {@link #wantsRoom}.
   *
   * @param runs that the lane has in flight
   * @param keptBytes that the lane could free at once
   * @param bytes the memory that a request may need at most
   * @throws EngineException when the lanes are to end
   */
  List<RequestRun> take(
      int lane, List<RequestRun> runs, long keptBytes, ToLongFunction<RequestRun> bytes) {
    List<RequestRun> taken = new ArrayList<>();
    lock.lock();
    try {
      report(lane, runs.stream().mapToLong(bytes).sum(), keptBytes, runs.size());
      while (true) {
        if (ended != null) {
          throw ended;
        }
        waiting.removeIf(run -> run.future().isDone());
        while (!waiting.isEmpty() && isDue(lane) && fits(bytes.applyAsLong(waiting.element()))) {
          RequestRun run = waiting.remove();
          held[lane] += bytes.applyAsLong(run);
          active[lane]++;
          taken.add(run);
        }
        wantsRoom = !waiting.isEmpty() && !fits(bytes.applyAsLong(waiting.element()));
        if (active[lane] > 0 || (wantsRoom && kept[lane] > 0)) {
          return taken;
        }
        if (wantsRoom && LongStream.of(kept).sum() > 0) {
          changed.signalAll();
        }
        changed.awaitUninterruptibly();
      }
    } finally {
      lock.unlock();
    }
  }

  private void report(int lane, long heldBytes, long keptBytes, int count) {
    if (heldBytes + keptBytes < held[lane] + kept[lane]) {
      changed.signalAll();
    }
    held[lane] = heldBytes;
    kept[lane] = keptBytes;
    active[lane] = count;
  }

  /** Whether the next request falls to a lane: whether it has less than its part of all. */
  private boolean isDue(int lane) {
    return active[lane] * active.length < waiting.size() + IntStream.of(active).sum();
  }

  private boolean fits(long bytes) {
    return LongStream.of(held).sum() + LongStream.of(kept).sum() + bytes <= cacheBytes;
  }

  /** Whether the next request waits for memory. */
  boolean wantsRoom() {
    lock.lock();
    try {
      return wantsRoom;
    } finally {
      lock.unlock();
    }
  }

  /** Ends all lanes, if nothing did before, and fails what waits. */
  void end(EngineException reason) {
    List<RequestRun> left;
    lock.lock();
    try {
      if (ended == null) {
        ended = reason;
      }
      left = List.copyOf(waiting);
      waiting.clear();
      changed.signalAll();
    } finally {
      lock.unlock();
    }
    left.forEach(run -> run.fail(reason));
  }
}
