package dev.cartulary.prompt;

import dev.cartulary.chunk.Sentences;
import dev.cartulary.document.CharSpan;
import dev.cartulary.normalize.Words;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The items of sections under a heading that is one of the labels: lines, list entries, the first
 * cells of rows, and the parts of enumerations within a line, but no whole sentences. A section
 * ends at the next heading.
 */
final class Sections {
  private static final int LONGEST_SECTION = 4_000;
  private static final int LONGEST_ITEM = 160;

  /** Headings that end a section though they are written in small letters and without a colon. */
  private static final Set<String> HEADINGS =
      Set.of(
          "allergies",
          "medications",
          "current medications",
          "problems",
          "problem list",
          "procedures",
          "results",
          "vital signs",
          "immunizations",
          "encounters",
          "social history",
          "family history",
          "past medical history",
          "medical history",
          "surgical history",
          "past surgical history",
          "plan",
          "plan of care",
          "plan of treatment",
          "assessment",
          "assessment and plan",
          "assessments",
          "impression",
          "diagnoses",
          "diagnosis",
          "goals",
          "health concerns",
          "functional status",
          "history of present illness",
          "chief complaint",
          "review of systems",
          "physical exam",
          "physical examination",
          "medical equipment",
          "advance directives",
          "payers",
          "insurance",
          "insurance providers",
          "reason for visit",
          "reason for referral",
          "instructions",
          "mental status",
          "care plans",
          "surgeries",
          "diagnostic reports",
          "hospital course",
          "discharge medications",
          "discharge diagnoses",
          "allergies and adverse reactions",
          "care team",
          "notes",
          "patient",
          "author",
          "document information");

  private static final Pattern CAPITAL_HEADING =
      Pattern.compile("(?<![\\p{L}\\d])\\p{Lu}[\\p{Lu}\\d /&()'’-]{3,45}:");
  private static final Pattern BULLET =
      Pattern.compile("(?:[•*·▪◦–-]\\s*|\\(?\\d{1,2}[.)]\\s+|#\\s*)+");
  private static final Pattern NUMBERED =
      Pattern.compile("(?:^|(?<=[\\s,;.]))\\(?\\d{1,2}[.)]\\s+");
  private static final Pattern SEPARATOR = Pattern.compile("[;,]\\s+(?:and\\s+)?");

  /** What follows a comma and belongs to what stands before it: "cataract, right eye". */
  private static final Pattern MODIFIER =
      Pattern.compile(
          "(?:right|left|bilateral|mild|moderate|severe|acute|chronic|unspecified|status|stage|with"
              + "|without|grade|type|initial|subsequent|due|secondary|probable|possible|likely|resolved"
              + "|stable|controlled|uncontrolled|improved|nos|in|of|as|on|at|by|for|the|which|not|rule)\\b",
          Pattern.CASE_INSENSITIVE);

  /** An item with such a word is a sentence about something, not the name of it. */
  private static final Pattern PROSE =
      Pattern.compile(
          "\\b(?:was|were|is|are|has|have|had|will|be|been|denies|reports|states)\\b",
          Pattern.CASE_INSENSITIVE);

  private final Pattern heading;

  Sections(Collection<String> labels) {
    this.heading =
        Pattern.compile(
            "(?:^[ \\t]{0,4}|(?<=[,.;]\\s{0,2}))(?:"
                + LabelledLines.alternatives(labels)
                + ")\\s?(?::|$)",
            Pattern.CASE_INSENSITIVE | Pattern.MULTILINE);
  }

  /** The items in the order of the text. */
  List<CharSpan> items(String text) {
    List<CharSpan> items = new ArrayList<>();
    int from = 0;
    for (Matcher m = heading.matcher(text); m.find(); ) {
      if (m.start() < from) {
        continue;
      }
      int end = Math.min(text.length(), m.end() + LONGEST_SECTION);
      int line = LabelledLines.skip(text, m.end(), " \t,:-");
      boolean first = true;
      while (line < end) {
        int lineEnd = text.indexOf('\n', line);
        lineEnd = lineEnd < 0 ? text.length() : lineEnd;
        if (!first && heading(text.substring(line, lineEnd))) {
          break;
        }
        Matcher capital =
            CAPITAL_HEADING.matcher(text).region(line, lineEnd).useTransparentBounds(true);
        boolean closed = capital.find();
        int stop = closed ? capital.start() : lineEnd;
        line(text, line, stop, items);
        first &= line >= stop;
        if (closed) {
          break;
        }
        line = lineEnd + 1;
      }
      from = line;
    }
    return items;
  }

  static boolean heading(String line) {
    String words = line.strip();
    if (words.isEmpty() || words.length() > 60 || BULLET.matcher(words).lookingAt()) {
      return false;
    }
    if (words.endsWith(":")) {
      return true;
    }
    boolean capitals =
        words.equals(words.toUpperCase(Locale.ROOT))
            && words.codePoints().filter(Character::isLetter).count() > 3
            && words.codePoints().noneMatch(Character::isDigit);
    return capitals || HEADINGS.contains(words.toLowerCase(Locale.ROOT));
  }

  private static void line(String text, int start, int end, List<CharSpan> items) {
    if (start >= end) {
      return;
    }
    List<Integer> marks = new ArrayList<>();
    marks.add(start);
    for (Matcher m = NUMBERED.matcher(text).region(start, end); m.find(); ) {
      marks.add(m.start());
    }
    marks.add(end);
    for (int i = 0; i + 1 < marks.size(); i++) {
      entry(text, marks.get(i), marks.get(i + 1), items);
    }
  }

  private static void entry(String text, int start, int end, List<CharSpan> items) {
    Matcher bullet = BULLET.matcher(text).region(start, end);
    int from = bullet.lookingAt() ? bullet.end() : start;
    int cell = text.indexOf('|', from);
    if (cell >= 0 && cell < end) {
      from = text.charAt(from) == '|' ? from + 1 : from;
      cell = text.indexOf('|', from);
      add(text, from, cell < 0 || cell > end ? end : cell, items);
      return;
    }
    String entry = text.substring(from, end);
    for (CharSpan sentence : Sentences.of(entry)) {
      parts(text, sentence.shift(from), items);
    }
  }

  /** The parts of an enumeration of short ones, else the whole. */
  private static void parts(String text, CharSpan span, List<CharSpan> items) {
    List<CharSpan> parts = new ArrayList<>();
    int from = span.start();
    for (Matcher m = SEPARATOR.matcher(text).region(span.start(), span.end()); m.find(); ) {
      parts.add(new CharSpan(from, m.start()));
      from = m.end();
    }
    parts.add(new CharSpan(from, span.end()));
    boolean enumeration = parts.size() > 1;
    for (CharSpan part : parts) {
      boolean modifier = MODIFIER.matcher(text).region(part.start(), part.end()).lookingAt();
      enumeration &= part.length() < 70 && !modifier;
    }
    if (!enumeration) {
      add(text, span.start(), span.end(), items);
      return;
    }
    for (CharSpan part : parts) {
      add(text, part.start(), part.end(), items);
    }
  }

  private static void add(String text, int start, int end, List<CharSpan> items) {
    CharSpan item = Words.trim(text, new CharSpan(start, end));
    if (!item.isEmpty() && text.charAt(item.end() - 1) == '.') {
      item = Words.trim(text, new CharSpan(item.start(), item.end() - 1));
    }
    String words = item.of(text);
    if (item.length() > 1
        && item.length() <= LONGEST_ITEM
        && words.codePoints().anyMatch(Character::isLetter)
        && !PROSE.matcher(words).find()) {
      items.add(item);
    }
  }
}
