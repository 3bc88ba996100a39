package dev.cartulary.beam;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;

/**
 * What those of one process share that work for the same job: made when it is first acquired,
 * closed when it is last released. Safe for use by several threads.
 */
final class Shared<T extends Shared.Part> {
  /** What is shared; whoever acquired it releases it once. */
  interface Part extends AutoCloseable {
    void release();

    /** Returns when all that was written is durable. */
    void settle();

    /** Called by the last release. */
    @Override
    void close();
  }

  private final Map<JobPlan, Held<T>> held = new HashMap<>();

  private static final class Held<T> {
    private final T value;
    private int holders;

    Held(T value) {
      this.value = value;
    }
  }

  synchronized T acquire(JobPlan plan, Supplier<T> maker) {
    Held<T> found = held.get(plan);
    if (found == null) {
      found = new Held<>(maker.get());
      held.put(plan, found);
    }
    found.holders++;
    return found.value;
  }

  synchronized void release(JobPlan plan) {
    Held<T> found = held.get(plan);
    if (found == null) {
      throw new IllegalStateException("released more often than acquired");
    }
    found.holders--;
    if (found.holders == 0) {
      held.remove(plan);
      found.value.close();
    }
  }
}
