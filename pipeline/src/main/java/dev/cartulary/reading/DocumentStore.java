package dev.cartulary.reading;

import dev.cartulary.document.DocumentId;
import java.util.Optional;

/** Keeps finished documents of one kind of work. Safe for use by several threads. */
public interface DocumentStore {
  Optional<FinishedDocument> find(DocumentId id);

  /** Whether the document was purged and must not be read again. */
  boolean isBarred(DocumentId id);

  /** Returns when the document is durable; storing it again changes nothing. */
  void store(FinishedDocument document);

  /** Returns when the document is durable, in the place of what was stored of it before. */
  void replace(FinishedDocument document);
}
