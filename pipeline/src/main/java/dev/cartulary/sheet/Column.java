package dev.cartulary.sheet;

import static java.util.Objects.requireNonNull;

/**
 * A column of a sheet.
 *
 * @param width in characters, where a program shows one
 */
public record Column(String name, int width) {
  public Column {
    requireNonNull(name, "name is null");
    if (width < 1) {
      throw new IllegalArgumentException("a column of no width: " + name);
    }
  }
}
