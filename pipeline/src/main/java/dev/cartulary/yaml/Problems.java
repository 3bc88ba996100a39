package dev.cartulary.yaml;

import java.util.ArrayList;
import java.util.List;

/**
 * What is wrong with one file, in the order in which it was noticed. Mutable; belongs to one
 * reading.
 */
public final class Problems {
  private final String source;
  private final List<String> found = new ArrayList<>();

  public Problems(String source) {
    this.source = source;
  }

  public String source() {
    return source;
  }

  /** Adds a problem at a line counted from 1; line 0 stands for the whole file. */
  public void add(int line, String message) {
    found.add(line > 0 ? "line " + line + ": " + message : message);
  }

  public boolean isEmpty() {
    return found.isEmpty();
  }

  public void throwIfAny() {
    if (!found.isEmpty()) {
      throw new ConfigurationException(source, found);
    }
  }
}
