/**
 * The documents themselves: a file found by a scan, the text taken out of it, its pages, spans in
 * that text, and where its words stand on a page.
 *
 * <p>All character offsets of the product are UTF-16 code units into {@link
 * dev.cartulary.document.ExtractedText#text()}; all ranges are half-open. A document's identity is
 * the SHA-256 of its bytes, so equal files are one document wherever they lie.
 */
@NullMarked
package dev.cartulary.document;

import org.jspecify.annotations.NullMarked;
