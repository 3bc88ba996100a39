/**
 * The way of questions out of a ledger to an endpoint, and of answers back into it.
 *
 * <p>A ledger and what a run delivered enter; events, approvals and answers are left in the ledger.
 * Sends what was allowed and nothing else. How questions are made and how servers are spoken to is
 * known to {@code escalation} and {@code endpoint}.
 */
@NullMarked
package dev.cartulary.courier;

import org.jspecify.annotations.NullMarked;
