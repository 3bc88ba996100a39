package dev.cartulary.text;

import static java.util.Objects.requireNonNull;

import dev.cartulary.document.PageLayout;
import org.jspecify.annotations.Nullable;

/**
 * The text of one page as a parser gave it.
 *
 * @param ocr whether it was read from a picture of the page
 * @param confidence as in {@link dev.cartulary.document.Page#confidence()}
 * @param layout where its words stand, counted in {@code text}; {@link PageLayout#NONE} if unknown
 */
public record RawPage(String text, boolean ocr, @Nullable Double confidence, PageLayout layout) {
  public RawPage {
    requireNonNull(text, "text is null");
    requireNonNull(layout, "layout is null");
  }

  /** A page of which only the text is known. */
  public RawPage(String text, boolean ocr) {
    this(text, ocr, null, PageLayout.NONE);
  }
}
