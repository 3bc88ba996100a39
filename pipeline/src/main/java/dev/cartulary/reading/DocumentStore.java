package dev.cartulary.reading;

import dev.cartulary.accounting.Metered;
import dev.cartulary.document.DocumentId;
import dev.cartulary.outcome.DocumentRecord;
import java.util.Optional;

/** Keeps finished documents of one kind of work. Safe for use by several threads. */
public interface DocumentStore {
  Optional<DocumentRecord> find(DocumentId id);

  /** The same with what the document cost. */
  Optional<CostedDocument> findCosted(DocumentId id);

  /** Whether the document was purged and must not be read again. */
  boolean isBarred(DocumentId id);

  /**
   * Returns when the document is durable; storing it again changes nothing.
   *
   * @param metered what it took
   */
  void store(DocumentRecord document, Metered metered);

  /** Returns when the document is durable, in the place of what was stored of it before. */
  void replace(DocumentRecord document, Metered metered);
}
