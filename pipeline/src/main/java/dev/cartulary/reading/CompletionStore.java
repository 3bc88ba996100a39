package dev.cartulary.reading;

import dev.cartulary.completion.Completion;
import dev.cartulary.document.DocumentId;
import java.util.Collection;
import java.util.Map;

/**
 * Keeps completions. What was stored is found again after a crash. Safe for use by several threads.
 */
public interface CompletionStore {
  /**
   * Notes durably that {@code document} asks for completions, stored or not yet, so that they can
   * be removed with it.
   */
  void claim(DocumentId document, Collection<String> keys);

  /** The stored ones among {@code keys}. */
  Map<String, Completion> findAll(Collection<String> keys);

  /** Returns when all are durable, at once or none; storing a key again changes nothing. */
  void store(Map<String, Completion> completions);

  /** Likewise, in the place of what was stored under the keys before. */
  void replace(Map<String, Completion> completions);
}
