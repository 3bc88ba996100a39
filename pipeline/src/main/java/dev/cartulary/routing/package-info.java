/**
 * Which fields of a document are hard, and who has the last word on each.
 *
 * <p>Findings enter, routes leave. Knows nothing of models, endpoints, ledgers or persons.
 */
@NullMarked
package dev.cartulary.routing;

import org.jspecify.annotations.NullMarked;
