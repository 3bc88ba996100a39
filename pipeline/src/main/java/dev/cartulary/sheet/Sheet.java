package dev.cartulary.sheet;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.function.Consumer;

/**
 * A sheet, whose rows are made when they are asked for.
 *
 * @param name in lower case, for files and tabs
 * @param fixed how many columns on the left stay in view
 */
public record Sheet(String name, List<Column> columns, int fixed, Rows rows) {
  public Sheet {
    requireNonNull(name, "name is null");
    requireNonNull(rows, "rows is null");
    columns = List.copyOf(columns);
  }

  /** Gives rows in their order, each with a cell for every column. */
  @FunctionalInterface
  public interface Rows {
    void give(Consumer<List<Cell>> to);
  }
}
