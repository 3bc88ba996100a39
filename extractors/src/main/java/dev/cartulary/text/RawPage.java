package dev.cartulary.text;

import static java.util.Objects.requireNonNull;

/**
 * The text of one page as a parser gave it.
 *
 * @param ocr whether it was read from a picture of the page
 */
public record RawPage(String text, boolean ocr) {
  public RawPage {
    requireNonNull(text, "text is null");
  }
}
