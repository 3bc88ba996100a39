package dev.cartulary.gold;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * MTSamples: one transcribed note a line. The description is its summary, in a line or two, and the
 * only gold; a note without one is passed over.
 */
final class MtSamples {
  private static final Pattern BLANKS = Pattern.compile("[ \\t\\u00a0]+");

  /** A comma after the end of a sentence or after a heading's colon stands for a line break. */
  private static final Pattern LOST_BREAK = Pattern.compile("(?<=[.:;?!)]) ?,(?= ?[A-Z0-9(#*\"-])");

  /** A comma between a line in capitals that is a heading and the first words below it. */
  private static final Pattern AFTER_HEADING =
      Pattern.compile(
          "(?m)(^[A-Z][A-Z0-9 /&()'’-]{5,60}) ?,(?=\\d{1,2}[.)] |[A-Z][a-z]|[A-Z][A-Z ]{2,40}:)");

  /** What stands before a heading in capitals, wherever in a line that begins. */
  private static final Pattern BEFORE_HEADING =
      Pattern.compile(
          "(?<!\\n\\d{1,2}\\.)(?:(?<=[a-z0-9.)%\"])(?:,? {1,2}|,)|(?<=\\w),,|\\n|(?<=[.)]))"
              + "(?=[A-Z][A-Z0-9 /&()'’-]{2,50}:)");

  private MtSamples() {}

  static List<GoldDocument> read(Path file) {
    List<GoldDocument> documents = new ArrayList<>();
    for (JsonNode line : GoldFiles.jsonLines(file)) {
      String id = GoldFiles.member(line, "id");
      String summary = oneLine(GoldFiles.member(line, "description"));
      String text = GoldFiles.member(line, "text");
      if (id.isEmpty() || text.isEmpty()) {
        throw new GoldException(file + " has a line without id or text; is it MTSamples?");
      }
      if (summary.isEmpty()) {
        continue;
      }
      documents.add(
          new GoldDocument(
              id, id + ".txt", new GoldDocument.Inline(note(text)), List.of(), summary));
    }
    return documents;
  }

  /** The note with its line breaks, a blank line before each heading. */
  static String note(String text) {
    String line = oneLine(text);
    String broken = LOST_BREAK.matcher(line).replaceAll("\n");
    broken = AFTER_HEADING.matcher(broken).replaceAll("$1\n");
    return BEFORE_HEADING.matcher(broken).replaceAll("\n\n").replaceAll(" *\n *", "\n").strip()
        + "\n";
  }

  private static String oneLine(String text) {
    return BLANKS.matcher(text.replace('\n', ' ').replace('\r', ' ')).replaceAll(" ").strip();
  }
}
