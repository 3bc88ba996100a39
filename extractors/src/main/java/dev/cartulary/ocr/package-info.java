/**
 * Text from pictures: the Tesseract program that reads them.
 *
 * <p>Tesseract is a program of the machine, looked up once; it is started once a page, on one core
 * and with a deadline. This package runs in parser processes: it may not know who asks.
 */
@NullMarked
package dev.cartulary.ocr;

import org.jspecify.annotations.NullMarked;
