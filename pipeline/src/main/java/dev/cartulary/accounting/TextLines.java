package dev.cartulary.accounting;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Builds text of paragraphs, lists and tables, no line longer than its width. Mutable. */
final class TextLines {
  private static final String INDENT = "  ";

  private final int width;
  private final StringBuilder text = new StringBuilder();

  TextLines(int width) {
    this.width = width;
  }

  /** A line of a table: a name at the left, cells at the right, all rows with as many. */
  record Row(String name, List<String> cells) {
    Row {
      cells = List.copyOf(cells);
    }
  }

  /** Words, broken at blanks. */
  void paragraph(String words) {
    separate();
    wrap("", "", words);
  }

  /** A title and below it items, each indented. */
  void list(String title, List<String> items) {
    separate();
    text.append(title).append('\n');
    for (String item : items) {
      wrap(INDENT, INDENT + INDENT, item);
    }
  }

  /** A title and below it lines as they are, each indented. */
  void lines(String title, List<String> lines) {
    separate();
    text.append(title).append('\n');
    for (String line : lines) {
      text.append((INDENT + line).stripTrailing()).append('\n');
    }
  }

  /**
   * Rows in columns: numbers flush right, the last column flush left, two blanks between them or,
   * where space is short, one. The names take what the columns leave; a name that is longer stands
   * on a line of its own.
   */
  void table(List<Row> rows) {
    separate();
    int columns = rows.get(0).cells().size();
    int[] widths = new int[columns];
    int longest = 0;
    for (Row row : rows) {
      longest = Math.max(longest, row.name().length());
      for (int i = 0; i < columns; i++) {
        widths[i] = Math.max(widths[i], row.cells().get(i).length());
      }
    }
    int cells = IntStream.of(widths).sum();
    String gap = longest + cells + 2 * columns > width ? " " : "  ";
    int names = Math.max(1, Math.min(longest, width - cells - columns * gap.length()));
    for (Row row : rows) {
      StringBuilder line = new StringBuilder();
      if (row.name().length() > names) {
        line.append(row.name()).append('\n').append(" ".repeat(names));
      } else {
        line.append(row.name()).append(" ".repeat(names - row.name().length()));
      }
      for (int i = 0; i < columns; i++) {
        String cell = row.cells().get(i);
        String blanks = " ".repeat(widths[i] - cell.length());
        line.append(gap).append(i == columns - 1 ? cell + blanks : blanks + cell);
      }
      text.append(line.toString().stripTrailing()).append('\n');
    }
  }

  private void separate() {
    if (text.length() > 0) {
      text.append('\n');
    }
  }

  private void wrap(String first, String rest, String words) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder(first);
    boolean empty = true;
    for (String word : words.split(" ", -1)) {
      if (!empty && line.length() + 1 + word.length() > width) {
        lines.add(line.toString());
        line = new StringBuilder(rest);
        empty = true;
      }
      line.append(empty ? "" : " ").append(word);
      empty = false;
    }
    lines.add(line.toString());
    lines.forEach(each -> text.append(each).append('\n'));
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
