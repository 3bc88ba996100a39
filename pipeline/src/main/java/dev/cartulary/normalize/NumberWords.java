package dev.cartulary.normalize;

import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/** Whole numbers in English words, up to billions: "one hundred and twenty-five thousand". */
final class NumberWords {
  /** One word of a number; a number is some of these with blanks, hyphens or "and" between. */
  static final String WORD =
      "(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen"
          + "|sixteen|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty"
          + "|ninety|hundred|thousand|million|billion)";

  /** A number in words, at most twelve of them; possessive, so that it never backtracks. */
  static final String NUMBER =
      "(?<!\\p{L})" + WORD + "(?:(?:\\s|-|,\\s|\\sand\\s)" + WORD + "(?!\\p{L})){0,12}+(?!\\p{L})";

  private static final Pattern GAP = Pattern.compile("[\\s,-]+");
  private static final Map<String, Long> VALUES =
      Map.ofEntries(
          Map.entry("one", 1L),
          Map.entry("two", 2L),
          Map.entry("three", 3L),
          Map.entry("four", 4L),
          Map.entry("five", 5L),
          Map.entry("six", 6L),
          Map.entry("seven", 7L),
          Map.entry("eight", 8L),
          Map.entry("nine", 9L),
          Map.entry("ten", 10L),
          Map.entry("eleven", 11L),
          Map.entry("twelve", 12L),
          Map.entry("thirteen", 13L),
          Map.entry("fourteen", 14L),
          Map.entry("fifteen", 15L),
          Map.entry("sixteen", 16L),
          Map.entry("seventeen", 17L),
          Map.entry("eighteen", 18L),
          Map.entry("nineteen", 19L),
          Map.entry("twenty", 20L),
          Map.entry("thirty", 30L),
          Map.entry("forty", 40L),
          Map.entry("fifty", 50L),
          Map.entry("sixty", 60L),
          Map.entry("seventy", 70L),
          Map.entry("eighty", 80L),
          Map.entry("ninety", 90L),
          Map.entry("hundred", 100L),
          Map.entry("thousand", 1_000L),
          Map.entry("million", 1_000_000L),
          Map.entry("billion", 1_000_000_000L));

  private NumberWords() {}

  /** The number that {@code words} name; empty when they are anything else. */
  static OptionalLong parse(String words) {
    long total = 0;
    long group = 0;
    boolean any = false;
    for (String word : GAP.splitAsStream(words.toLowerCase(Locale.ROOT)).toList()) {
      if (word.equals("and") && any) {
        continue;
      }
      Long value = VALUES.get(word);
      if (value == null) {
        return OptionalLong.empty();
      }
      any = true;
      if (value >= 1_000) {
        total += Math.max(group, 1) * value;
        group = 0;
      } else if (value == 100) {
        group = Math.max(group, 1) * 100;
      } else {
        group += value;
      }
    }
    return any ? OptionalLong.of(total + group) : OptionalLong.empty();
  }
}
