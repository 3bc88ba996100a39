/**
 * A finished run in the formats that people and other programs take.
 *
 * <p>A {@link dev.cartulary.parquet.DeliveredRun} enters, a file or a folder of files leaves, whole
 * or not at all, for its owner alone. It knows no ledger and no keys.
 */
@NullMarked
package dev.cartulary.export;

import org.jspecify.annotations.NullMarked;
