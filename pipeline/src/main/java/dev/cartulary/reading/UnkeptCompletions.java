package dev.cartulary.reading;

import dev.cartulary.completion.Completion;
import dev.cartulary.document.DocumentId;
import java.util.Collection;
import java.util.Map;

/**
 * A store that keeps nothing new and finds what it had: for answers that may not be written. What
 * was under way when a run is cut off, and what came to no record, is asked again.
 */
public record UnkeptCompletions(CompletionStore store) implements CompletionStore {
  @Override
  public Map<String, Completion> findAll(DocumentId document, Collection<String> keys) {
    return store.findAll(document, keys);
  }

  @Override
  public void store(DocumentId document, String key, Completion completion) {}

  @Override
  public void replace(DocumentId document, String key, Completion completion) {}
}
