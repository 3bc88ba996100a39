package dev.cartulary.report;

import static java.util.Objects.requireNonNull;

import dev.cartulary.document.ExtractedText;
import dev.cartulary.outcome.DocumentRecord;
import org.jspecify.annotations.Nullable;

/**
 * What a page shows of a document.
 *
 * @param text that the record was made from; null where none is kept or may be shown
 * @param holder address of the page of the file that holds this part; null where there is none
 * @param note why something is missing, in sentences; empty where nothing is
 * @param sights pictures of pages; shown where there is a text, which knows how large pages are
 */
public record DocumentView(
    DocumentRecord document,
    @Nullable ExtractedText text,
    @Nullable String holder,
    String note,
    Sights sights) {
  public DocumentView {
    requireNonNull(document, "document is null");
    requireNonNull(note, "note is null");
    requireNonNull(sights, "sights is null");
    if (text != null && !text.id().equals(document.file().id())) {
      throw new IllegalArgumentException(
          "the text of " + text.id().brief() + " is none of " + document.file().id().brief());
    }
  }
}
