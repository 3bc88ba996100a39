package dev.cartulary.completion;

import static java.util.Objects.requireNonNull;

import java.io.Serializable;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** A piece of text and the questions about it. */
public record PrefixRequest(String prefix, List<Branch> branches) implements Serializable {
  public PrefixRequest {
    requireNonNull(prefix, "prefix is null");
    branches = List.copyOf(branches);
    Set<String> names = new HashSet<>();
    for (Branch branch : branches) {
      if (!names.add(branch.name())) {
        throw new IllegalArgumentException("two branches are named " + branch.name());
      }
    }
  }
}
