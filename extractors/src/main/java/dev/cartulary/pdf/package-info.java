/**
 * PDF files: the words of each page with their boxes, what its form and comments say, and its pages
 * as pictures.
 *
 * <p>The only package that imports PDFBox. It runs in parser processes and may not know who asks;
 * how words become text is decided in {@link dev.cartulary.layout}.
 */
@NullMarked
package dev.cartulary.pdf;

import org.jspecify.annotations.NullMarked;
