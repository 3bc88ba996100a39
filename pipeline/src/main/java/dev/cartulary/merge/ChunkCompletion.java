package dev.cartulary.merge;

import static java.util.Objects.requireNonNull;

import dev.cartulary.chunk.Chunk;
import dev.cartulary.completion.BranchAnswer;
import dev.cartulary.completion.Completion;
import dev.cartulary.document.CharSpan;
import dev.cartulary.prompt.ChunkRequest;
import dev.cartulary.prompt.Expected;
import java.io.Serializable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A chunk and what was said about it.
 *
 * @param decided by rules, without the model
 * @param expected what was known beforehand of values among which the model chose
 * @param completion what the model said
 */
public record ChunkCompletion(
    Chunk chunk, List<BranchAnswer> decided, List<Expected> expected, Completion completion)
    implements Serializable {
  public ChunkCompletion {
    requireNonNull(chunk, "chunk is null");
    decided = List.copyOf(decided);
    expected = List.copyOf(expected);
    requireNonNull(completion, "completion is null");
  }

  /** What was asked about a chunk, and what the model said. */
  public ChunkCompletion(ChunkRequest request, Completion completion) {
    this(request.chunk(), request.decided(), request.expected(), completion);
  }

  /**
   * How probable it was beforehand that a value is right.
   *
   * @param span of the value in the chunk
   * @param otherwise where nothing was known of it
   */
  double expected(String name, @Nullable CharSpan span, double otherwise) {
    return expected.stream()
        .filter(value -> value.name().equals(name) && value.span().equals(span))
        .mapToDouble(Expected::probability)
        .findFirst()
        .orElse(otherwise);
  }
}
