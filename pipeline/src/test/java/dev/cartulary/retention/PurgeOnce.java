package dev.cartulary.retention;

import static dev.cartulary.retention.Letters.LETTER;
import static dev.cartulary.retention.Letters.NOW;

import dev.cartulary.ledger.LedgerAddress;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;

/** A process that purges one of the {@link Letters}. */
final class PurgeOnce {
  private PurgeOnce() {}

  public static void main(String[] arguments) {
    purge(Path.of(arguments[0])).run();
  }

  static Purge purge(Path folder) {
    return new Purge(
        "letters",
        address(folder),
        folder.resolve("out"),
        null,
        new Choice(LETTER, null),
        false,
        Clock.fixed(NOW, ZoneOffset.UTC));
  }

  static LedgerAddress address(Path folder) {
    return new LedgerAddress("jdbc:h2:file:" + folder.resolve("db/ledger"), "", "");
  }
}
