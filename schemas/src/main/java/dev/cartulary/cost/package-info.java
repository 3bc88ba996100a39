/**
 * Money: what a document cost here and what it would have cost elsewhere.
 *
 * <p>Amounts are decimals with a currency, never floating point, and are rounded at display only.
 */
@NullMarked
package dev.cartulary.cost;

import org.jspecify.annotations.NullMarked;
