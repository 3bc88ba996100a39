package dev.cartulary.tika;

import dev.cartulary.document.ExtractedText;
import dev.cartulary.document.SourceFile;
import dev.cartulary.file.FileHasher;
import dev.cartulary.file.ListedFile;
import dev.cartulary.ocr.Tesseract;
import dev.cartulary.outcome.Failure;
import dev.cartulary.outcome.FailureReason;
import dev.cartulary.outcome.Outcome;
import dev.cartulary.outcome.Stage;
import dev.cartulary.picture.PagePictures;
import dev.cartulary.scratch.ScratchFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Text of files, taken out in child processes. Safe for use by many threads; a call waits until one
 * of the processes is free.
 *
 * <p>The processes start in the background as soon as the extractor exists. They are kept for the
 * next document, replaced after {@link ParserLimits#documentsPerProcess()}, and killed with all
 * they started when a document passes its deadline. They end by themselves when this process does,
 * even when it is killed.
 */
public final class ForkedExtractor implements AutoCloseable {
  /*
   * A permit stands for the right to run one child. A document whose child died is tried once more
   * after a pause, while nothing else is parsed, holding all permits: a child may have died because
   * the machine ran out of memory under several of them. A document that fills a child's heap would
   * do so again and is not retried; for one that passes its deadline that is up to the caller.
   */
  private static final long PAUSE_MILLIS = 500;

  private final ParserLimits limits;
  private final Tesseract.Located tesseract;
  private final ScratchFolder scratch;
  private final Semaphore permits;
  private final ParserPool pool;
  private final AtomicLong numbers = new AtomicLong();
  private final AtomicBoolean closed = new AtomicBoolean();

  public ForkedExtractor(ParserLimits limits) {
    this(limits, Tesseract.locate(limits.ocrLanguage()));
  }

  ForkedExtractor(ParserLimits limits, Tesseract.Located tesseract) {
    this.limits = limits;
    this.tesseract = tesseract;
    this.scratch = ScratchFolder.create(Path.of(System.getProperty("java.io.tmpdir")));
    this.permits = new Semaphore(limits.processes(), true);
    this.pool = new ParserPool(limits, tesseract.found().orElse(null), scratch);
  }

  /** Why pictures cannot be read on this machine, with the remedy; empty if they can. */
  public Optional<String> ocrUnavailable() {
    return tesseract.missing();
  }

  /**
   * The text of {@code file}, or why there is none, and the documents inside of it.
   *
   * @throws ParserStartException if no parser process can be started
   * @throws InterruptedException if this thread was interrupted; its document is given up
   */
  public Extracted extract(SourceFile file) throws InterruptedException {
    permits.acquire();
    Attempt first;
    try {
      first = attempt(file, 1);
    } finally {
      permits.release();
    }
    if (!first.worthRetry()) {
      return first.extraction();
    }
    first.extraction().close();
    Thread.sleep(PAUSE_MILLIS);
    permits.acquire(limits.processes());
    try {
      return attempt(file, 2).extraction();
    } finally {
      permits.release(limits.processes());
    }
  }

  /**
   * Replaces the processes that wait, so that what comes next is read by processes that have just
   * started, as in a run.
   */
  public void renew() {
    pool.endIdle();
  }

  /**
   * Pictures of pages, all or none; tried once, for nothing depends on them.
   *
   * @param mediaType what the file is, as its text says
   * @param pages counted from 1
   * @throws ParserStartException if no parser process can be started
   * @throws InterruptedException if this thread was interrupted
   */
  public Outcome<PagePictures> draw(SourceFile file, String mediaType, SortedSet<Integer> pages)
      throws InterruptedException {
    permits.acquire();
    try {
      ParserChild child = pool.take();
      Drawing drawing = new Drawing(file, mediaType, pages, limits);
      try {
        return drawing.by(child);
      } finally {
        release(child, drawing.leftHealthy());
      }
    } finally {
      permits.release();
    }
  }

  private void release(ParserChild child, boolean healthy) {
    if (healthy && child.documents() < limits.documentsPerProcess()) {
      pool.give(child);
    } else {
      child.close();
    }
  }

  /** Ends all processes. Calls that are still waiting for one fail. */
  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      pool.close();
      scratch.close();
    }
  }

  private record Attempt(Extracted extraction, boolean worthRetry) {}

  /** The last that a child says of a document, or that it says nothing any more. */
  private record End(Outcome<ExtractedText> text, boolean worthRetry) {}

  private Attempt attempt(SourceFile file, int number) throws InterruptedException {
    ParserChild child = pool.take();
    boolean healthy = false;
    try {
      Path folder = scratch.path().resolve("parts-" + numbers.incrementAndGet());
      List<PartSpool.Spooled> spooled = new ArrayList<>();
      End end = converse(child, file, folder, spooled);
      healthy = end.text.fold(ok -> true, failure -> survives(failure.reason()));
      List<Outcome<SourceFile>> parts =
          spooled.stream().map(part -> part(file, folder, part)).toList();
      Outcome<ExtractedText> text =
          end.text.fold(Outcome::ok, failure -> Outcome.failed(failure.after(number)));
      return new Attempt(new Extracted(text, healthy ? parts : List.of(), folder), end.worthRetry);
    } finally {
      release(child, healthy);
    }
  }

  private static Outcome<SourceFile> part(
      SourceFile holder, Path folder, PartSpool.Spooled spooled) {
    Path location = folder.resolve(spooled.file());
    String path = holder.path() + "/" + spooled.name();
    return FileHasher.hash(new ListedFile(path, location.toString(), 0))
        .fold(
            part ->
                Outcome.ok(
                    new SourceFile(
                        part.id(), path, part.location(), part.sizeBytes(), holder.id())),
            failure -> Outcome.failed(failure.at(path, holder.id())));
  }

  private End converse(
      ParserChild child, SourceFile file, Path folder, List<PartSpool.Spooled> parts)
      throws InterruptedException {
    try {
      child.ask(
          new Wire.Request.Read(
              file.location(),
              file.id().sha256(),
              folder.toString(),
              limits.partBytes(file.sizeBytes())));
    } catch (IOException e) {
      return dead(child, file);
    }
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(limits.documentSeconds());
    int ocrPages = 0;
    while (true) {
      ParserChild.Heard heard = child.await(deadline - System.nanoTime());
      if (heard == null) {
        return new End(failed(file, FailureReason.TOO_SLOW, tooSlow(ocrPages)), false);
      }
      Wire.Frame frame = heard.frame();
      if (frame instanceof Wire.Frame.Part part && parts.size() < PartSpool.MOST_PARTS) {
        parts.add(part.part());
      } else if (frame instanceof Wire.Frame.Text text && text.text().id().equals(file.id())) {
        return new End(Outcome.ok(text.text()), false);
      } else if (frame instanceof Wire.Frame.Failed failure) {
        return new End(failed(file, failure.reason(), failure.message()), false);
      } else if (frame instanceof Wire.Frame.OcrPage && ocrPages < limits.pages()) {
        ocrPages++;
        deadline += TimeUnit.SECONDS.toNanos(limits.ocrPageSeconds());
      } else {
        return dead(child, file);
      }
    }
  }

  private String tooSlow(int ocrPages) {
    return "parsing took longer than "
        + limits.documentSeconds()
        + " seconds"
        + (ocrPages == 0 ? "" : " and OCR of " + ocrPages + " pages");
  }

  private static End dead(ParserChild child, SourceFile file) throws InterruptedException {
    Failure death = death(child, file);
    return new End(Outcome.failed(death), death.reason() == FailureReason.CRASHED);
  }

  /** What the end of a process says of the document that it had. */
  static Failure death(ParserChild child, SourceFile file) throws InterruptedException {
    int status = child.exitStatus();
    return status == ParserChild.EXIT_OUT_OF_MEMORY
        ? failure(
            file,
            FailureReason.OUT_OF_MEMORY,
            "the document does not fit into the memory of a parser process")
        : failure(
            file,
            FailureReason.CRASHED,
            "the parser process died on this document (exit status " + status + ")");
  }

  /** Whether a process that reported {@code reason} can take the next document. */
  static boolean survives(FailureReason reason) {
    return switch (reason) {
      case TOO_SLOW, OUT_OF_MEMORY, CRASHED, INTERNAL -> false;
      case UNREADABLE,
          PURGED,
          CHANGED,
          EMPTY,
          ENCRYPTED,
          CORRUPT,
          UNSUPPORTED,
          NO_TEXT,
          OCR_UNAVAILABLE,
          TOO_LARGE,
          TOO_DEEP,
          NO_ROOM,
          INFERENCE,
          PRIVACY_RISK ->
          true;
    };
  }

  private static Outcome<ExtractedText> failed(
      SourceFile file, FailureReason reason, String message) {
    return Outcome.failed(failure(file, reason, message));
  }

  private static Failure failure(SourceFile file, FailureReason reason, String message) {
    return new Failure(file.id(), file.path(), Stage.EXTRACT, reason, message);
  }
}
