/**
 * One value of a finished run, with what is known of how it came about.
 *
 * <p>A {@link dev.cartulary.parquet.DeliveredRun} and words of a person enter; the document and the
 * field that they mean leave, or the choices there are. It knows no ledger: the text is handed in.
 */
@NullMarked
package dev.cartulary.explain;

import org.jspecify.annotations.NullMarked;
