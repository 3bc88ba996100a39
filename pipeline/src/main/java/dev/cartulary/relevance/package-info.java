/**
 * A trained guess which sentences of a document bear on which fields, from their words alone.
 *
 * <p>Text and the spans of its sentences enter, a probability for each sentence and field leaves;
 * and one for a clause or a value, by what the sentences of a document show together. It knows
 * neither rules nor models, and its weights are made by a program of the module {@code benchmarks}.
 */
@NullMarked
package dev.cartulary.relevance;

import org.jspecify.annotations.NullMarked;
