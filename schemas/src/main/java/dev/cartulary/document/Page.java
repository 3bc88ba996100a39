package dev.cartulary.document;

import static java.util.Objects.requireNonNull;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * One page of a document and the range of the extracted text that stands on it; empty for a page
 * without text.
 *
 * @param number counted from 1
 * @param ocr whether the text was read from a picture of the page
 * @param confidence mean of what OCR says of its words, from 0 to 1; null for a text layer and for
 *     a picture that shows no word
 */
public record Page(int number, CharSpan span, boolean ocr, @Nullable Double confidence)
    implements Serializable {
  public Page {
    requireNonNull(span, "span is null");
    if (number < 1) {
      throw new IllegalArgumentException("pages are counted from 1: " + number);
    }
    if (confidence != null && !(ocr && confidence >= 0 && confidence <= 1)) {
      throw new IllegalArgumentException(
          "page " + number + " cannot have the confidence " + confidence + ", ocr: " + ocr);
    }
  }

  /** A page of which no confidence is known. */
  public Page(int number, CharSpan span, boolean ocr) {
    this(number, span, ocr, null);
  }
}
