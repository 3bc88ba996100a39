package dev.cartulary.completion;

import static java.util.Objects.requireNonNull;

import java.io.Serializable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one branch said.
 *
 * @param answers empty when the branch said that the value is absent
 * @param absentProbability of saying so at the first token, in [0, 1]; 0 where the constraint does
 *     not allow it
 * @param runnerUp the most probable of the answers that it did not give, as far as one is known;
 *     null otherwise
 */
public record BranchAnswer(
    String name, List<Answer> answers, double absentProbability, @Nullable Answer runnerUp)
    implements Serializable {
  public BranchAnswer {
    requireNonNull(name, "name is null");
    answers = List.copyOf(answers);
    if (!(absentProbability >= 0 && absentProbability <= 1)) {
      throw new IllegalArgumentException(
          "absentProbability of " + name + " is " + absentProbability);
    }
  }

  /** An answer beside which no other is known. */
  public BranchAnswer(String name, List<Answer> answers, double absentProbability) {
    this(name, answers, absentProbability, null);
  }
}
