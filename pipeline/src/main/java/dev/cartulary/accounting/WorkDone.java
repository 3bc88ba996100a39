package dev.cartulary.accounting;

import static java.util.Objects.requireNonNull;

import dev.cartulary.completion.TokenUsage;
import org.jspecify.annotations.Nullable;

/**
 * How much work a comparison is about.
 *
 * @param characters UTF-16 code units of the documents' text
 * @param counts what is in the documents; null when it is not known of all
 * @param reviewed what persons did about them
 * @param escalated what a model elsewhere was asked about them
 */
public record WorkDone(
    long documents,
    long pages,
    long characters,
    TokenUsage usage,
    @Nullable Counts counts,
    Reviewed reviewed,
    Escalated escalated) {
  /**
   * What the model was given and what it found.
   *
   * @param chunks pieces of text
   * @param fields with a value or without
   * @param toReview fields that need a person
   */
  public record Counts(long chunks, long fields, long toReview) {
    public Counts {
      if (chunks < 0 || toReview < 0 || toReview > fields) {
        throw new IllegalArgumentException(
            "impossible counts: "
                + chunks
                + " chunks, "
                + fields
                + " fields, "
                + toReview
                + " to review");
      }
    }
  }

  /** Work of which neither chunks nor fields are known. */
  public WorkDone(long documents, long pages, long characters, TokenUsage usage) {
    this(documents, pages, characters, usage, null);
  }

  /** Work that nobody has reviewed, and of which nothing was sent elsewhere. */
  public WorkDone(
      long documents, long pages, long characters, TokenUsage usage, @Nullable Counts counts) {
    this(documents, pages, characters, usage, counts, Reviewed.NONE, Escalated.NONE);
  }

  public WorkDone {
    requireNonNull(usage, "usage is null");
    requireNonNull(reviewed, "reviewed is null");
    requireNonNull(escalated, "escalated is null");
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
