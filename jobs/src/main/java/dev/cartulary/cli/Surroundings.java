package dev.cartulary.cli;

import java.util.Map;

/**
 * What a process finds around it.
 *
 * @param environment environment variables
 * @param terminal whether standard error is a terminal; the launcher knows and says so, for Java
 *     itself cannot tell it from standard output
 */
record Surroundings(Map<String, String> environment, boolean terminal) {
  /** Set, to anything but 0, to see stack traces and what libraries log. */
  static final String DEBUG = "CARTULARY_DEBUG";

  Surroundings {
    environment = Map.copyOf(environment);
  }

  static Surroundings ofThisProcess() {
    return new Surroundings(System.getenv(), Boolean.getBoolean("cartulary.terminal"));
  }

  boolean debug() {
    return !environment.getOrDefault(DEBUG, "0").matches("0?");
  }
}
