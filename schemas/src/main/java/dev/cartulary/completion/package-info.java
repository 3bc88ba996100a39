/**
 * What is asked of a language model and what it answers, in text and spans; no token ids.
 *
 * <p>A {@link dev.cartulary.completion.PrefixRequest} is one piece of a document with many
 * branches. Every branch sees the prefix and itself only, has its own {@link
 * dev.cartulary.completion.Constraint}, and is answered by a {@link
 * dev.cartulary.completion.BranchAnswer}.
 */
@NullMarked
package dev.cartulary.completion;

import org.jspecify.annotations.NullMarked;
