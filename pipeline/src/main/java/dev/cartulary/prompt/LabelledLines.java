package dev.cartulary.prompt;

import dev.cartulary.deadline.WatchedText;
import dev.cartulary.document.CharSpan;
import dev.cartulary.normalize.Words;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Values that follow a label: "MRN: 12345", "| Sex | F |", or a label on a line of its own and the
 * value on the next. A value ends with its line, or before the next label on it.
 */
final class LabelledLines {
  private static final int LONGEST = 300;
  private static final Pattern BLANK = Pattern.compile(" ");

  /** A label that no field has: "Code status: ", which ends a value on the same line too. */
  private static final Pattern FOREIGN_LABEL =
      Pattern.compile("(?<=\\s)\\p{Lu}\\p{Ll}+(?: \\p{Ll}+){0,2}:\\s");

  private final Pattern label;
  private final Pattern anyLabel;

  /**
   * @param labels of the field
   * @param allLabels of all fields of the type, which end each other's values
   */
  LabelledLines(Collection<String> labels, Collection<String> allLabels) {
    String alternatives = alternatives(labels);
    int flags = Pattern.CASE_INSENSITIVE | Pattern.MULTILINE;
    this.label =
        Pattern.compile(
            "(?:^[ \\t•*|-]{0,4}|(?<=[\\s,;.|(•*]))(?:\\d{1,2}[.)]\\s)?(?:"
                + alternatives
                + ")(?:\\([sS]\\))?\\s?(?:(?:#|no\\.?|number)\\s?)?(?:\\s?[:|](?!\\d\\d\\b)|\\s-\\s|\\s?[.:]?$)",
            flags);
    this.anyLabel =
        Pattern.compile(
            "(?:(?<=[\\s,;.|(])(?:"
                + alternatives(allLabels)
                + ")\\s?(?:#|no\\.?)?\\s?:)|\\s?\\|\\s?",
            flags);
  }

  /** The labels as alternatives of a pattern, the longest first, any blanks between their words. */
  static String alternatives(Collection<String> labels) {
    List<String> sorted = new ArrayList<>(labels);
    sorted.sort(Comparator.comparingInt(String::length).reversed().thenComparing(l -> l));
    List<String> quoted = new ArrayList<>();
    for (String label : sorted) {
      List<String> words = new ArrayList<>();
      for (String word : BLANK.splitAsStream(label.toLowerCase(Locale.ROOT)).toList()) {
        words.add(Pattern.quote(word));
      }
      quoted.add(String.join("\\s{1,2}", words));
    }
    return String.join("|", quoted);
  }

  /** The values in the order of the text, each without blanks and separators at its ends. */
  List<CharSpan> find(String text) {
    List<CharSpan> values = new ArrayList<>();
    for (Matcher m = label.matcher(new WatchedText(text)); m.find(); ) {
      int start = skip(text, m.end(), " \t,:|-");
      if (start < text.length() && text.charAt(start) == '\n') {
        start = skip(text, start, " \t\n");
      } else if (m.end() < text.length()
          && start == m.end()
          && text.charAt(m.end() - 1) != ':'
          && text.charAt(m.end() - 1) != '|'
          && text.charAt(m.end() - 1) != ' ') {
        continue;
      }
      int end = text.indexOf('\n', start);
      end = Math.min(end < 0 ? text.length() : end, start + LONGEST);
      Matcher next =
          anyLabel.matcher(new WatchedText(text)).region(start, end).useTransparentBounds(true);
      if (next.find()) {
        end = next.start();
      }
      Matcher foreign =
          FOREIGN_LABEL
              .matcher(text)
              .region(Math.min(start + 1, end), end)
              .useTransparentBounds(true);
      if (foreign.find()) {
        end = foreign.start();
      }
      CharSpan value = Words.trim(text, new CharSpan(start, Math.max(start, end)));
      if (!value.isEmpty()) {
        values.add(value);
      }
    }
    return values;
  }

  static int skip(String text, int from, String characters) {
    int at = from;
    while (at < text.length() && characters.indexOf(text.charAt(at)) >= 0) {
      at++;
    }
    return at;
  }
}
