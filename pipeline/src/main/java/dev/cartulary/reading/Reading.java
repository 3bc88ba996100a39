package dev.cartulary.reading;

import dev.cartulary.completion.TokenUsage;
import dev.cartulary.outcome.DocumentRecord;
import java.io.Serializable;

/**
 * A document that was read, and the work that this took now.
 *
 * @param computed tokens that passed through the model for it in this run; less than the record's
 *     usage when completions were recalled
 * @param extractNanos time of a parser process in this run
 */
public record Reading(DocumentRecord document, TokenUsage computed, long extractNanos)
    implements Serializable {
  /** A document of an earlier run, for which nothing was done now. */
  public static Reading recalled(DocumentRecord document) {
    return new Reading(document, TokenUsage.ZERO, 0);
  }
}
