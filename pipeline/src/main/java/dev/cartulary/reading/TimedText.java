package dev.cartulary.reading;

import dev.cartulary.document.ExtractedText;
import dev.cartulary.outcome.Outcome;

/**
 * A file's text, or why there is none, and the time that it took.
 *
 * @param nanos while a parser process worked on it; waiting for one is not counted
 */
public record TimedText(Outcome<ExtractedText> outcome, long nanos) {}
