package dev.cartulary.reading;

import static java.util.Objects.requireNonNull;

import dev.cartulary.accounting.Metered;
import dev.cartulary.document.DocumentId;
import dev.cartulary.document.ExtractedText;
import dev.cartulary.outcome.DocumentRecord;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** A store that finds only what it has taken itself, and puts it in the place of what there was. */
public final class AnewDocuments implements DocumentStore {
  private final DocumentStore store;
  private final Set<DocumentId> taken = ConcurrentHashMap.newKeySet();

  public AnewDocuments(DocumentStore store) {
    this.store = requireNonNull(store, "store is null");
  }

  @Override
  public Optional<DocumentRecord> find(DocumentId id) {
    return taken.contains(id) ? store.find(id) : Optional.empty();
  }

  @Override
  public Optional<CostedDocument> findCosted(DocumentId id) {
    return taken.contains(id) ? store.findCosted(id) : Optional.empty();
  }

  @Override
  public Optional<ExtractedText> findText(DocumentId id) {
    return taken.contains(id) ? store.findText(id) : Optional.empty();
  }

  @Override
  public boolean isBarred(DocumentId id) {
    return store.isBarred(id);
  }

  @Override
  public void store(DocumentRecord document, @Nullable ExtractedText text, Metered metered) {
    replace(document, text, metered);
  }

  @Override
  public void replace(DocumentRecord document, @Nullable ExtractedText text, Metered metered) {
    store.replace(document, text, metered);
    taken.add(document.file().id());
  }
}
