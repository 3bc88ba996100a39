package dev.cartulary.reading;

import dev.cartulary.document.SourceFile;
import dev.cartulary.outcome.DocumentRecord;
import dev.cartulary.outcome.Failure;

/** Hears what becomes of files and of the documents inside of them; from several threads. */
public interface Deliveries {
  /** So many documents were found inside of others; each is delivered or fails later. */
  void found(int parts);

  /**
   * A file is done.
   *
   * @param recalled whether nothing was computed for it
   */
  void delivered(SourceFile file, DocumentRecord document, boolean recalled);

  /** A file came to no record. */
  void failed(Failure failure);

  /** Work was done; once for all files that have the same bytes. */
  void computed(Reading reading);
}
