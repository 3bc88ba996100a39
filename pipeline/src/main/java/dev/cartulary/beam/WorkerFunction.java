package dev.cartulary.beam;

import org.apache.beam.runners.direct.DirectRunner;
import org.apache.beam.sdk.options.PipelineOptions;
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

  /**
   * An engine of several processes takes a finished bundle for done, whatever becomes of the
   * process that did it. In this process alone all is lost together, and who reads the ledger
   * afterwards waits for what is being written.
   */
  @FinishBundle
  public void settle(PipelineOptions options) {
    if (!isAlone(options)) {
      worker().settle();
    }
  }

  /** Whether this process does all of the work. */
  static boolean isAlone(PipelineOptions options) {
    return options.getRunner().equals(DirectRunner.class);
  }

  @Teardown
  public void release() {
    if (shared != null) {
      shared.release();
      shared = null;
    }
  }
}
