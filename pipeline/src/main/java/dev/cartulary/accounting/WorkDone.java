package dev.cartulary.accounting;

import static java.util.Objects.requireNonNull;

import dev.cartulary.completion.TokenUsage;

/**
 * How much work a comparison is about.
 *
 * @param characters UTF-16 code units of the documents' text
 */
public record WorkDone(long documents, long pages, long characters, TokenUsage usage) {
  public WorkDone {
    requireNonNull(usage, "usage is null");
    if (documents < 0 || pages < 0 || characters < 0) {
      throw new IllegalArgumentException(
          "negative work: "
              + documents
              + " documents, "
              + pages
              + " pages, "
              + characters
              + " characters");
    }
  }
}
