/**
 * The whole program, started as a user starts it: a process of its own, a job file, a folder.
 *
 * <p>Nothing in here is scripted: real files, real parsers, the embedded model, the real ledger.
 * What comes out is read by DuckDB and compared with the gold of the samples.
 */
@NullMarked
package dev.cartulary.endtoend;

import org.jspecify.annotations.NullMarked;
