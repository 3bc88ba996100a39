/**
 * A model folder as published on HuggingFace, read and checked.
 *
 * <p>A folder enters (any {@link java.nio.file.Path}, also one inside of a jar); a {@link
 * dev.cartulary.checkpoint.ModelConfig} and the bytes of named tensors leave. Everything wrong with
 * a folder is a {@link dev.cartulary.checkpoint.CheckpointException}. Knows no engine and no
 * tokenizer.
 */
@NullMarked
package dev.cartulary.checkpoint;

import org.jspecify.annotations.NullMarked;
