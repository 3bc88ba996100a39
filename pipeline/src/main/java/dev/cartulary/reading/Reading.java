package dev.cartulary.reading;

import dev.cartulary.completion.TokenUsage;
import java.io.Serializable;

/**
 * A document that was read, and the work that this took now.
 *
 * @param computed tokens that passed through the model for it in this run; less than the record's
 *     usage when completions were recalled
 * @param extractNanos time of a parser process in this run
 */
public record Reading(FinishedDocument finished, TokenUsage computed, long extractNanos)
    implements Serializable {
  /** A document of an earlier run, for which nothing was done now. */
  public static Reading recalled(FinishedDocument finished) {
    return new Reading(finished, TokenUsage.ZERO, 0);
  }
}
