package dev.cartulary.reading;

import dev.cartulary.completion.Completion;
import java.util.Collection;
import java.util.Map;

/**
 * Keeps completions. What was stored is found again after a crash. Safe for use by several threads.
 */
public interface CompletionStore {
  /** The stored ones among {@code keys}. */
  Map<String, Completion> findAll(Collection<String> keys);

  /** Returns when the completion is durable; storing a key again changes nothing. */
  void store(String key, Completion completion);
}
