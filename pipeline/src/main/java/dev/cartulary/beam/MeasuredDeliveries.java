package dev.cartulary.beam;

import dev.cartulary.completion.TokenUsage;
import dev.cartulary.cost.CostLine;
import dev.cartulary.document.DocumentId;
import dev.cartulary.document.SourceFile;
import dev.cartulary.estimate.Measured;
import dev.cartulary.ledger.RunTable;
import dev.cartulary.outcome.DocumentRecord;
import dev.cartulary.outcome.Failure;
import dev.cartulary.reading.Deliveries;
import dev.cartulary.reading.DocumentStore;
import dev.cartulary.reading.Reading;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Notes in the ledger what one file of a sample comes to, and adds up what it took. */
final class MeasuredDeliveries implements Deliveries {
  private final RunTable runs;
  private final String run;
  private final String work;
  private final Map<DocumentId, DocumentRecord> documents = new ConcurrentHashMap<>();
  private final AtomicInteger failures = new AtomicInteger();

  MeasuredDeliveries(RunTable runs, String run, String work) {
    this.runs = runs;
    this.run = run;
    this.work = work;
  }

  @Override
  public void found(int parts) {
    // Each is delivered, or fails.
  }

  @Override
  public void delivered(SourceFile file, DocumentRecord document, boolean recalled) {
    runs.deliver(run, file, work, recalled);
    documents.put(file.id(), document);
  }

  @Override
  public void failed(Failure failure) {
    runs.fail(run, failure);
    failures.incrementAndGet();
  }

  @Override
  public void computed(Reading reading) {
    // What documents took is asked of the records, which know it also of recalled ones.
  }

  int documents() {
    return documents.size();
  }

  int failures() {
    return failures.get();
  }

  /** What all documents of the file took when they were computed. */
  Measured measured(DocumentStore store) {
    TokenUsage usage = TokenUsage.ZERO;
    long modelNanos = 0;
    long parserNanos = 0;
    List<CostLine> costs = new ArrayList<>();
    for (Map.Entry<DocumentId, DocumentRecord> entry : documents.entrySet()) {
      DocumentRecord document = entry.getValue();
      usage = usage.plus(document.usage());
      modelNanos += document.timings().modelNanos();
      parserNanos += document.timings().extractNanos();
      costs.addAll(store.findCosted(entry.getKey()).orElseThrow().costs());
    }
    return new Measured(usage, modelNanos, parserNanos, costs);
  }
}
