package dev.cartulary.reading;

import static java.util.Objects.requireNonNull;

import dev.cartulary.document.DocumentId;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A store that finds only what it has taken itself, and puts it in the place of what there was. */
public final class AnewDocuments implements DocumentStore {
  private final DocumentStore store;
  private final Set<DocumentId> taken = ConcurrentHashMap.newKeySet();

  public AnewDocuments(DocumentStore store) {
    this.store = requireNonNull(store, "store is null");
  }

  @Override
  public Optional<FinishedDocument> find(DocumentId id) {
    return taken.contains(id) ? store.find(id) : Optional.empty();
  }

  @Override
  public boolean isBarred(DocumentId id) {
    return store.isBarred(id);
  }

  @Override
  public void store(FinishedDocument document) {
    replace(document);
  }

  @Override
  public void replace(FinishedDocument document) {
    store.replace(document);
    taken.add(document.document().file().id());
  }
}
