/**
 * Requests in, completions out: one engine thread that batches the prefixes and branches of all
 * documents in flight.
 *
 * <p>Callers see {@link dev.cartulary.schedule.LanguageModel} only: text, questions and constraints
 * enter, answers with spans, probabilities and token counts leave.
 */
@NullMarked
package dev.cartulary.schedule;

import org.jspecify.annotations.NullMarked;
