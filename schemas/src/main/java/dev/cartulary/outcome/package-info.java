/**
 * What becomes of a file: exactly one {@link dev.cartulary.outcome.DocumentRecord} or one {@link
 * dev.cartulary.outcome.Failure}.
 *
 * <p>A failure that belongs to a document is a value and flows to the failures table; a bug or a
 * bad configuration is an exception. Messages name the file, the cause and the remedy, and never
 * hold document text.
 */
@NullMarked
package dev.cartulary.outcome;

import org.jspecify.annotations.NullMarked;
