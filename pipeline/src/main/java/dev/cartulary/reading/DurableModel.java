package dev.cartulary.reading;

import dev.cartulary.completion.Completion;
import dev.cartulary.completion.PrefixRequest;
import dev.cartulary.deadline.DeadlineException;
import dev.cartulary.document.DocumentId;
import dev.cartulary.schedule.LanguageModel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

/**
 * A language model that answers each question once: its completions are stored as soon as they are
 * finished, and found again instead of computed, also in a later run.
 */
public final class DurableModel {
  private final LanguageModel model;
  private final CompletionStore store;
  private final Function<PrefixRequest, String> key;

  /**
   * Joins the parts.
   *
   * @param key names a request's answer; it must differ whenever the answer can
   */
  public DurableModel(
      LanguageModel model, CompletionStore store, Function<PrefixRequest, String> key) {
    this.model = model;
    this.store = store;
    this.key = key;
  }

  /** An answer and whether it was computed just now. */
  public record Reply(Completion completion, boolean computed) {}

  /**
   * The replies for a document, to which its completions belong from now on, in the order of the
   * requests. When one request fails, the others are given up, and its exception is thrown; what
   * was finished before stays stored.
   *
   * @throws DeadlineException if they take longer than {@code time}; what was finished stays stored
   */
  public List<Reply> ask(DocumentId document, List<PrefixRequest> requests, Duration time)
      throws InterruptedException {
    long end = System.nanoTime() + time.toNanos();
    List<String> keys = requests.stream().map(key).toList();
    Map<String, Completion> known = store.findAll(document, keys);
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
      replies.add(
          future.thenApply(
              completion -> {
                store.store(document, name, completion);
                return new Reply(completion, true);
              }));
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
}
