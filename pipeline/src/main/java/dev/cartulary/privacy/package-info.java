/**
 * What becomes of identifiers. A document's text and its proven fields enter, the same without
 * identifiers leave, or the word that too many may be left. Knows the recognisers and one secret
 * key; writes nothing, and says nothing of texts in its errors.
 */
@NullMarked
package dev.cartulary.privacy;

import org.jspecify.annotations.NullMarked;
