/**
 * Identifiers in text: what names a person or a household in the sense of the eighteen classes of
 * 45 CFR 164.514(b)(2)(i). A text enters, spans with their class and probability leave, with an
 * estimate of what was missed. Recognisers are patterns with check digits, labels, dictionaries,
 * context and trained weights; none of them asks a language model or knows what becomes of a span.
 */
@NullMarked
package dev.cartulary.phi;

import org.jspecify.annotations.NullMarked;
