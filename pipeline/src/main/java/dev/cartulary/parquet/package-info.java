/**
 * The four tables of a run as Parquet files, and the folder in which they appear.
 *
 * <p>Rows of the product's records enter a {@link dev.cartulary.parquet.TableWriter}; files that
 * DuckDB, Spark and pandas read without us leave. An {@link dev.cartulary.parquet.OutputFolder}
 * makes a whole run visible at once or not at all. The only package that knows Parquet and Avro; it
 * knows nothing of how rows come about.
 */
@NullMarked
package dev.cartulary.parquet;

import org.jspecify.annotations.NullMarked;
