package dev.cartulary.completion;

import static java.util.Objects.requireNonNull;

import java.io.Serializable;
import java.util.List;

/**
 * The answers to a {@link PrefixRequest}, one a branch and in the same order.
 *
 * @param engineNanos the request's share of the engine's busy time
 */
public record Completion(List<BranchAnswer> answers, TokenUsage usage, long engineNanos)
    implements Serializable {
  public Completion {
    answers = List.copyOf(answers);
    requireNonNull(usage, "usage is null");
    if (engineNanos < 0) {
      throw new IllegalArgumentException("negative engine time: " + engineNanos);
    }
  }
}
