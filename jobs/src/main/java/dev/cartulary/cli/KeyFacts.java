package dev.cartulary.cli;

import dev.cartulary.keys.KeyFolder;
import dev.cartulary.status.Facts;
import java.util.List;

/** The keys of a folder for programs, and never themselves. */
final class KeyFacts {
  private KeyFacts() {}

  static List<Facts> of(KeyFolder keys) {
    return keys.versions().stream()
        .map(
            version ->
                new Facts()
                    .with("name", version.name().written())
                    .with("version", version.number())
                    .with("check", version.check())
                    .with("writes", version.current()))
        .toList();
  }
}
