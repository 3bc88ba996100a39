/**
 * What a branch may say next: text-level constraints compiled to token-level state machines.
 *
 * <p>A {@link dev.cartulary.completion.Constraint} and the tokens of the prefix enter; a {@link
 * dev.cartulary.constrain.Guide} leaves, which names the allowed next tokens, is told the one that
 * was taken, and at the end reads the answers off. Knows tokenizers, and neither models nor
 * prompts: how a prompt format says "end", "absent" and "another value" comes in as a {@link
 * dev.cartulary.constrain.Protocol}. A JSON schema is read to a {@code JsonShape}, that becomes
 * parts over bytes, and {@code JsonMasks} knows their tokens.
 */
@NullMarked
package dev.cartulary.constrain;

import org.jspecify.annotations.NullMarked;
