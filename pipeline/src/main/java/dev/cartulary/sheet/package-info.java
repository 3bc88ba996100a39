/**
 * A run's results as sheets of columns and rows, for people who work in spreadsheets.
 *
 * <p>A {@link dev.cartulary.parquet.DeliveredRun} enters; {@link dev.cartulary.sheet.Sheet}s leave,
 * whose rows are made while they are taken. Written here as CSV; the form of spreadsheet programs
 * is a package of its own. It knows no files but those it writes.
 */
@NullMarked
package dev.cartulary.sheet;

import org.jspecify.annotations.NullMarked;
