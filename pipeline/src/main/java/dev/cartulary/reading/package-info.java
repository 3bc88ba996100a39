/**
 * One document from its file to its record: extract, chunk, ask, merge, verify.
 *
 * <p>Composes the pure stages with the three services that a document needs: a text extractor, a
 * language model and a store of completions. Knows nothing of Beam, of SQL or of Parquet.
 */
@NullMarked
package dev.cartulary.reading;

import org.jspecify.annotations.NullMarked;
