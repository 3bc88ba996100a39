package dev.cartulary.cli;

import picocli.CommandLine.Command;

/** What can be done with keys. */
@Command(
    name = "keys",
    description = "Makes, lists and rotates the keys that tables and ledger are encrypted with.",
    footer = {"  cartulary keys create /etc/cartulary/keys", "  cartulary help keys rotate"})
final class KeysCommand extends CommandGroup {
  KeysCommand() {
    super("cartulary keys create FOLDER makes keys");
  }
}
