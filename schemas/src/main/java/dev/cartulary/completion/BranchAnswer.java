package dev.cartulary.completion;

import static java.util.Objects.requireNonNull;

import java.io.Serializable;
import java.util.List;

/**
 * What one branch said.
 *
 * @param answers empty when the branch said that the value is absent
 * @param absentProbability of saying so at the first token, in [0, 1]; 0 where the constraint does
 *     not allow it
 */
public record BranchAnswer(String name, List<Answer> answers, double absentProbability)
    implements Serializable {
  public BranchAnswer {
    requireNonNull(name, "name is null");
    answers = List.copyOf(answers);
    if (!(absentProbability >= 0 && absentProbability <= 1)) {
      throw new IllegalArgumentException(
          "absentProbability of " + name + " is " + absentProbability);
    }
  }
}
