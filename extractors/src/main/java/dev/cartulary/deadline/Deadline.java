package dev.cartulary.deadline;

import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Ends work on a text when its time is over, by interrupting its thread.
 *
 * <p>The work must not touch files or a database: an interrupt closes the channels of those.
 */
public final class Deadline {
  private static final ScheduledThreadPoolExecutor WATCH = watch();

  private final Thread worker = Thread.currentThread();
  private boolean over;
  private boolean passed;

  private Deadline() {}

  private static ScheduledThreadPoolExecutor watch() {
    ScheduledThreadPoolExecutor watch =
        new ScheduledThreadPoolExecutor(
            1,
            task -> {
              Thread thread = new Thread(task, "deadlines");
              thread.setDaemon(true);
              return thread;
            });
    watch.setRemoveOnCancelPolicy(true);
    return watch;
  }

  /**
   * What {@code work} gives.
   *
   * @param time positive
   * @throws DeadlineException if it took longer
   * @throws InterruptedException if somebody else interrupted the thread meanwhile
   */
  public static <T> T within(Duration time, Supplier<T> work) throws InterruptedException {
    Deadline deadline = new Deadline();
    Future<?> watching = WATCH.schedule(deadline::pass, time.toNanos(), TimeUnit.NANOSECONDS);
    try {
      return work.get();
    } catch (SearchEndedException e) {
      if (deadline.end()) {
        throw new DeadlineException(time);
      }
      Thread.interrupted();
      throw new InterruptedException();
    } finally {
      watching.cancel(false);
      deadline.end();
    }
  }

  private synchronized void pass() {
    if (!over) {
      passed = true;
      worker.interrupt();
    }
  }

  /**
   * No interrupt comes after it, and one of the deadline's is taken back; whether there was one.
   */
  private synchronized boolean end() {
    over = true;
    if (passed) {
      Thread.interrupted();
    }
    return passed;
  }
}
