package dev.cartulary.beam;

import org.apache.beam.sdk.transforms.DoFn;
import org.jspecify.annotations.Nullable;

/** A function that works with what the workers of its process share for a job. */
abstract class WorkerFunction<I, O> extends DoFn<I, O> {
  private final JobPlan plan;
  private transient @Nullable WorkerServices services;

  WorkerFunction(JobPlan plan) {
    this.plan = plan;
  }

  @Setup
  public void acquire() {
    services = WorkerServices.acquire(plan);
  }

  WorkerServices worker() {
    WorkerServices acquired = services;
    if (acquired == null) {
      throw new IllegalStateException("used before set-up");
    }
    return acquired;
  }

  @Teardown
  public void release() {
    if (services != null) {
      services.release();
      services = null;
    }
  }
}
