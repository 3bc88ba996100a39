package dev.cartulary.prompt;

import static java.util.Objects.requireNonNull;

import dev.cartulary.chunk.Chunk;
import dev.cartulary.completion.BranchAnswer;
import dev.cartulary.completion.PrefixRequest;
import java.io.Serializable;
import java.util.List;
import java.util.function.Predicate;

/**
 * A chunk and what is asked about it; the request's prefix is the chunk's text.
 *
 * @param decided what rules and the trained guess said of the chunk without the model, with spans
 *     in the chunk
 * @param expected what is known beforehand of values among which the model chooses
 */
public record ChunkRequest(
    Chunk chunk, PrefixRequest request, List<BranchAnswer> decided, List<Expected> expected)
    implements Serializable {
  public ChunkRequest {
    requireNonNull(chunk, "chunk is null");
    requireNonNull(request, "request is null");
    decided = List.copyOf(decided);
    expected = List.copyOf(expected);
  }

  /** The same with what is asked and was said about some names alone. */
  public ChunkRequest only(Predicate<String> names) {
    return new ChunkRequest(
        chunk,
        new PrefixRequest(
            request.prefix(),
            request.branches().stream().filter(branch -> names.test(branch.name())).toList()),
        decided.stream().filter(branch -> names.test(branch.name())).toList(),
        expected.stream().filter(value -> names.test(value.name())).toList());
  }

  /** Whether nothing is asked, and nothing was said. */
  public boolean isEmpty() {
    return request.branches().isEmpty() && decided.isEmpty();
  }
}
