/**
 * Pages that people look at and show to others: what a run found, document by document, and what it
 * cost.
 *
 * <p>Records with their texts enter a {@link dev.cartulary.report.ReportFolder}, a comparison of
 * costs enters a {@link dev.cartulary.report.SavingsPage}; HTML that opens from disk leaves. A
 * {@link dev.cartulary.report.Disclosure} says how much of documents may be shown. All arithmetic
 * on money is done before. Where records come from is not known here.
 */
@NullMarked
package dev.cartulary.report;

import org.jspecify.annotations.NullMarked;
