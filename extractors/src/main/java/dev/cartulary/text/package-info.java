/**
 * The one rule for how extracted text looks: its blanks, line ends, control characters, and where
 * its pages stand in it.
 *
 * <p>Raw text of pages enters, an {@link dev.cartulary.document.ExtractedText} leaves. All offsets
 * of the product refer to what this package makes; it may not know where the text came from.
 */
@NullMarked
package dev.cartulary.text;

import org.jspecify.annotations.NullMarked;
