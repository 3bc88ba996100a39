package dev.cartulary.layout;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ColumnsTest {
  private static List<String> marked(String... lines) {
    return Columns.mark(new Typewriter().body(lines).sheet()).lines().stream()
        .map(Line::text)
        .toList();
  }

  @Test
  void mark_alignedGaps_areColumns() {
    assertThat(
            marked(
                "The prices are these:",
                "Item       Price     Date",
                "Blue pen   USD 5     1 May",
                "Ink                  2 May",
                "Paper      USD 12    3 May",
                "All prices are net of tax."))
        .containsExactly(
            "The prices are these:",
            "Item | Price | Date",
            "Blue pen | USD 5 | 1 May",
            "Ink | 2 May",
            "Paper | USD 12 | 3 May",
            "All prices are net of tax.");
  }

  @Test
  void mark_cellOfSeveralLines_doesNotEndTheTable() {
    assertThat(marked("Fee      USD 5", "         a month", "Tax      USD 1", "Sum      USD 6"))
        .containsExactly("Fee | USD 5", "a month", "Tax | USD 1", "Sum | USD 6");
  }

  @Test
  void mark_twoLines_areNoTable() {
    assertThat(marked("By:       By:", "Name:     Name:", "Signed in two copies today"))
        .containsExactly("By: By:", "Name: Name:", "Signed in two copies today");
  }

  @Test
  void mark_itemsOfAList_haveNoColumns() {
    assertThat(marked("(a)    one", "(b)    two", "(c)    three", "(d)    four"))
        .containsExactly("(a) one", "(b) two", "(c) three", "(d) four");
    assertThat(marked("•    one", "•    two", "•    three", "•    four"))
        .containsExactly("• one", "• two", "• three", "• four");
  }

  @Test
  void mark_gapsAtOtherPlaces_areBlanks() {
    assertThat(marked("one      two three", "four five six    seven", "a b c d e f      g h"))
        .containsExactly("one two three", "four five six seven", "a b c d e f g h");
  }

  @Test
  void mark_numbersThatEndAtOnePlace_areAColumn() {
    assertThat(
            marked(
                "of the pen        5",
                "of the ink       12",
                "of the rest     900",
                "in all        1,017"))
        .containsExactly(
            "of the pen | 5", "of the ink | 12", "of the rest | 900", "in all | 1,017");
  }

  @Test
  void mark_justifiedText_hasNoColumns() {
    assertThat(
            marked(
                "which the   Company   will remain in full",
                "force and   the Bank will    comply,  at",
                "his own cost   without    limits at sums",
                "that he    gives in   one place by  them"))
        .noneMatch(line -> line.contains("|"));
  }

  /** Random tables among prose, against what was planted. */
  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
  void mark_plantedTables_allTheirCellsAndNothingElse(long seed) {
    Random dice = new Random(seed);
    List<String> lines = new ArrayList<>();
    List<String> expected = new ArrayList<>();
    for (int block = 0; block < 4; block++) {
      for (int i = 0; i < 3; i++) {
        String prose = ("word" + dice.nextInt(99) + " ").repeat(8).strip();
        lines.add(prose);
        expected.add(prose);
      }
      int columns = 2 + dice.nextInt(3);
      for (int row = 0; row < 3 + dice.nextInt(5); row++) {
        StringBuilder line = new StringBuilder();
        List<String> cells = new ArrayList<>();
        for (int c = 0; c < columns; c++) {
          String cell = "c" + dice.nextInt(1000) + (dice.nextBoolean() ? " x" : "");
          line.append(cell).append(" ".repeat(12 - cell.length()));
          cells.add(cell);
        }
        lines.add(line.toString());
        expected.add(String.join(" | ", cells));
      }
    }

    assertThat(marked(lines.toArray(String[]::new))).isEqualTo(expected);
  }
}
