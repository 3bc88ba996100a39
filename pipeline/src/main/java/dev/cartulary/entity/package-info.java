/**
 * Names of diseases, drugs, treatments and tests in running clinical text, by weights trained on
 * annotated case reports: a document's sentences enter, spans with probabilities leave. It knows
 * nothing of fields and questions.
 */
@NullMarked
package dev.cartulary.entity;

import org.jspecify.annotations.NullMarked;
