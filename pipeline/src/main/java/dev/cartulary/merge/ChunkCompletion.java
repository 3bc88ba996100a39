package dev.cartulary.merge;

import static java.util.Objects.requireNonNull;

import dev.cartulary.chunk.Chunk;
import dev.cartulary.completion.Completion;
import java.io.Serializable;

/** A chunk and what the model said about it. */
public record ChunkCompletion(Chunk chunk, Completion completion) implements Serializable {
  public ChunkCompletion {
    requireNonNull(chunk, "chunk is null");
    requireNonNull(completion, "completion is null");
  }
}
