package dev.cartulary.reading;

import dev.cartulary.completion.Completion;
import dev.cartulary.completion.PrefixRequest;
import dev.cartulary.deadline.DeadlineException;
import dev.cartulary.document.DocumentId;
import dev.cartulary.schedule.LanguageModel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

/**
 * A language model that answers each question once: its completions are durable as soon as they are
 * finished, and found again instead of computed, also in a later run.
 */
public final class DurableModel implements AutoCloseable {
  private static final Duration UNHURRIED = Duration.ofDays(30);

  private final LanguageModel model;
  private final CompletionStore store;
  private final Function<PrefixRequest, String> key;

  private final Queue<Finished> waiting = new ConcurrentLinkedQueue<>();

  /**
   * Stores in the order of completion, apart from the engine's thread, which must not wait for a
   * disk.
   */
  private final ExecutorService writer =
      Executors.newSingleThreadExecutor(
          task -> {
            Thread thread = new Thread(task, "completion-writer");
            thread.setDaemon(true);
            return thread;
          });

  /**
   * @param key names a request's answer; it must differ whenever the answer can
   */
  public DurableModel(
      LanguageModel model, CompletionStore store, Function<PrefixRequest, String> key) {
    this.model = model;
    this.store = store;
    this.key = key;
  }

  private record Finished(String key, Completion completion, CompletableFuture<Reply> stored) {}

  /** An answer and whether it was computed just now. */
  public record Reply(Completion completion, boolean computed) {}

  /**
   * The replies for a document, to which its completions are known to belong from now on.
   *
   * @throws DeadlineException if they take longer than {@code time}; what was finished stays stored
   */
  public List<Reply> ask(DocumentId document, List<PrefixRequest> requests, Duration time)
      throws InterruptedException {
    store.claim(document, requests.stream().map(key).toList());
    return ask(requests, time);
  }

  /**
   * The replies, in the order of the requests. When one request fails, the others are given up, and
   * its exception is thrown; what was finished before stays stored.
   */
  public List<Reply> ask(List<PrefixRequest> requests) throws InterruptedException {
    return ask(requests, UNHURRIED);
  }

  private List<Reply> ask(List<PrefixRequest> requests, Duration time) throws InterruptedException {
    long end = System.nanoTime() + time.toNanos();
    List<String> keys = requests.stream().map(key).toList();
    Map<String, Completion> known = store.findAll(keys);
    List<CompletableFuture<Completion>> asked = new ArrayList<>();
    List<CompletableFuture<Reply>> replies = new ArrayList<>();
    for (int i = 0; i < requests.size(); i++) {
      String name = keys.get(i);
      Completion found = known.get(name);
      if (found != null) {
        replies.add(CompletableFuture.completedFuture(new Reply(found, false)));
        continue;
      }
      CompletableFuture<Completion> future = model.submit(requests.get(i));
      asked.add(future);
      replies.add(future.thenCompose(completion -> keep(name, completion)));
    }
    try {
      List<Reply> finished = new ArrayList<>(replies.size());
      for (CompletableFuture<Reply> reply : replies) {
        finished.add(reply.get(end - System.nanoTime(), TimeUnit.NANOSECONDS));
      }
      return finished;
    } catch (TimeoutException e) {
      throw new DeadlineException(time);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RuntimeException cause
          ? cause
          : new CompletionException(e.getCause());
    } finally {
      asked.forEach(future -> future.cancel(false));
    }
  }

  private CompletableFuture<Reply> keep(String name, Completion completion) {
    Finished finished = new Finished(name, completion, new CompletableFuture<>());
    waiting.add(finished);
    writer.execute(this::storeWaiting);
    return finished.stored();
  }

  /** All that wait become durable together: a commit costs the same for one as for many. */
  private void storeWaiting() {
    List<Finished> batch = new ArrayList<>();
    for (Finished next = waiting.poll(); next != null; next = waiting.poll()) {
      batch.add(next);
    }
    if (batch.isEmpty()) {
      return;
    }
    try {
      Map<String, Completion> completions = new LinkedHashMap<>();
      batch.forEach(finished -> completions.put(finished.key(), finished.completion()));
      store.store(completions);
      batch.forEach(finished -> finished.stored().complete(new Reply(finished.completion(), true)));
    } catch (RuntimeException e) {
      batch.forEach(finished -> finished.stored().completeExceptionally(e));
    } catch (Error e) {
      // Nobody may wait for ever, even when memory has run out.
      batch.forEach(finished -> finished.stored().completeExceptionally(e));
      throw e;
    }
  }

  /** Waits for what is being stored; the model and the store stay open. */
  @Override
  public void close() {
    writer.shutdown();
    boolean interrupted = false;
    while (true) {
      try {
        if (writer.awaitTermination(1, TimeUnit.MINUTES)) {
          break;
        }
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
