/**
 * Trains and measures which parts of a contract are worth asking for which field, on public
 * contracts with annotated clauses. It may know every module; nothing knows it.
 */
@NullMarked
package dev.cartulary.retrieval;

import org.jspecify.annotations.NullMarked;
