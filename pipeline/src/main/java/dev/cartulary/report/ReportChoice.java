package dev.cartulary.report;

import static java.util.Objects.requireNonNull;

import java.io.Serializable;

/**
 * What a job wants its report to show of documents, as far as its {@link Disclosure} allows.
 *
 * @param texts whether the ledger keeps the texts of documents
 * @param pictures of pages; none without texts, which know how large pages are
 */
public record ReportChoice(boolean texts, PictureChoice pictures) implements Serializable {
  /** Texts, and pictures where a person has to look. */
  public static final ReportChoice USUAL = new ReportChoice(true, PictureChoice.REVIEW);

  public ReportChoice {
    requireNonNull(pictures, "pictures is null");
    if (!texts && pictures != PictureChoice.NONE) {
      throw new IllegalArgumentException("pictures without texts");
    }
  }
}
