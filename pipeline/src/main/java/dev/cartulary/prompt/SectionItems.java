package dev.cartulary.prompt;

import dev.cartulary.chunk.Sentences;
import dev.cartulary.document.CharSpan;
import dev.cartulary.normalize.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The items of a line in a section: list entries, the first cells of rows, and the parts of
 * enumerations, but no whole sentences. Of an item stays its name: without label ("Medication: "),
 * date before it, or what follows in brackets, after a colon, a dash, or a comma before a remark.
 */
final class SectionItems {
  private static final int LONGEST_ITEM = 160;

  private static final int MOST_WORDS = 14;

  /** First cells of the row that names the columns of a table. */
  private static final Set<String> COLUMNS =
      Set.of(
          "medicine",
          "medication",
          "drug",
          "substance",
          "allergen",
          "allergy",
          "problem",
          "diagnosis",
          "condition",
          "procedure",
          "name",
          "item",
          "date");

  /** Names of coding systems, which stand beside codes, and what stands in empty sections. */
  private static final Pattern CODES =
      Pattern.compile(
          "(?:no data|no information|ICD|SNOMED|HCPCS|LOINC|RxNorm|CPT|NDC|CVX|UNII|NDF)\\b",
          Pattern.CASE_INSENSITIVE);

  private static final Pattern DATED =
      Pattern.compile("(?:\\d{1,2}/\\d{1,2}/\\d{2,4}|\\d{4}-\\d\\d-\\d\\d)[:,]?\\s+");

  /** A row of labelled cells: "Medication: Aspirin; Directions: one a day". */
  private static final Pattern ROW =
      Pattern.compile("\\p{Lu}[\\p{L} ]{2,24}: ([^;]+); \\p{Lu}[\\p{L} ]{2,24}: ");

  private static final Pattern CELL_LABEL =
      Pattern.compile(
          "(?:Medication|Drug|Substance|Allergen|Problem|Diagnosis|Condition|Procedure|Name|Item): ");

  /** Where the name of an item ends and a remark begins. */
  private static final Pattern REMARK =
      Pattern.compile(
          "\\s*\\(|:\\s|:$|\\s[-–—]\\s|,\\s+(?:(?:19|20)\\d\\d\\b|\\d{1,2}/|(?:January|February|March|April|May|June|July"
              + "|August|September|October|November|December)\\b|(?:well|poorly|mild|moderate|severe|treated|under|not|new"
              + "|small|large|corrected|resolved|stable|controlled|uncontrolled|improved|on|by|for|since|likely|probably"
              + "|status|done|which|with|without|now)\\b)");

  /** Sentences beside others on a line are items only when they are so short. */
  private static final int SHORT_WORDS = 4;

  private static final Pattern SPACES = Pattern.compile("\\s+");
  static final Pattern BULLET = Pattern.compile("(?:[•*·▪◦–-]\\s*|\\(?\\d{1,2}[.)]\\s+|#\\s*)+");
  private static final Pattern NUMBERED =
      Pattern.compile("(?:^|(?<=[\\s,;.]))\\(?\\d{1,2}[.)]\\s+");
  private static final Pattern SEPARATOR = Pattern.compile(",\\s+(?:and\\s+)?|(?<=\\))\\s+and\\s+");

  /** What follows a comma and says how much: "albuterol, 2 puffs". */
  private static final Pattern DOSED = Pattern.compile("\\d|(?:one|two|three|half)\\b");

  /** What follows a comma and belongs to what stands before it: "cataract, right eye". */
  private static final Pattern MODIFIER =
      Pattern.compile(
          "(?:right|left|bilateral|corrected|new|well|poorly|treated|done|under|since|small|large|now"
              + "|including|(?:19|20)\\d\\d|mild|moderate|severe|acute|chronic|unspecified|status|stage|with"
              + "|without|grade|type|initial|subsequent|due|secondary|probable|possible|likely|resolved"
              + "|stable|controlled|uncontrolled|improved|nos|in|of|as|on|at|by|for|the|which|not|rule)\\b",
          Pattern.CASE_INSENSITIVE);

  /** An item with such a word is a sentence about something, not the name of it. */
  private static final Pattern PROSE =
      Pattern.compile(
          "\\b(?:was|were|is|are|has|have|had|will|be|been|denies|reports|states|shall"
              + "|should|do not|don't|stop|carries|uses|takes|showed|shows|call|return|avoid|advised|refer|she|he|you"
              + "|your|her|his|we|i)\\b",
          Pattern.CASE_INSENSITIVE);

