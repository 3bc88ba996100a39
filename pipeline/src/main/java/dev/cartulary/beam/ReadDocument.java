package dev.cartulary.beam;

import dev.cartulary.document.DocumentId;
import dev.cartulary.document.SourceFile;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.values.KV;

/** Recalls or reads each document once, and delivers it for each file that has its bytes. */
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
  public void read(@Element KV<String, Iterable<SourceFile>> group, PipelineOptions options)
      throws InterruptedException {
    Rest rest = worker().books().rest(run);
    rest.begin();
    try {
      read(group.getValue());
    } finally {
      rest.end();
    }
    if (isAlone(options)) {
      rest.awaitOthers();
    }
  }

  private void read(Iterable<SourceFile> group) throws InterruptedException {
    Map<DocumentId, List<SourceFile>> equal = new LinkedHashMap<>();
    for (SourceFile file : group) {
      equal.computeIfAbsent(file.id(), id -> new ArrayList<>()).add(file);
    }
    WorkerServices worker = worker();
    JobBooks books = worker.books();
    for (List<SourceFile> files : equal.values()) {
      if (books.isStopping()) {
        return;
      }
      worker
          .tree()
          .read(
              files, new NotedDeliveries(books.runs(), run, books.work(), books.router()::routed));
      RunCounters.worked(worker.newStatistics());
    }
  }
}
