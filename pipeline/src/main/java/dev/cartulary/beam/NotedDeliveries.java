package dev.cartulary.beam;

import dev.cartulary.document.SourceFile;
import dev.cartulary.ledger.RunTable;
import dev.cartulary.outcome.DocumentRecord;
import dev.cartulary.outcome.Failure;
import dev.cartulary.reading.Deliveries;
import dev.cartulary.reading.Reading;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.function.UnaryOperator;
import org.apache.beam.sdk.metrics.MetricsContainer;
import org.apache.beam.sdk.metrics.MetricsEnvironment;

/**
 * Notes in the ledger what a run delivers, and counts it for the step that made this. Beam keeps a
 * step's counters with its thread; documents inside of others are read by other threads.
 */
final class NotedDeliveries implements Deliveries {
  private final RunTable runs;
  private final String run;
  private final String work;
  private final UnaryOperator<DocumentRecord> routes;
  private final MetricsContainer counters = ofThisStep();

  /**
   * @param routes gives the fields of a record their routes
   */
  NotedDeliveries(RunTable runs, String run, String work, UnaryOperator<DocumentRecord> routes) {
    this.routes = routes;
    this.runs = runs;
    this.run = run;
    this.work = work;
  }

  private static MetricsContainer ofThisStep() {
    MetricsContainer container = MetricsEnvironment.getCurrentContainer();
    if (container == null) {
      throw new IllegalStateException("made outside of a step of a pipeline");
    }
    return container;
  }

  @Override
  public void found(int parts) {
    count(() -> RunCounters.found(parts));
  }

  @Override
  public void delivered(SourceFile file, DocumentRecord document, boolean recalled) {
    runs.deliver(run, file, work, recalled);
    count(() -> RunCounters.finished(routes.apply(document), recalled));
  }

  @Override
  public void failed(Failure failure) {
    runs.fail(run, failure);
    count(() -> RunCounters.failed(failure));
  }

  @Override
  public void computed(Reading reading) {
    count(() -> RunCounters.computed(reading));
  }

  @SuppressWarnings("try") // the scope is there to be closed
  private void count(Runnable counting) {
    try (Closeable scope = MetricsEnvironment.scopedMetricsContainer(counters)) {
      counting.run();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
