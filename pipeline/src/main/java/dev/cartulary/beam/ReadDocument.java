package dev.cartulary.beam;

import dev.cartulary.document.SourceFile;
import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.values.KV;

/** Recalls or reads a document once, and delivers it for each file that has its bytes. */
final class ReadDocument
    extends WorkerFunction<WorkerServices, KV<String, Iterable<SourceFile>>, Void> {
  private final String run;

  ReadDocument(JobPlan plan, String run) {
    super(plan);
    this.run = run;
  }

  @Override
  WorkerServices acquired(JobPlan job) {
    return WorkerServices.acquire(job);
  }

  @ProcessElement
  public void read(@Element KV<String, Iterable<SourceFile>> group) throws InterruptedException {
    WorkerServices worker = worker();
    if (worker.books().isStopping()) {
      return;
    }
    List<SourceFile> files = new ArrayList<>();
    group.getValue().forEach(files::add);
    JobBooks books = worker.books();
    worker
        .tree()
        .read(files, new NotedDeliveries(books.runs(), run, books.work(), books.router()::routed));
    RunCounters.worked(worker.newStatistics());
  }
}
