package dev.cartulary.document;

import static java.util.Objects.requireNonNull;

import java.io.Serializable;

/**
 * One page of a document and the range of the extracted text that stands on it; empty for a page
 * without text.
 *
 * @param number counted from 1
 * @param ocr whether the text was read from a picture of the page
 */
public record Page(int number, CharSpan span, boolean ocr) implements Serializable {
  public Page {
    requireNonNull(span, "span is null");
    if (number < 1) {
      throw new IllegalArgumentException("pages are counted from 1: " + number);
    }
  }
}
