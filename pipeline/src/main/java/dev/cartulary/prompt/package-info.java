/**
 * What the model is asked: for each chunk one request with a branch for every field that the chunk
 * can answer, and one for the summary.
 *
 * <p>Rules find possible values in the text, and the model chooses among them or says that there is
 * none. A document type, a text and its chunks enter; {@link
 * dev.cartulary.completion.PrefixRequest}s leave. Nothing here runs a model.
 */
@NullMarked
package dev.cartulary.prompt;

import org.jspecify.annotations.NullMarked;
