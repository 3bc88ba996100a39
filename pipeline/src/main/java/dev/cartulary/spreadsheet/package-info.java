/**
 * Sheets as a workbook that spreadsheet programs open.
 *
 * <p>{@link dev.cartulary.sheet.Sheet}s enter, a file of Office Open XML leaves. Rows go through
 * memory a few at a time, and no temporary file is made. The only package that imports fastexcel.
 */
@NullMarked
package dev.cartulary.spreadsheet;

import org.jspecify.annotations.NullMarked;
