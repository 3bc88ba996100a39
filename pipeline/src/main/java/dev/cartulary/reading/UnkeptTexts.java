package dev.cartulary.reading;

import dev.cartulary.accounting.Metered;
import dev.cartulary.document.DocumentId;
import dev.cartulary.document.ExtractedText;
import dev.cartulary.outcome.DocumentRecord;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A store that keeps and finds no text: for jobs whose records hide what texts say, and for those
 * that wish so.
 */
public record UnkeptTexts(DocumentStore store) implements DocumentStore {
  @Override
  public Optional<DocumentRecord> find(DocumentId id) {
    return store.find(id);
  }

  @Override
  public Optional<CostedDocument> findCosted(DocumentId id) {
    return store.findCosted(id);
  }

  @Override
  public Optional<ExtractedText> findText(DocumentId id) {
    return Optional.empty();
  }

  @Override
  public boolean isBarred(DocumentId id) {
    return store.isBarred(id);
  }

  @Override
  public void store(DocumentRecord document, @Nullable ExtractedText text, Metered metered) {
    store.store(document, null, metered);
  }

  @Override
  public void replace(DocumentRecord document, @Nullable ExtractedText text, Metered metered) {
    store.replace(document, null, metered);
  }
}
