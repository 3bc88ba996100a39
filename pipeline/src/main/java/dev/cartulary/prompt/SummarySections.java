package dev.cartulary.prompt;

import dev.cartulary.chunk.Sentences;
import dev.cartulary.deadline.WatchedText;
import dev.cartulary.document.CharSpan;
import dev.cartulary.field.SummarySection;
import dev.cartulary.normalize.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds the beginnings of the sections with which a type's summaries are made. A section goes to
 * the next heading, and no further than a blank line after its first sentence; rows of tables and
 * sections whose first sentence is too long are passed over.
 */
public final class SummarySections {
  private static final int LONGEST_SECTION = 4_000;
  private static final Pattern BLANKS = Pattern.compile("\\s+");

  /**
   * A heading in capitals wherever it stands, or a line that begins with a few words and a colon.
   */
  private static final Pattern HEADING =
      Pattern.compile(
          "(?<![\\p{L}\\d])\\p{Lu}[\\p{Lu}\\d /&()'’-]{3,45}:|^[ \\t]*\\p{Lu}[\\p{L} /&()'’-]{2,45}:",
          Pattern.MULTILINE);

  /** Cells with bars between them, or with labels. */
  private static final Pattern ROW =
      Pattern.compile("\\s\\|\\s|^[^:;]{2,40}: [^;]+; [^:;]{2,40}: ");

  private final List<SummarySection> sections;
  private final List<Pattern> headings;

  /**
   * @param sections the preferred first
   */
  public SummarySections(List<SummarySection> sections) {
    this.sections = sections;
    this.headings =
        sections.stream()
            .map(
                section ->
                    Pattern.compile(
                        "(?:^[ \\t]{0,4}|(?<=[,.;]\\s{0,2}))(?:"
                            + LabelledLines.alternatives(section.labels())
                            + ")\\s?(?::|,(?=\\s?\\d{1,2}[.)]\\s)|$)",
                        Pattern.CASE_INSENSITIVE | Pattern.MULTILINE))
            .toList();
  }

  /** The first sentences of the first section of each kind that the text has, in their order. */
  public List<List<CharSpan>> find(String text) {
    List<List<CharSpan>> found = new ArrayList<>();
    for (int i = 0; i < sections.size(); i++) {
      for (Matcher m = headings.get(i).matcher(new WatchedText(text)); m.find(); ) {
        List<CharSpan> beginning = beginning(text, m.end(), sections.get(i));
        if (!beginning.isEmpty()) {
          found.add(beginning);
          break;
        }
      }
    }
    return found;
  }

  private static List<CharSpan> beginning(String text, int heading, SummarySection section) {
    int start = LabelledLines.skip(text, heading, " \t\n,:-");
    int end = Math.min(text.length(), start + LONGEST_SECTION);
    Matcher next =
        HEADING.matcher(new WatchedText(text)).region(start, end).useTransparentBounds(true);
    next.useAnchoringBounds(false);
    end = next.find() ? next.start() : end;
    List<CharSpan> beginning = new ArrayList<>();
    int words = 0;
    for (CharSpan sentence : Sentences.of(text.substring(start, end))) {
      CharSpan span = bare(text, sentence.shift(start));
      String line = span.of(text);
      boolean apart =
          !beginning.isEmpty()
              && text.substring(beginning.get(beginning.size() - 1).end(), span.start())
                  .contains("\n\n");
      words += span.isEmpty() ? 0 : BLANKS.split(line).length;
      if (apart
          || beginning.size() == section.sentences()
          || words > section.words()
          || heading(line, beginning.isEmpty())
          || ROW.matcher(line).find()) {
        break;
      }
      if (line.codePoints().anyMatch(Character::isLetter)) {
        beginning.add(span);
      }
    }
    return beginning;
  }

  /** Whether the line is a heading; capitals right below one are what it announces. */
  private static boolean heading(String line, boolean first) {
    boolean announced =
        first
            && line.equals(line.toUpperCase(Locale.ROOT))
            && !line.endsWith(":")
            && !Headings.KNOWN.contains(line.toLowerCase(Locale.ROOT));
    return Headings.is(line) && !announced;
  }

  /** The sentence without the number or dot before it, and without commas at its ends. */
  private static CharSpan bare(String text, CharSpan sentence) {
    CharSpan span = Words.trim(text, sentence);
    Matcher mark = SectionItems.BULLET.matcher(text).region(span.start(), span.end());
    return mark.lookingAt() ? Words.trim(text, new CharSpan(mark.end(), span.end())) : span;
  }
}
