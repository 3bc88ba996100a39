/**
 * The same random model for this runtime and for llama.cpp, the peer, and their speed side by side.
 *
 * <p>One {@link dev.cartulary.peer.RandomModel} is written as a HuggingFace folder and as GGUF. The
 * only package that knows java-llama.cpp.
 */
@NullMarked
package dev.cartulary.peer;

import org.jspecify.annotations.NullMarked;
