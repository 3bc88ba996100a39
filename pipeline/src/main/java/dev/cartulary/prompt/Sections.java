package dev.cartulary.prompt;

import dev.cartulary.deadline.WatchedText;
import dev.cartulary.document.CharSpan;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The items of sections under a heading that is one of the labels; {@link SectionItems} finds them
 * in a section's lines.
 *
 * <p>A section ends at the next heading, at a line that begins with a label, a date or a closing
 * formula, and at prose after its first item; a section that begins on its heading's line, also at
 * a blank line.
 */
final class Sections {
  private static final int LONGEST_SECTION = 4_000;

  /** Lines that no section goes over: dates, closing formulas, signatures, marks of faxed pages. */
  private static final Pattern END =
      Pattern.compile(
          "(?:\\d{1,2}/\\d{1,2}/\\d{2,4}|\\d{4}-\\d\\d-\\d\\d)\\s*(?:-|–|:|$)|(?:yours?|sincerely|with kind"
              + "|kind regards|regards|electronically|dictated|signed|fax |page \\d|dr\\.? \\p{L}|dear|cc:)"
              + "|.{3,40},? (?:M\\.?D|D\\.?O|N\\.?P|R\\.?N|FNP(?:-BC)?|PA-C)\\.?\\s*$",
          Pattern.CASE_INSENSITIVE);

  private static final Pattern FEW_WORDS = Pattern.compile("\\p{Lu}[\\p{L}'’ ()]{2,44}");

  private static final Pattern CAPITAL_HEADING =
      Pattern.compile("(?<![\\p{L}\\d])\\p{Lu}[\\p{Lu}\\d /&()'’-]{3,45}:");
  private final Pattern heading;
  private final Pattern anyLabel;
  private final Set<String> names;
  private final Set<String> labels;

  /**
   * @param labels of the field
   * @param allLabels of all fields of the type, which end each other's sections
   */
  Sections(Collection<String> labels, Collection<String> allLabels) {
    Set<String> ends = new HashSet<>(allLabels);
    ends.addAll(Headings.KNOWN);
    labels.forEach(ends::remove);
    this.names = Set.copyOf(allLabels);
    this.labels = Set.copyOf(labels);
    this.anyLabel =
        Pattern.compile(
            "(?:" + LabelledLines.alternatives(ends) + ")\\s?(?::|\\s[-–]\\s)",
            Pattern.CASE_INSENSITIVE);
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
    for (Matcher m = heading.matcher(new WatchedText(text)); m.find(); ) {
      if (m.start() < from) {
        continue;
      }
      int end = Math.min(text.length(), m.end() + LONGEST_SECTION);
      int line = LabelledLines.skip(text, m.end(), " \t,:-");
      boolean inline = line < text.length() && text.charAt(line) != '\n';
      boolean first = true;
      TableRow table = new TableRow(labels);
      int before = items.size();
      while (line < end) {
        int lineEnd = lineEnd(text, line);
        if (!first && ends(text, line, lineEnd, inline, items.size() > before)) {
          break;
        }
        lineEnd = continued(text, lineEnd);
        Matcher capital =
            CAPITAL_HEADING
                .matcher(new WatchedText(text))
                .region(line, lineEnd)
                .useTransparentBounds(true);
        boolean closed = capital.find();
        int stop = closed ? capital.start() : lineEnd;
        if (items.size() > before && SectionItems.prose(text, line, stop)) {
          break;
        }
        TableRow.Reading row = table.read(text, line, stop);
        if (row.name() != null) {
          SectionItems.cell(text, row.name(), items);
        } else if (!row.table()) {
          SectionItems.add(text, line, stop, items);
        }
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

  private boolean ends(String text, int start, int end, boolean inline, boolean items) {
    String line = text.substring(start, end).strip();
    return (inline && line.isEmpty())
        || Headings.is(line)
        || names.contains(line.toLowerCase(Locale.ROOT))
        || (items && opens(text, start, end))
        || END.matcher(line).lookingAt()
        || anyLabel.matcher(line).lookingAt();
  }

  /**
   * Whether the line looks like a heading by what stands around it: a few words between a blank
   * line and a list, a table, or a sentence.
   */
  private static boolean opens(String text, int start, int end) {
    String line = text.substring(start, end).strip();
    int next = LabelledLines.skip(text, end, " \t\n");
    if (next >= text.length()
        || start < 2
        || !text.substring(Math.max(0, start - 2), start).isBlank()
        || !FEW_WORDS.matcher(line).matches()) {
      return false;
    }
    String following = text.substring(next, lineEnd(text, next)).strip();
    return !text.substring(end, next).contains("\n\n")
        || SectionItems.BULLET.matcher(following).lookingAt()
        || following.indexOf('|') >= 0
        || following.endsWith(".");
  }

  private static int lineEnd(String text, int from) {
    int end = text.indexOf('\n', from);
    return end < 0 ? text.length() : end;
  }

  /** The end of the lines that go on in small letters what the line to {@code end} began. */
  private static int continued(String text, int end) {
    int last = end;
    while (last + 1 < text.length()
        && Character.isLowerCase(text.charAt(last + 1))
        && last > 0
        && ".;:".indexOf(text.charAt(last - 1)) < 0
        && text.charAt(last - 1) != '\n') {
      last = lineEnd(text, last + 1);
    }
    return last;
  }
}
