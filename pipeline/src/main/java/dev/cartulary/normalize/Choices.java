package dev.cartulary.normalize;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Reads words as one of the choices of an enum, and as yes or no. */
final class Choices {
  /** Words for the sexes, as documents write them, with titles and pronouns. */
  private static final Map<String, String> SYNONYMS =
      Map.ofEntries(
          Map.entry("man", "male"),
          Map.entry("gentleman", "male"),
          Map.entry("boy", "male"),
          Map.entry("woman", "female"),
          Map.entry("lady", "female"),
          Map.entry("girl", "female"),
          Map.entry("he", "male"),
          Map.entry("his", "male"),
          Map.entry("her", "female"),
          Map.entry("she", "female"),
          Map.entry("mr", "male"),
          Map.entry("mrs", "female"),
          Map.entry("ms", "female"),
          Map.entry("miss", "female"),
          Map.entry("true", "yes"),
          Map.entry("y", "yes"),
          Map.entry("false", "no"),
          Map.entry("n", "no"),
          Map.entry("none", "no"));

  private Choices() {}

  /**
   * The choice that {@code value} names: the same words without regard to case, a usual synonym, or
   * the letter with which exactly one choice begins.
   */
  static Optional<String> read(String value, List<String> choices) {
    String words = Words.tidy(value).toLowerCase(Locale.ROOT).replaceAll("\\.$", "");
    for (String choice : choices) {
      String lower = choice.toLowerCase(Locale.ROOT);
      if (lower.equals(words) || lower.equals(SYNONYMS.get(words))) {
        return Optional.of(choice);
      }
    }
    if (words.length() == 1) {
      List<String> initial =
          choices.stream().filter(c -> c.toLowerCase(Locale.ROOT).startsWith(words)).toList();
      if (initial.size() == 1) {
        return Optional.of(initial.get(0));
      }
    }
    return Optional.empty();
  }
}
