/**
 * What must outlive a run: runs, finished completions and documents, cost lines, prices. The only
 * package with SQL.
 *
 * <p>H2 in a file by default, PostgreSQL by URL; the schema is brought up to date by Flyway when a
 * ledger is opened. What a store method has taken is durable against the death of this process when
 * the method returns.
 */
@NullMarked
package dev.cartulary.ledger;

import org.jspecify.annotations.NullMarked;
