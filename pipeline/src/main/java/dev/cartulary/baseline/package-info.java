/**
 * What can be had without a model: fields by regular expressions and headings, summaries by first
 * sentences and by TextRank. Every model is measured beside it.
 *
 * <p>The text of a document enters; values leave. It is an honest effort of a few rules a field,
 * written apart from the rules that offer candidates to the model, and it knows nothing of these,
 * of models and of gold. Only the written form of values is shared with the pipeline, so that equal
 * values compare as equal.
 */
@NullMarked
package dev.cartulary.baseline;

import org.jspecify.annotations.NullMarked;
