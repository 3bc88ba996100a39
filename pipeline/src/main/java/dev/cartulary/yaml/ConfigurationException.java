package dev.cartulary.yaml;

import java.util.List;

/** A file that a person wrote is wrong; the message lists everything that is. */
public final class ConfigurationException extends RuntimeException {
  private final List<String> problems;

  public ConfigurationException(String source, List<String> problems) {
    super(
        source
            + (problems.size() == 1 ? " has a problem:" : " has " + problems.size() + " problems:")
            + String.join("", problems.stream().map(p -> "\n  " + p).toList()));
    this.problems = List.copyOf(problems);
  }

  public List<String> problems() {
    return problems;
  }
}
