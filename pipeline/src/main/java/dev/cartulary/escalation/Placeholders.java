package dev.cartulary.escalation;

import dev.cartulary.phi.PhiClass;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * What stands in the place of the identifiers of one passage: their class, and a number that tells
 * one from another. Numbers count within the passage, so that they say nothing of the rest.
 */
final class Placeholders {
  private final Map<PhiClass, Map<String, Integer>> numbers = new EnumMap<>(PhiClass.class);

  String of(PhiClass kind, String words) {
    String canonical = words.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\d]+", " ").strip();
    Map<String, Integer> own = numbers.computeIfAbsent(kind, any -> new HashMap<>());
    int number = own.computeIfAbsent(canonical, any -> own.size() + 1);
    return "[" + kind + " " + number + "]";
  }
}
