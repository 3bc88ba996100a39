/**
 * A document's text cut into sentences and into chunks that fit a model.
 *
 * <p>Text and the places of its tokens enter, spans leave; offsets are always those of the whole
 * text. Nothing here knows about models beyond their token counts.
 */
@NullMarked
package dev.cartulary.chunk;

import org.jspecify.annotations.NullMarked;
