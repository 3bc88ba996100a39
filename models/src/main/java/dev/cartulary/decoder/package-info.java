/**
 * The model's forward pass: a TorchScript program, its weights and its KV cache.
 *
 * <p>The only package that knows DJL's engine. Token ids enter and logits leave; only JDK types and
 * {@link dev.cartulary.tokenizer.TokenIds} cross its border, so that no native memory can escape.
 */
@NullMarked
package dev.cartulary.decoder;

import org.jspecify.annotations.NullMarked;
