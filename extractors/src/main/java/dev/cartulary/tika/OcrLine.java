package dev.cartulary.tika;

import dev.cartulary.ocr.RecognisedPage;
import dev.cartulary.outcome.FailureReason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Pages that wait for OCR, a few of them read side by side. What comes out does not depend on how
 * many: pages keep their order, and the failure of a document is that of its first failed page.
 */
final class OcrLine {
  private final int atATime;
  private final ExecutorService threads;

  OcrLine(int atATime) {
    this.atATime = atATime;
    this.threads =
        Executors.newFixedThreadPool(
            atATime,
            work -> {
              Thread thread = new Thread(work, "ocr-page");
              thread.setDaemon(true);
              return thread;
            });
  }

  /** The line of one document, which must be closed before the next one begins. */
  Document document(int pageSeconds) {
    return new Document(pageSeconds);
  }

  private record Waiting(int page, Future<RecognisedPage> reading, @Nullable Path picture) {}

  /** The pages of one document. Used by one thread. */
  final class Document implements AutoCloseable {
    private final int pageSeconds;
    private final Deque<Waiting> waiting = new ArrayDeque<>();
    private final List<RecognisedPage> read = new ArrayList<>();

    private Document(int pageSeconds) {
      this.pageSeconds = pageSeconds;
    }

    /**
     * Adds a page, waiting while enough pictures lie about.
     *
     * @param page counted from 0
     * @param picture a temporary file that is removed when the page is read
     */
    void add(int page, Callable<RecognisedPage> reading, @Nullable Path picture)
        throws IOException, Refusal {
      waiting.add(new Waiting(page, threads.submit(reading), picture));
      while (waiting.size() > atATime) {
        readNext();
      }
    }

    /** All pages that were added, in that order. */
    List<RecognisedPage> read() throws IOException, Refusal {
      while (!waiting.isEmpty()) {
        readNext();
      }
      return read;
    }

    private void readNext() throws IOException, Refusal {
      Waiting next = waiting.getFirst();
      try {
        read.add(next.reading.get());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IOException("interrupted", e);
      } catch (ExecutionException e) {
        if (e.getCause() instanceof TimeoutException) {
          throw new Refusal(
              FailureReason.TOO_SLOW,
              "OCR of page " + (next.page + 1) + " took longer than " + pageSeconds + " seconds");
        }
        if (e.getCause() instanceof IOException cause) {
          throw cause;
        }
        throw new IllegalStateException(e.getCause());
      }
      remove(waiting.removeFirst());
    }

    /** Gives up the pages that still wait. */
    @Override
    public void close() throws IOException {
      for (Waiting page : waiting) {
        page.reading.cancel(true);
        remove(page);
      }
      waiting.clear();
    }

    private static void remove(Waiting page) throws IOException {
      if (page.picture != null) {
        Files.deleteIfExists(page.picture);
      }
    }
  }
}
