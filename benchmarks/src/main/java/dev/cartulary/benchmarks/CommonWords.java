package dev.cartulary.benchmarks;

import dev.cartulary.gold.GoldDocument;
import dev.cartulary.gold.Layout;
import dev.cartulary.phi.Lexicon;
import dev.cartulary.types.DocumentTypes;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Makes the lists of words that are no names, {@code common-words.txt} and {@code note-words.txt}
 * of package {@code dev.cartulary.phi}: those that texts write in lower case within sentences, and
 * not mostly as names; and, of notes, those that several notes write with a capital, such as drugs
 * and headings, unless they follow a title or are frequent names.
 *
 * <p>Arguments: {@code texts FILE...}, or {@code notes FILE.jsonl...} for sets of notes of which
 * the documents of even parts are read. The list goes to standard output, sorted.
 */
public final class CommonWords {
  private static final int LEAST_IN_TEXTS = 4;
  private static final int LEAST_IN_NOTES = 2;
  private static final int NOTES_WITH_CAPITAL = 3;
  private static final int CAPITALISED_TO_LOWER = 3;

  /** Within a sentence: after a small letter or a comma. */
  private static final Pattern WORD = Pattern.compile("(?<=[a-z,] )[A-Za-z]{2,}");

  private static final Pattern CAPITALISED =
      Pattern.compile(
          "(?<!\\b(?:Dr|Mr|Mrs|Ms|Drs)\\.? )(?<![\\p{L}\\d-])[A-Z][A-Za-z]*[a-z][A-Za-z]*(?![\\p{L}\\d-])");

  private final Map<String, Count> counts = new HashMap<>();
  private final Map<String, Set<String>> notes = new HashMap<>();

  private CommonWords() {}

  /** How often a word was seen, by its first letter's case. */
  private static final class Count {
    private int lower;
    private int capitalised;
  }

  public static void main(String[] args) throws IOException {
    if (args.length < 2 || !args[0].matches("texts|notes")) {
      System.err.println("usage: CommonWords texts FILE... | CommonWords notes FILE.jsonl...");
      System.exit(2);
    }
    CommonWords words = new CommonWords();
    boolean texts = args[0].equals("texts");
    for (String file : List.of(args).subList(1, args.length)) {
      if (texts) {
        for (String line : Files.readAllLines(Path.of(file))) {
          words.count(line);
        }
      } else {
        for (GoldDocument note :
            Layout.of(Path.of(file))
                .read(Path.of(file), Path.of(file), DocumentTypes.builtIn("clinical-note"))
                .documents()) {
          if (note.part() % 2 == 0 && note.source() instanceof GoldDocument.Inline inline) {
            words.count(inline.text());
            words.note(note.name(), inline.text());
          }
        }
      }
    }
    PrintStream out = new PrintStream(System.out, false, StandardCharsets.UTF_8);
    words.chosen(texts ? LEAST_IN_TEXTS : LEAST_IN_NOTES).forEach(word -> out.print(word + "\n"));
    out.flush();
  }

  private List<String> chosen(int least) {
    TreeSet<String> words = new TreeSet<>();
    counts.forEach(
        (word, count) -> {
          if (count.lower >= least && CAPITALISED_TO_LOWER * count.lower >= count.capitalised) {
            words.add(word);
          }
        });
    Lexicon lexicon = Lexicon.builtIn();
    notes.forEach(
        (word, in) -> {
          if (in.size() >= NOTES_WITH_CAPITAL
              && !lexicon.isGiven(word)
              && !lexicon.isSurname(word)) {
            words.add(word);
          }
        });
    return new ArrayList<>(words);
  }

  private void count(String text) {
    Matcher matcher = WORD.matcher(text);
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

  private void note(String name, String text) {
    Matcher matcher = CAPITALISED.matcher(text);
    while (matcher.find()) {
      notes
          .computeIfAbsent(matcher.group().toLowerCase(Locale.ROOT), w -> new HashSet<>())
          .add(name);
    }
  }
}
