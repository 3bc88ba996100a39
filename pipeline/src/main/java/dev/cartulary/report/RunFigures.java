package dev.cartulary.report;

import static java.util.Objects.requireNonNull;

import dev.cartulary.charts.Bars;
import dev.cartulary.completion.TokenUsage;
import dev.cartulary.outcome.FailureReason;
import java.util.List;
import java.util.Map;

/**
 * What a run did, as its report begins.
 *
 * @param run its id
 * @param model its name, number format and device
 * @param files that were listed; with the parts equals documents and failures together
 * @param recalled documents of earlier runs that were not computed again
 * @param failures files by reason
 * @param usage tokens that were computed now
 * @param nanos times of the run, in the order in which they are shown
 * @param costs what it cost here and elsewhere, a line each
 * @param prices the same in USD, to be drawn, this machine's first; empty where no document was
 *     read
 */
public record RunFigures(
    String job,
    String run,
    String model,
    int files,
    long parts,
    long documents,
    long recalled,
    Map<FailureReason, Long> failures,
    long pages,
    TokenUsage usage,
    List<Stage> nanos,
    List<String> costs,
    List<Bars.Bar> prices) {
  public RunFigures {
    requireNonNull(job, "job is null");
    requireNonNull(run, "run is null");
    requireNonNull(model, "model is null");
    failures = Map.copyOf(failures);
    requireNonNull(usage, "usage is null");
    nanos = List.copyOf(nanos);
    costs = List.copyOf(costs);
    prices = List.copyOf(prices);
  }

  /** What took a time; stages may go on side by side. */
  public record Stage(String name, long nanos) {}

  long failed() {
    return failures.values().stream().mapToLong(Long::longValue).sum();
  }
}
