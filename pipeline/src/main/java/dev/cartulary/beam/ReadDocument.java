package dev.cartulary.beam;

import dev.cartulary.document.SourceFile;
import dev.cartulary.outcome.Failure;
import dev.cartulary.outcome.Outcome;
import dev.cartulary.reading.FinishedDocument;
import dev.cartulary.reading.Reading;
import java.util.Optional;
import org.apache.beam.sdk.values.KV;

/** Recalls or reads a document once, and delivers it for each file that has its bytes. */
final class ReadDocument extends WorkerFunction<KV<String, Iterable<SourceFile>>, Void> {
  private final String run;

  ReadDocument(JobPlan plan, String run) {
    super(plan);
    this.run = run;
  }

  @ProcessElement
  public void read(@Element KV<String, Iterable<SourceFile>> group) throws InterruptedException {
    WorkerServices worker = worker();
    SourceFile first = group.getValue().iterator().next();
    Optional<FinishedDocument> recalled = worker.documents().find(first.id());
    Outcome<Reading> outcome =
        recalled.isPresent()
            ? Outcome.ok(Reading.recalled(recalled.get()))
            : worker.reader().read(first);
    for (SourceFile file : group.getValue()) {
      if (outcome instanceof Outcome.Ok<Reading> ok) {
        worker.runs().deliver(run, file, worker.work());
        RunCounters.finished(ok.value().finished().document(), recalled.isPresent());
      } else if (outcome instanceof Outcome.Failed<Reading> failed) {
        Failure failure = failed.failure().at(file.path());
        worker.runs().fail(run, failure);
        RunCounters.failed(failure);
      }
    }
    if (outcome instanceof Outcome.Ok<Reading> ok) {
      RunCounters.computed(ok.value());
    }
  }
}
