/**
 * Document types with their field definitions, and the values found for them.
 *
 * <p>A value always carries its evidence: the span of the extracted text that it was copied from,
 * the page, and a probability. A value without a span can only have the status {@code UNGROUNDED}.
 */
@NullMarked
package dev.cartulary.field;

import org.jspecify.annotations.NullMarked;
