package dev.cartulary.reading;

import static java.util.Objects.requireNonNull;

import dev.cartulary.completion.Completion;
import dev.cartulary.document.DocumentId;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A store that finds only what it has taken itself, and puts it in the place of what there was. */
public final class AnewCompletions implements CompletionStore {
  private final CompletionStore store;
  private final Set<String> taken = ConcurrentHashMap.newKeySet();

  public AnewCompletions(CompletionStore store) {
    this.store = requireNonNull(store, "store is null");
  }

  @Override
  public Map<String, Completion> findAll(DocumentId document, Collection<String> keys) {
    return store.findAll(document, keys.stream().filter(taken::contains).toList());
  }

  @Override
  public void store(DocumentId document, String key, Completion completion) {
    replace(document, key, completion);
  }

  @Override
  public void replace(DocumentId document, String key, Completion completion) {
    store.replace(document, key, completion);
    taken.add(key);
  }
}
