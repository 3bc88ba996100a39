package dev.cartulary.report;

/** How much a report may say of documents: never more than the tables beside it do in the clear. */
public enum Disclosure {
  /** All, with the text. */
  WHOLE(""),
  /** What the tables say, with hidden identifiers as they are there, and no text. */
  TABLES(
      "This job hides identifiers or encrypts what it keeps: names, summaries and values are shown as the tables have"
          + " them, and the text of documents is not shown."),
  /** Sums; no document is named. */
  COUNTS(
      "This job encrypts its tables. A page cannot be encrypted, so this report holds sums only: no text, no value and"
          + " no name of a file.");

  private final String reason;

  Disclosure(String reason) {
    this.reason = reason;
  }

  /** Why something is missing, in sentences; empty where nothing is. */
  public String reason() {
    return reason;
  }
}
