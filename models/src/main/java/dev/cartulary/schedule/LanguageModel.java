package dev.cartulary.schedule;

import dev.cartulary.completion.Completion;
import dev.cartulary.completion.PrefixRequest;
import dev.cartulary.document.CharSpan;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** A checkpoint that answers questions about pieces of text. Safe for use by several threads. */
public interface LanguageModel extends AutoCloseable {
  ModelDescription description();

  /**
   * Waits until the weights are loaded; requests may be queued before.
   *
   * @throws dev.cartulary.checkpoint.CheckpointException when they cannot be
   */
  void awaitLoaded();

  /**
   * Where each token of {@code text} stands, as the model will see it in a prefix; for cutting text
   * into chunks.
   */
  List<CharSpan> tokenSpans(String text);

  /**
   * Queues a request. The future fails with {@link RequestTooLongException} at once when the
   * request can never fit.
   *
   * <p>Cancelling the future frees what the request holds.
   */
  CompletableFuture<Completion> submit(PrefixRequest request);

  /** What the engine has done since it was opened. */
  EngineStatistics statistics();

  /** Fails the requests that are waiting, waits for the step in progress, and frees the weights. */
  @Override
  void close();
}
