package dev.cartulary.cli;

import dev.cartulary.parquet.OutputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Pages that commands write for people. */
final class Pages {
  private Pages() {}

  /**
   * Writes a page, over one that is there.
   *
   * @return where
   * @throws OutputException if it cannot be written
   */
  static Path write(Path file, String page) {
    Path absolute = file.toAbsolutePath().normalize();
    try {
      Files.createDirectories(absolute.resolveSibling("."));
      Files.writeString(absolute, page);
    } catch (IOException e) {
      throw OutputException.of(absolute, e);
    }
    return absolute;
  }
}
