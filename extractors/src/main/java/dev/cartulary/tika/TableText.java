package dev.cartulary.tika;

import dev.cartulary.text.TextNormalizer;
import java.util.ArrayList;
import java.util.List;

/**
 * A table as lines. A row of short cells is one line with {@code " | "} between its cells, empty
 * cells left out; a row with a long cell is layout rather than a table, and its cells are blocks.
 */
final class TableText {
  private static final int SHORT = 300;
  private static final int NUMBER = 8;

  private final StringBuilder lines = new StringBuilder();
  private final List<StringBuilder> row = new ArrayList<>();

  void startRow() {
    row.clear();
  }

  void startCell() {
    row.add(new StringBuilder());
  }

  boolean inCell() {
    return !row.isEmpty();
  }

  StringBuilder cell() {
    return row.get(row.size() - 1);
  }

  void endRow() {
    List<String> cells =
        row.stream().map(TextNormalizer::normalize).filter(cell -> !cell.isEmpty()).toList();
    row.clear();
    if (cells.isEmpty()) {
      return;
    }
    boolean table = cells.stream().allMatch(cell -> cell.length() <= SHORT && !isBlocks(cell));
    if (table) {
      lines.append(String.join(" | ", cells).replace('\n', ' ')).append('\n');
    } else if (cells.size() == 2 && cells.get(0).length() <= NUMBER) {
      // The number of a clause and the clause.
      lines.append(cells.get(0)).append(' ').append(cells.get(1)).append("\n\n");
    } else {
      cells.forEach(cell -> lines.append(cell).append("\n\n"));
    }
  }

  /** Whether a cell holds paragraphs or a table of its own. */
  private static boolean isBlocks(String cell) {
    return cell.contains("\n\n") || cell.contains(" | ");
  }

  String text() {
    endRow();
    return lines.toString();
  }
}
