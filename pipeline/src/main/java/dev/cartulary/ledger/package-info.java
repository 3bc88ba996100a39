/**
 * What must outlive a run: runs, finished completions and documents, cost lines, prices. The only
 * package with SQL.
 *
 * <p>H2 in a file by default, PostgreSQL by URL; the schema is brought up to date by Flyway when a
 * ledger is opened. What a method has taken is durable against the death of this process when it
 * returns; what can be noted again without any work, a tenth of a second later, in its order.
 */
@NullMarked
package dev.cartulary.ledger;

import org.jspecify.annotations.NullMarked;
