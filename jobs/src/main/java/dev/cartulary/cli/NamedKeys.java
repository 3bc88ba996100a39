package dev.cartulary.cli;

import dev.cartulary.keys.KeyFolder;
import java.nio.file.Path;
import picocli.CommandLine.Parameters;

/** The key folder that is the first argument. */
final class NamedKeys {
  @Parameters(index = "0", paramLabel = "FOLDER", description = "Made by cartulary keys create.")
  private Path folder;

  @SuppressWarnings("NullAway.Init") // The command line library fills the field in.
  NamedKeys() {}

  KeyFolder open() {
    return KeyFolder.open(folder);
  }
}
