/**
 * The proof that values are copies: every field's span holds its value, every sentence of a summary
 * stands where its span says.
 *
 * <p>It trusts nobody: what does not hold is marked and counted, whatever stage was wrong. It runs
 * on every record.
 */
@NullMarked
package dev.cartulary.verify;

import org.jspecify.annotations.NullMarked;
