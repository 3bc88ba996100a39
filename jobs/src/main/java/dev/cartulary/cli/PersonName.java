package dev.cartulary.cli;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** Names of persons on the command line, as the ledger keeps them. */
final class PersonName {
  private static final int LONGEST = 100;

  private PersonName() {}

  static String ofThisUser() {
    return System.getProperty("user.name", "reviewer");
  }

  /** The name, if it is one. */
  static String checked(String name, String option, CommandSpec spec) {
    if (name.isBlank()
        || name.length() > LONGEST
        || name.chars().anyMatch(Character::isISOControl)) {
      throw new ParameterException(
          spec.commandLine(),
          option + " is the name of a person, up to " + LONGEST + " characters");
    }
    return name;
  }
}
