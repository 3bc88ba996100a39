package dev.cartulary.evaluation;

import dev.cartulary.gold.Comparison;
import dev.cartulary.normalize.Dates;
import dev.cartulary.normalize.Finding;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a summary claims that can be looked up: its numbers, its dates, and its names, which are
 * words with a capital that do not begin a sentence. Each is held by the document or not.
 */
final class Faithfulness {
  private static final Pattern NUMBER = Pattern.compile("\\d+(?:[.,]\\d+)*");
  private static final Pattern NAME =
      Pattern.compile("(?<=[\\p{Ll}\\p{N},;)] )\\p{Lu}[\\p{L}'’-]+");

  private Faithfulness() {}

  /** The share that the document holds; null where there is nothing to look up. */
  static @Nullable Double of(String summary, String text) {
    Dates dates = new Dates();
    Set<String> heldDates = new HashSet<>();
    dates.find(text).forEach(found -> heldDates.add(found.value().canonical()));
    Set<String> heldWords = new HashSet<>(Judge.split(Comparison.words(text)));
    Set<String> heldNumbers = new HashSet<>(numbers(text));
    int held = 0;
    int claims = 0;
    StringBuilder rest = new StringBuilder(summary);
    for (Finding date : dates.find(summary)) {
      claims++;
      held += heldDates.contains(date.value().canonical()) ? 1 : 0;
      for (int i = date.span().start(); i < date.span().end(); i++) {
        rest.setCharAt(i, ' ');
      }
    }
    for (String number : numbers(rest.toString())) {
      claims++;
      held += heldNumbers.contains(number) ? 1 : 0;
    }
    for (Matcher name = NAME.matcher(rest); name.find(); ) {
      claims++;
      held += heldWords.containsAll(Judge.split(Comparison.words(name.group()))) ? 1 : 0;
    }
    return claims == 0 ? null : (double) held / claims;
  }

  private static List<String> numbers(String text) {
    List<String> numbers = new ArrayList<>();
    for (Matcher number = NUMBER.matcher(text); number.find(); ) {
      numbers.add(number.group().replace(",", ""));
    }
    return numbers;
  }
}
