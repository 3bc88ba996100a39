/**
 * Questions for a model elsewhere: the smallest de-identified passage that answers one, the words
 * of the question, and what an answer says of the document.
 *
 * <p>A document's text with its findings and answers enter; questions and rulings leave. Sends
 * nothing, keeps nothing, and knows nothing of ledgers and servers.
 */
@NullMarked
package dev.cartulary.escalation;

import org.jspecify.annotations.NullMarked;
