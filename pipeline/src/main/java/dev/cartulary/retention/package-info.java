/**
 * Removing documents from everywhere: chosen by id or by age, out of the ledger and out of the
 * tables, with proof in the audit trail.
 *
 * <p>Puts together what {@code ledger} and {@code parquet} can each remove. Knows nothing of job
 * files and of the command line.
 */
@NullMarked
package dev.cartulary.retention;

import org.jspecify.annotations.NullMarked;
