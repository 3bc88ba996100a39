/**
 * How near the runtime comes to what the machine can do at all: its prefill beside bare products of
 * int8 matrices by the best kernel at hand.
 */
@NullMarked
package dev.cartulary.limit;

import org.jspecify.annotations.NullMarked;
