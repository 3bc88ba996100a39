package dev.cartulary.beam;

import dev.cartulary.document.SourceFile;
import dev.cartulary.outcome.DocumentRecord;
import dev.cartulary.outcome.Failure;
import dev.cartulary.outcome.FailureReason;
import dev.cartulary.outcome.Outcome;
import dev.cartulary.outcome.Stage;
import dev.cartulary.picture.PagePictures;
import dev.cartulary.reading.Delivery;
import dev.cartulary.report.ReportFolder;
import dev.cartulary.tika.ForkedExtractor;
import dev.cartulary.tika.ParserStartException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/**
 * Has the pages drawn that a report wants as pictures, by as many parser processes as the job has,
 * while the report goes on. Pages are drawn from the files as they are now: one that is gone or has
 * changed has no picture. Documents inside of other files are taken out of them again, one after
 * the other.
 */
final class PageDrawer implements AutoCloseable {
  private static final long SECONDS_TO_END = 30;

  private final int processes;
  private final Supplier<ForkedExtractor> extractor;
  private final Path folder;
  private final ReportFolder report;
  private final RunListener listener;
  private final ExecutorService threads;
  private final HeldDocuments held;
  private final AtomicLong pages = new AtomicLong();

  /**
   * One who has drawn nothing yet.
   *
   * @param documents that may be asked for
   */
  PageDrawer(
      JobPlan plan,
      Workers workers,
      List<Delivery.Delivered> documents,
      ReportFolder report,
      RunListener listener) {
    this.processes = plan.limits().processes();
    this.extractor = workers::extractor;
    this.folder = Path.of(plan.inputFolder());
    this.held = new HeldDocuments(folder, extractor, documents);
    this.report = report;
    this.listener = listener;
    this.threads =
        Executors.newFixedThreadPool(
            processes,
            work -> {
              Thread thread = new Thread(work, "page-drawer");
              thread.setDaemon(true);
              return thread;
            });
  }

  /** How many documents are worth to be begun before the first of them is awaited. */
  int ahead() {
    return 2 * processes;
  }

  /** Begins to draw what the report lacks of a document. */
  Future<?> begin(DocumentRecord document) throws IOException {
    SortedSet<Integer> wanted = report.undrawn(document);
    if (wanted.isEmpty()) {
      return CompletableFuture.completedFuture(null);
    }
    return threads.submit(
        () -> {
          Outcome<PagePictures> drawn = draw(document, wanted);
          report.drawn(document.file().id(), drawn);
          listener.drawn(
              pages.addAndGet(drawn.fold(pictures -> pictures.all().size(), failure -> 0)));
          return null;
        });
  }

  private Outcome<PagePictures> draw(DocumentRecord document, SortedSet<Integer> wanted)
      throws IOException, InterruptedException {
    SourceFile kept = document.file();
    if (listener.isStopping()) {
      return missing(kept, "the run was asked to stop");
    }
    try {
      if (kept.parent() == null) {
        // The record may have been made when the file lay elsewhere.
        String location = folder.resolve(kept.path()).toString();
        return extractor
            .get()
            .draw(
                new SourceFile(kept.id(), kept.path(), location, kept.sizeBytes()),
                document.mediaType(),
                wanted);
      }
      synchronized (held) {
        SourceFile file = held.find(kept.path());
        return file == null
            ? missing(kept, "it is not any more in the file that held it")
            : extractor.get().draw(file, document.mediaType(), wanted);
      }
    } catch (ParserStartException e) {
      return missing(kept, "no parser process could be started");
    }
  }

  private static Outcome<PagePictures> missing(SourceFile file, String why) {
    return Outcome.failed(
        new Failure(file.id(), file.path(), Stage.EXTRACT, FailureReason.UNREADABLE, why));
  }

  /** Waits for what was begun. */
  static void await(Future<?> begun) throws IOException, InterruptedException {
    try {
      begun.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof IOException cause) {
        throw cause;
      }
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw new IllegalStateException(e.getCause());
    }
  }

  /** Gives up what was begun. */
  @Override
  public void close() {
    threads.shutdownNow();
    try {
      // Nobody may write into a report that is being cleared away.
      threads.awaitTermination(SECONDS_TO_END, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    synchronized (held) {
      held.close();
    }
  }
}
