/**
 * The desk at which persons review fields: pages of a server that only this machine reaches.
 *
 * <p>Requests of a browser enter, pages and decisions leave. What documents say is on the pages
 * alone: never in an address, a log or an exception. Knows the ledger, but neither Parquet nor the
 * command line.
 */
@NullMarked
package dev.cartulary.desk;

import org.jspecify.annotations.NullMarked;
