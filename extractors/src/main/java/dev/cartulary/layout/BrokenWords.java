package dev.cartulary.layout;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Joins words that a line end broke at a hyphen, if the second half begins in a small letter.
 *
 * <p>Whether the hyphen stays is decided by the document itself: as it writes the word within
 * lines, with or without; else the hyphen stays if both halves are words of the document; else as
 * for most of its broken words of which that is known; else the hyphen goes.
 */
final class BrokenWords {
  private static final char SOFT_HYPHEN = '\u00AD';
  private static final char HYPHEN = '\u2010';
  private static final Pattern HYPHENS = Pattern.compile("-");

  private enum Evidence {
    HYPHEN,
    NO_HYPHEN,
    NONE
  }

  /** The halves of a broken word in small letters, without what stands around them. */
  private record Halves(String first, String second) {
    String whole() {
      return first + second;
    }

    String hyphenated() {
      return first + '-' + second;
    }
  }

  private final Set<Halves> broken = new HashSet<>();

  /** How often the broken words, with and without hyphen, and their halves stand within lines. */
  private final Map<String, Integer> written = new HashMap<>();

  private boolean counted;
  private boolean mostlyHyphens;

  /** Notes the broken words of a page; all pages come here before any goes to {@link #count}. */
  void note(Sheet sheet) {
    for (int i = 1; i < sheet.lines().size(); i++) {
      Word first = sheet.lines().get(i - 1).last();
      Word second = sheet.lines().get(i).first();
      if (isBroken(first, second)) {
        Halves halves = halves(first, second);
        broken.add(halves);
        for (String word :
            List.of(halves.whole(), halves.hyphenated(), halves.first(), halves.second())) {
          written.put(word, 0);
        }
      }
    }
  }

  boolean any() {
    return !broken.isEmpty();
  }

  /** Counts on a page how the noted words are written; all pages come here before {@link #join}. */
  void count(Sheet sheet) {
    List<Line> lines = sheet.lines();
    for (int i = 0; i < lines.size(); i++) {
      List<Word> words = lines.get(i).words();
      boolean cutBefore = i > 0 && isBroken(lines.get(i - 1).last(), words.get(0));
      boolean cutAfter =
          i + 1 < lines.size() && isBroken(lines.get(i).last(), lines.get(i + 1).first());
      int end = words.size() - (cutAfter ? 1 : 0);
      for (int k = cutBefore ? 1 : 0; k < end; k++) {
        String word = bare(words.get(k).text());
        written.computeIfPresent(word, (w, n) -> n + 1);
        if (word.indexOf('-') > 0) {
          HYPHENS
              .splitAsStream(word)
              .forEach(part -> written.computeIfPresent(part, (w, n) -> n + 1));
        }
      }
    }
  }

  /** The page with its broken words joined, each on the line on which it begins. */
  Sheet join(Sheet sheet) {
    if (!counted) {
      counted = true;
      long hyphens = broken.stream().filter(h -> evidence(h) == Evidence.HYPHEN).count();
      long none = broken.stream().filter(h -> evidence(h) == Evidence.NO_HYPHEN).count();
      mostlyHyphens = hyphens > none;
    }
    List<Line> lines = new ArrayList<>();
    for (Line line : sheet.lines()) {
      Line before = lines.isEmpty() ? null : lines.get(lines.size() - 1);
      if (before == null || !isBroken(before.last(), line.first())) {
        lines.add(line);
        continue;
      }
      lines.set(lines.size() - 1, joined(before, line.first()));
      if (line.words().size() > 1) {
        lines.add(new Line(line.words().subList(1, line.words().size()), false));
      }
    }
    return new Sheet(sheet.width(), sheet.height(), lines);
  }

  private Line joined(Line line, Word half) {
    Word cut = line.last();
    List<Word> words = new ArrayList<>(line.words());
    if (!keepsHyphen(cut, half)) {
      words.set(words.size() - 1, cut.reading(cut.text().substring(0, cut.text().length() - 1)));
    }
    words.add(half.after(""));
    return new Line(words, line.apart());
  }

  private boolean keepsHyphen(Word first, Word second) {
    if (first.text().charAt(first.text().length() - 1) == SOFT_HYPHEN) {
      return false;
    }
    Evidence evidence = evidence(halves(first, second));
    return evidence == Evidence.NONE ? mostlyHyphens : evidence == Evidence.HYPHEN;
  }

  private Evidence evidence(Halves halves) {
    if (halves.first().indexOf('-') > 0) {
      // The third part of a word like state-of-the-art.
      return Evidence.HYPHEN;
    }
    int hyphenated = written.getOrDefault(halves.hyphenated(), 0);
    int whole = written.getOrDefault(halves.whole(), 0);
    if (hyphenated != whole) {
      return hyphenated > whole ? Evidence.HYPHEN : Evidence.NO_HYPHEN;
    }
    boolean first = written.getOrDefault(halves.first(), 0) > 0;
    boolean second = written.getOrDefault(halves.second(), 0) > 0;
    if (whole > 0 || first != second) {
      return Evidence.NONE;
    }
    return first ? Evidence.HYPHEN : Evidence.NO_HYPHEN;
  }

  private static boolean isBroken(Word first, Word second) {
    int end = first.text().length() - 1;
    char hyphen = first.text().charAt(end);
    return (hyphen == '-' || hyphen == HYPHEN || hyphen == SOFT_HYPHEN)
        && end > 0
        && Character.isLetter(first.text().charAt(end - 1))
        && Character.isLowerCase(second.text().charAt(0));
  }

  private static Halves halves(Word first, Word second) {
    return new Halves(bare(first.text()), bare(second.text()));
  }

  /** The word in small letters without what stands around it. */
  private static String bare(String word) {
    int start = 0;
    int end = word.length();
    while (start < end && !Character.isLetterOrDigit(word.charAt(start))) {
      start++;
    }
    while (end > start && !Character.isLetterOrDigit(word.charAt(end - 1))) {
      end--;
    }
    return word.substring(start, end).replace(HYPHEN, '-').toLowerCase(Locale.ROOT);
  }
}
