package dev.cartulary.text;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

/**
 * The text of one page as a parser gave it.
 *
 * @param ocr whether it was read from a picture of the page
 * @param confidence as in {@link dev.cartulary.document.Page#confidence()}
 */
public record RawPage(String text, boolean ocr, @Nullable Double confidence) {
  public RawPage {
    requireNonNull(text, "text is null");
  }

  /** A page of which no confidence is known. */
  public RawPage(String text, boolean ocr) {
    this(text, ocr, null);
  }
}
