package dev.cartulary.cli;

import dev.cartulary.parquet.OutputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Model.CommandSpec;

/** Pages that commands write for people. */
final class Pages {
  private Pages() {}

  /**
   * Writes a page, over one that is there, and says where.
   *
   * @throws OutputException if it cannot be written
   */
  static void write(Path file, String page, CommandSpec command) {
    Path absolute = file.toAbsolutePath().normalize();
    try {
      Files.createDirectories(absolute.resolveSibling("."));
      Files.writeString(absolute, page);
    } catch (IOException e) {
      throw OutputException.of(absolute, e);
    }
    command.commandLine().getOut().println();
    command.commandLine().getOut().println("written to " + absolute);
  }
}
