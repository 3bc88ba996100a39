package dev.cartulary.beam;

import org.apache.beam.sdk.transforms.DoFn;
import org.jspecify.annotations.Nullable;

/** A function that works with what its process shares for a job. */
abstract class WorkerFunction<S extends Shared.Part, I, O> extends DoFn<I, O> {
  private final JobPlan plan;
  private transient @Nullable S shared;

  WorkerFunction(JobPlan plan) {
    this.plan = plan;
  }

  /** What the function needs, and no more: a model is loaded for those who ask it. */
  abstract S acquired(JobPlan job);

  @Setup
  public void acquire() {
    shared = acquired(plan);
  }

  S worker() {
    S acquired = shared;
    if (acquired == null) {
      throw new IllegalStateException("used before set-up");
    }
    return acquired;
  }

  @Teardown
  public void release() {
    if (shared != null) {
      shared.release();
      shared = null;
    }
  }
}
