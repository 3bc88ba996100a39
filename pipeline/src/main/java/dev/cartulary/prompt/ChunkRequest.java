package dev.cartulary.prompt;

import static java.util.Objects.requireNonNull;

import dev.cartulary.chunk.Chunk;
import dev.cartulary.completion.BranchAnswer;
import dev.cartulary.completion.PrefixRequest;
import java.io.Serializable;
import java.util.List;

/**
 * A chunk and what is asked about it; the request's prefix is the chunk's text.
 *
 * @param decided what rules said of the chunk without the model, with spans in the chunk
 */
public record ChunkRequest(Chunk chunk, PrefixRequest request, List<BranchAnswer> decided)
    implements Serializable {
  public ChunkRequest {
    requireNonNull(chunk, "chunk is null");
    requireNonNull(request, "request is null");
    decided = List.copyOf(decided);
  }
}
