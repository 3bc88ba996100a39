package dev.cartulary.completion;

import static java.util.Objects.requireNonNull;

import java.io.Serializable;

/**
 * One question about a prefix.
 *
 * @param name what the answer is filed under, unique in its request
 * @param question the words put to the model
 */
public record Branch(String name, String question, Constraint constraint) implements Serializable {
  public Branch {
    requireNonNull(name, "name is null");
    requireNonNull(question, "question is null");
    requireNonNull(constraint, "constraint is null");
  }
}
