package dev.cartulary.reading;

import dev.cartulary.completion.Completion;
import dev.cartulary.document.DocumentId;
import java.util.Collection;
import java.util.Map;

/**
 * Keeps completions. What was stored is found again at once, and after a crash of the process once
 * it is durable, which it is no later than whatever is stored after it. Safe for use by several
 * threads.
 */
public interface CompletionStore {
  /**
   * The stored ones among {@code keys}. They are noted as the document's own, too, so that they can
   * be removed with it.
   */
  Map<String, Completion> findAll(DocumentId document, Collection<String> keys);

  /**
   * Stores an answer to a document's question, without waiting; storing a key again changes
   * nothing.
   */
  void store(DocumentId document, String key, Completion completion);

  /** Likewise, in the place of what was stored under the key before. */
  void replace(DocumentId document, String key, Completion completion);
}
