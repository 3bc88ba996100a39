package dev.cartulary.beam;

import dev.cartulary.document.SourceFile;
import dev.cartulary.outcome.DocumentRecord;
import dev.cartulary.reading.Delivery.Delivered;
import java.util.function.UnaryOperator;

/** Delivers again what the last run delivered of a file that nobody looks at. */
final class CarryOver extends WorkerFunction<JobBooks, FileChoice.Carried, Void> {
  private final String run;

  CarryOver(JobPlan plan, String run) {
    super(plan);
    this.run = run;
  }

  @Override
  JobBooks acquired(JobPlan job) {
    return JobBooks.acquire(job);
  }

  @ProcessElement
  public void carry(@Element FileChoice.Carried carried) {
    JobBooks books = worker();
    if (books.isStopping()) {
      return;
    }
    Delivered delivered = carried.document();
    String work = delivered == null ? books.work() : delivered.work();
    NotedDeliveries to = new NotedDeliveries(books.runs(), run, work, UnaryOperator.identity());
    if (carried.isPart()) {
      to.found(1);
    }
    if (delivered != null) {
      DocumentRecord document = books.delivered(delivered).document();
      to.delivered(
          new SourceFile(delivered.id(), delivered.path(), "", 0, delivered.parent()),
          document,
          true);
    } else if (carried.failure() != null) {
      to.failed(carried.failure().after(0));
    }
  }
}
