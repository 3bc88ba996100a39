/**
 * What a person decides about the fields of a document, and what becomes of its record.
 *
 * <p>Records and decisions enter, records leave. Knows nothing of where decisions are kept, of
 * pages or of servers.
 */
@NullMarked
package dev.cartulary.review;

import org.jspecify.annotations.NullMarked;
