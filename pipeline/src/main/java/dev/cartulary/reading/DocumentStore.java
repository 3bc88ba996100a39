package dev.cartulary.reading;

import dev.cartulary.accounting.Metered;
import dev.cartulary.document.DocumentId;
import dev.cartulary.document.ExtractedText;
import dev.cartulary.outcome.DocumentRecord;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Keeps finished documents of one kind of work. What was stored is found again at once, and after a
 * crash of the process once it is durable, which it is no later than whatever is stored after it.
 * Safe for use by several threads.
 */
public interface DocumentStore {
  Optional<DocumentRecord> find(DocumentId id);

  /** The same with what the document cost. */
  Optional<CostedDocument> findCosted(DocumentId id);

  /**
   * The text that the document's record was made from, without the boxes of its words; empty where
   * none was kept.
   */
  Optional<ExtractedText> findText(DocumentId id);

  /** Whether the document was purged and must not be read again. */
  boolean isBarred(DocumentId id);

  /**
   * Stores a document with its text, without waiting for a disk; storing it again changes nothing.
   *
   * @param text that the record was made from; null to keep none
   * @param metered what it took
   */
  void store(DocumentRecord document, @Nullable ExtractedText text, Metered metered);

  /** Likewise, in the place of what was stored of the document before. */
  void replace(DocumentRecord document, @Nullable ExtractedText text, Metered metered);

  /** Keeps a document without its text. */
  default void store(DocumentRecord document, Metered metered) {
    store(document, null, metered);
  }
}
