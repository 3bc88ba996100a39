/**
 * What words mean: dates, amounts of money, periods, places, organisations, persons, numbers.
 *
 * <p>A {@link dev.cartulary.normalize.Recogniser} finds values of one kind in running text; {@link
 * dev.cartulary.normalize.Normalizer} reads a value that was copied verbatim as its field's type.
 * What cannot be read stays words. Every rule runs in time linear in the text, whatever the text
 * is. Nothing here knows about documents, chunks or models.
 */
@NullMarked
package dev.cartulary.normalize;

import org.jspecify.annotations.NullMarked;
