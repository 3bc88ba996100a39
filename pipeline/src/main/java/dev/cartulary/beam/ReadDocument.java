package dev.cartulary.beam;

import dev.cartulary.document.SourceFile;
import dev.cartulary.outcome.Failure;
import dev.cartulary.outcome.Outcome;
import dev.cartulary.reading.FinishedDocument;
import dev.cartulary.reading.Reading;
import java.util.Optional;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.values.KV;
import org.jspecify.annotations.Nullable;

/** Recalls or reads a document once, and delivers it for each file that has its bytes. */
final class ReadDocument extends DoFn<KV<String, Iterable<SourceFile>>, Outcome<FinishedDocument>> {
  private final JobPlan plan;
  private final String run;
  private transient @Nullable WorkerServices services;

  ReadDocument(JobPlan plan, String run) {
    this.plan = plan;
    this.run = run;
  }

  @Setup
  public void acquire() {
    services = WorkerServices.acquire(plan);
  }

  @ProcessElement
  public void read(
      @Element KV<String, Iterable<SourceFile>> group,
      OutputReceiver<Outcome<FinishedDocument>> out)
      throws InterruptedException {
    WorkerServices worker = services;
    if (worker == null) {
      throw new IllegalStateException("read before set-up");
    }
    SourceFile first = group.getValue().iterator().next();
    Optional<FinishedDocument> recalled = worker.documents().find(first.id());
    Outcome<Reading> outcome =
        recalled.isPresent()
            ? Outcome.ok(Reading.recalled(recalled.get()))
            : worker.reader().read(first);
    for (SourceFile file : group.getValue()) {
      if (outcome instanceof Outcome.Ok<Reading> ok) {
        FinishedDocument finished = ok.value().finished().at(file);
        worker.runs().deliver(run, file, worker.work());
        RunCounters.finished(finished.document(), recalled.isPresent());
        out.output(Outcome.ok(finished));
      } else if (outcome instanceof Outcome.Failed<Reading> failed) {
        Failure failure = failed.failure().at(file.path());
        RunCounters.failed(failure);
        out.output(Outcome.failed(failure));
      }
    }
    if (outcome instanceof Outcome.Ok<Reading> ok) {
      RunCounters.computed(ok.value());
    }
  }

  @Teardown
  public void release() {
    if (services != null) {
      services.release();
      services = null;
    }
  }
}
