/**
 * Text to token ids and back, by the tokenizer that a checkpoint brings.
 *
 * <p>The only package that knows the HuggingFace tokenizers library. Spans that leave it are UTF-16
 * code units of the text that came in.
 */
@NullMarked
package dev.cartulary.tokenizer;

import org.jspecify.annotations.NullMarked;
