/**
 * What programs that watch a job read: its failures, the report of a run, how far it is, and
 * figures for a monitoring system.
 *
 * <p>Reports and failures enter, JSON and text leave. Nothing in them is text of a document; paths
 * of files are in lists of failures only.
 */
@NullMarked
package dev.cartulary.status;

import org.jspecify.annotations.NullMarked;
