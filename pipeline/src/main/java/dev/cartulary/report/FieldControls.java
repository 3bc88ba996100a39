package dev.cartulary.report;

/** What a reader of a page can do with a document's fields; nothing in a report. */
public interface FieldControls {
  /** A page to look at. */
  FieldControls NONE = position -> "";

  /**
   * Markup that stands below the row of a field, over the whole width; empty for none.
   *
   * @param position of the field in the record, counted from 0
   */
  String ofField(int position);

  /** Whether a field without a value stands among those that have one. */
  default boolean isForemost(int position) {
    return false;
  }

  /** Markup below all fields. */
  default String below() {
    return "";
  }
}
