/**
 * From the words of a page and where they stand to text that reads in order.
 *
 * <p>Words with boxes enter as {@link dev.cartulary.layout.Sheet}s, pages of text with a layout
 * leave. Running headers and page numbers are taken out of the flow, words that a line end broke
 * are joined, rows of tables get separators. Geometry and rules about text only: this package knows
 * no file format and no library.
 */
@NullMarked
package dev.cartulary.layout;

import org.jspecify.annotations.NullMarked;
