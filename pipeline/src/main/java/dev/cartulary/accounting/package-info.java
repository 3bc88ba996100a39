/**
 * What a document cost here and what it would have cost in a cloud.
 *
 * <p>A finished {@link dev.cartulary.outcome.DocumentRecord} enters {@link
 * dev.cartulary.accounting.DocumentMeter} and what was {@link dev.cartulary.accounting.Metered}
 * leaves, from which {@link dev.cartulary.accounting.CostLines} makes lines or their sums; sums
 * enter {@link dev.cartulary.accounting.Savings} and a comparison leaves, which {@link
 * dev.cartulary.accounting.SavingsText} writes out; with {@link
 * dev.cartulary.accounting.Assumptions} it becomes a {@link dev.cartulary.accounting.Comparison}
 * with intervals, break-even and sensitivities. Prices and machines are read from files that people
 * edit. Knows no database and no pipeline. The arithmetic is in docs/accounting.md, with an example
 * that a test computes again.
 */
@NullMarked
package dev.cartulary.accounting;

import org.jspecify.annotations.NullMarked;
