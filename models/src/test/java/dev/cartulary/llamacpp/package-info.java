/**
 * llama.cpp as a second opinion on the decoder. Checkpoints in HuggingFace's layout are written as
 * GGUF by code that shares nothing with the main sources, and llama.cpp, in a process of its own,
 * continues the same prompts.
 */
@NullMarked
package dev.cartulary.llamacpp;

import org.jspecify.annotations.NullMarked;
