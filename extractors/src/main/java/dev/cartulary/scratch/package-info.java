/**
 * Private temporary folders that end with their owner, also when it is killed.
 *
 * <p>Nothing here knows what is kept in them.
 */
@NullMarked
package dev.cartulary.scratch;

import org.jspecify.annotations.NullMarked;
