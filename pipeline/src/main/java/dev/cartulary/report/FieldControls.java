package dev.cartulary.report;

import dev.cartulary.outcome.DocumentRecord;

/** What a reader of a page can do with a document's fields; nothing in a report. */
public interface FieldControls {
  /** A page to look at. */
  FieldControls NONE = (document, position) -> "";

  /**
   * Markup that stands in the row of a field, below its value.
   *
   * @param position of the field in the record, counted from 0
   */
  String ofField(DocumentRecord document, int position);
}
