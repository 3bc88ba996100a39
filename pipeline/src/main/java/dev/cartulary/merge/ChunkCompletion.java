package dev.cartulary.merge;

import static java.util.Objects.requireNonNull;

import dev.cartulary.chunk.Chunk;
import dev.cartulary.completion.BranchAnswer;
import dev.cartulary.completion.Completion;
import java.io.Serializable;
import java.util.List;

/**
 * A chunk and what was said about it.
 *
 * @param decided by rules, without the model
 * @param completion what the model said
 */
public record ChunkCompletion(Chunk chunk, List<BranchAnswer> decided, Completion completion)
    implements Serializable {
  public ChunkCompletion {
    requireNonNull(chunk, "chunk is null");
    decided = List.copyOf(decided);
    requireNonNull(completion, "completion is null");
  }
}
