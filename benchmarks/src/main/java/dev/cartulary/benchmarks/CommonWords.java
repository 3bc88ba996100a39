package dev.cartulary.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Makes the list of words that are no names, {@code common-words.txt} of package {@code
 * dev.cartulary.phi}: those that texts write in lower case within sentences, and not mostly as
 * names.
 *
 * <p>Arguments: text files. The list goes to standard output, sorted.
 */
public final class CommonWords {
  private static final int LEAST = 4;
  private static final int CAPITALISED_TO_LOWER = 3;

  /** Within a sentence: after a small letter or a comma. */
  private static final Pattern WORD = Pattern.compile("(?<=[a-z,] )[A-Za-z]{2,}");

  private CommonWords() {}

  /** How often a word was seen, by its first letter's case. */
  private static final class Count {
    private int lower;
    private int capitalised;
  }

  public static void main(String[] args) throws IOException {
    if (args.length == 0) {
      System.err.println("usage: CommonWords FILE...");
      System.exit(2);
    }
    Map<String, Count> counts = new HashMap<>();
    for (String file : args) {
      try (BufferedReader lines = Files.newBufferedReader(Path.of(file))) {
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
          count(line, counts);
        }
      }
    }
    TreeSet<String> words = new TreeSet<>();
    counts.forEach(
        (word, count) -> {
          if (count.lower >= LEAST && CAPITALISED_TO_LOWER * count.lower >= count.capitalised) {
            words.add(word);
          }
        });
    PrintStream out = new PrintStream(System.out, false, StandardCharsets.UTF_8);
    words.forEach(word -> out.print(word + "\n"));
    out.flush();
  }

  private static void count(String line, Map<String, Count> counts) {
    Matcher matcher = WORD.matcher(line);
    while (matcher.find()) {
      String word = matcher.group();
      String lower = word.toLowerCase(Locale.ROOT);
      Count count = counts.computeIfAbsent(lower, w -> new Count());
      if (lower.equals(word)) {
        count.lower++;
      } else {
        count.capitalised++;
      }
    }
  }
}
