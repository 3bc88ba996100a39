package dev.cartulary.tika;

import dev.cartulary.ocr.Tesseract;
import dev.cartulary.scratch.ScratchFolder;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The parser processes that wait for a document.
 *
 * <p>As many as may run start in the background at once, one after the other: they take seconds to
 * load their parsers, while the caller has a model to load as well. Safe for use by many threads.
 */
final class ParserPool implements AutoCloseable {
  private final ParserLimits limits;
  private final @Nullable Tesseract tesseract;
  private final ScratchFolder scratch;

  /** Whoever takes one that was not begun yet starts it himself. */
  private final ConcurrentLinkedDeque<FutureTask<ParserChild>> idle = new ConcurrentLinkedDeque<>();

  private final Thread starter;
  private volatile boolean closed;

  ParserPool(ParserLimits limits, @Nullable Tesseract tesseract, ScratchFolder scratch) {
    this.limits = limits;
    this.tesseract = tesseract;
    this.scratch = scratch;
    List<FutureTask<ParserChild>> first =
        Stream.generate(() -> new FutureTask<>(this::start)).limit(limits.processes()).toList();
    idle.addAll(first);
    starter = new Thread(() -> first.stream().takeWhile(task -> !closed).forEach(FutureTask::run));
    starter.setName("parser-start");
    starter.setDaemon(true);
    starter.start();
  }

  private ParserChild start() throws InterruptedException {
    return ParserChild.start(limits, tesseract, scratch.newFolder());
  }

  /**
   * A process that is ready, started now if none waits.
   *
   * @throws ParserStartException if it cannot be started
   */
  ParserChild take() throws InterruptedException {
    if (closed) {
      throw new IllegalStateException("the extractor is closed");
    }
    FutureTask<ParserChild> first = idle.pollFirst();
    if (first == null) {
      return start();
    }
    first.run();
    try {
      return first.get();
    } catch (InterruptedException e) {
      idle.addFirst(first);
      throw e;
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      if (e.getCause() instanceof InterruptedException cause) {
        throw cause;
      }
      throw new IllegalStateException(e.getCause());
    }
  }

  /** Keeps a healthy process for the next document. */
  void give(ParserChild child) {
    FutureTask<ParserChild> ready = new FutureTask<>(() -> child);
    ready.run();
    idle.addFirst(ready);
    if (closed) {
      endIdle();
    }
  }

  /** Ends the processes that wait; those at work end when they are given back. */
  @Override
  public void close() {
    closed = true;
    starter.interrupt();
    try {
      starter.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    endIdle();
  }

  /** Ends the processes that wait; others start when they are needed. */
  void endIdle() {
    for (FutureTask<ParserChild> task = idle.poll(); task != null; task = idle.poll()) {
      if (task.isDone()) {
        closeStarted(task);
      }
    }
  }

  private static void closeStarted(FutureTask<ParserChild> task) {
    try {
      task.get().close();
    } catch (ExecutionException e) {
      // It did not start.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