  private SectionItems() {}

  /** Adds the items of the line from {@code start} to {@code end}. */
  static void add(String text, int start, int end, List<CharSpan> items) {
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

  /** Adds what stands in the cell of a row that names the item. */
  static void cell(String text, CharSpan cell, List<CharSpan> items) {
    CharSpan item = Words.trim(text, cell);
    String words = item.of(text);
    if (item.length() > 2
        && item.length() <= LONGEST_ITEM
        && words.codePoints().anyMatch(Character::isLetter)
        && !CODES.matcher(words).lookingAt()) {
      items.add(item);
    }
  }

  private static void entry(String text, int start, int end, List<CharSpan> items) {
    Matcher bullet = BULLET.matcher(text).region(start, end);
    int from = bullet.lookingAt() ? bullet.end() : start;
    int cell = text.indexOf('|', from);
    if (cell >= 0 && cell < end) {
      from = text.charAt(from) == '|' ? from + 1 : from;
      cell = text.indexOf('|', from);
      item(text, from, cell < 0 || cell > end ? end : cell, items);
      return;
    }
    String entry = text.substring(from, end);
    Matcher row = ROW.matcher(entry);
    if (row.lookingAt()) {
      item(text, from + row.start(1), from + row.end(1), items);
      return;
    }
    boolean first = true;
    for (CharSpan sentence : Sentences.of(entry)) {
      if (first || SPACES.split(sentence.of(entry)).length <= SHORT_WORDS) {
        parts(text, sentence.shift(from), items);
      }
      first = false;
    }
  }

  /** What semicolons part, and within it the parts of an enumeration of short ones. */
  private static void parts(String text, CharSpan span, List<CharSpan> items) {
    int from = span.start();
    for (int i = span.start(); i <= span.end(); i++) {
      if (i == span.end() || text.charAt(i) == ';') {
        enumeration(text, new CharSpan(from, i), items);
        from = Math.min(i + 1, span.end());
      }
    }
  }

  private static void enumeration(String text, CharSpan span, List<CharSpan> items) {
    List<CharSpan> parts = new ArrayList<>();
    int from = span.start();
    for (Matcher m = SEPARATOR.matcher(text).region(span.start(), span.end()); m.find(); ) {
      parts.add(new CharSpan(from, m.start()));
      from = m.end();
    }
    parts.add(new CharSpan(from, span.end()));
    boolean enumerated = parts.size() > 1;
    for (CharSpan part : parts) {
      boolean modifier = MODIFIER.matcher(text).region(part.start(), part.end()).lookingAt();
      enumerated &= part.length() < 70 && !modifier && !DOSED.matcher(part.of(text)).lookingAt();
    }
    for (CharSpan part : enumerated ? parts : List.of(span)) {
      item(text, part.start(), part.end(), items);
    }
  }

  private static void item(String text, int start, int end, List<CharSpan> items) {
    int from = start;
    for (Pattern before : List.of(DATED, CELL_LABEL)) {
      Matcher m = before.matcher(text).region(from, end);
      from = m.lookingAt() ? m.end() : from;
    }
    Matcher remark = REMARK.matcher(text).region(from, end);
    int stop = remark.find() && remark.start() > from ? remark.start() : end;
    CharSpan item = Words.trim(text, new CharSpan(from, stop));
    if (!item.isEmpty() && text.charAt(item.end() - 1) == '.') {
      item = Words.trim(text, new CharSpan(item.start(), item.end() - 1));
    }
    String words = item.of(text);
    if (item.length() > 2
        && item.length() <= LONGEST_ITEM
        && SPACES.split(words).length <= MOST_WORDS
        && words.codePoints().anyMatch(Character::isLetter)
        && !PROSE.matcher(words).find()
        && !CODES.matcher(words).lookingAt()
        && !COLUMNS.contains(words.toLowerCase(Locale.ROOT))) {
      items.add(item);
    }
  }

  /** Whether the line tells something, rather than names it. */
  static boolean prose(String text, int start, int end) {
    String line = text.substring(start, Math.max(start, end)).strip();
    return !BULLET.matcher(line).lookingAt()
        && line.indexOf('|') < 0
        && SPACES.split(line).length > MOST_WORDS
        && PROSE.matcher(line).find();
  }
}
