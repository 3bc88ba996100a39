/**
 * Documents of any format to text, in child processes.
 *
 * <p>A {@link dev.cartulary.document.SourceFile} enters, an {@link
 * dev.cartulary.document.ExtractedText} or a failure leaves. Parsers meet hostile and broken files,
 * so they run in forked processes with a deadline and a memory cap; a file can cost itself and
 * nothing else. This is the only package that imports Tika. What a child says is checked like any
 * other input, and no text of a document is ever part of a message.
 */
@NullMarked
package dev.cartulary.tika;

import org.jspecify.annotations.NullMarked;
