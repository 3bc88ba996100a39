/**
 * The answers about a document's chunks made into the fields and the summary of the document.
 *
 * <p>Chunks with their completions enter; normalised {@link dev.cartulary.field.Field}s with spans
 * of the whole text and one {@link dev.cartulary.outcome.Summary} leave. The result depends on the
 * answers only, not on the order in which they came.
 */
@NullMarked
package dev.cartulary.merge;

import org.jspecify.annotations.NullMarked;
