/**
 * The chain of audit events: what an event says, its canonical form and hash, and the check of a
 * whole chain.
 *
 * <p>Events come in, links of the chain go out. Knows nothing of where a chain is kept. No event
 * holds text, a value or a path of a document: documents are named by their content id.
 */
@NullMarked
package dev.cartulary.audit;

import org.jspecify.annotations.NullMarked;
