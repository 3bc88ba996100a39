package dev.cartulary.parallel;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** Waits for tasks that are done at the same time. */
public final class SideBySide {
  private static final long SECONDS_TO_END = 30;

  private SideBySide() {}

  /**
   * The results, in the order of the tasks. The first exception is thrown, and the rest given up;
   * none goes on when this returns, or half a minute later.
   */
  public static <T> List<T> all(int threads, List<Callable<T>> tasks) throws InterruptedException {
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try {
      List<Future<T>> futures = new ArrayList<>();
      tasks.forEach(task -> futures.add(pool.submit(task)));
      List<T> results = new ArrayList<>();
      for (Future<T> future : futures) {
        results.add(future.get());
      }
      return results;
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RuntimeException cause
          ? cause
          : new IllegalStateException(e.getCause());
    } finally {
      pool.shutdownNow();
      // Whatever the tasks use may be closed next.
      pool.awaitTermination(SECONDS_TO_END, TimeUnit.SECONDS);
    }
  }
}
