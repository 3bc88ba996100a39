package dev.cartulary.prompt;

import static java.util.Objects.requireNonNull;

import dev.cartulary.chunk.Chunk;
import dev.cartulary.completion.PrefixRequest;
import java.io.Serializable;

/** A chunk and what is asked about it; the request's prefix is the chunk's text. */
public record ChunkRequest(Chunk chunk, PrefixRequest request) implements Serializable {
  public ChunkRequest {
    requireNonNull(chunk, "chunk is null");
    requireNonNull(request, "request is null");
  }
}
