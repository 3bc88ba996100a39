package dev.cartulary.reading;

import dev.cartulary.completion.TokenUsage;
import java.io.Serializable;

/**
 * A document that was read, and the work that this took now.
 *
 * @param computed tokens that passed through the model for it in this run; less than the record's
 *     usage when completions were recalled
 * @param ungrounded values whose place in the text did not hold them
 */
public record Reading(FinishedDocument finished, TokenUsage computed, int ungrounded)
    implements Serializable {}
