package dev.cartulary.cli;

import dev.cartulary.keys.KeyFolder;
import dev.cartulary.status.Facts;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Adds a version to each key of a folder. */
@Command(
    name = "rotate",
    description = {
      "Adds a version to each key of a folder. New data is written with it.",
      "",
      "Older versions stay in the folder and read what they have written: nothing is"
          + " rewritten. Keep a copy of the new files in a safe place."
    },
    exitCodeList = {
      "0:Done.",
      "1:A fault of this program, or the machine failed it.",
      "2:The folder holds no keys, or cannot be written."
    },
    footer = "  cartulary keys rotate /etc/cartulary/keys")
final class KeysRotateCommand extends CommandForm implements Callable<Integer> {
  @Mixin private NamedKeys named;

  @Mixin private Answer answer;

  @SuppressWarnings("NullAway.Init") // The command line library fills the fields in.
  KeysRotateCommand() {}

  @Override
  public Integer call() {
    KeyFolder keys = named.open();
    keys.rotate();
    answer.print(
        () -> new Facts().with("keys", KeyFacts.of(keys)),
        out -> {
          for (KeyFolder.Version version : keys.versions()) {
            if (version.current()) {
              out.println(version.name().written() + " has version " + version.number() + " now");
            }
          }
          out.println("keep a copy of the new files in a safe place");
        });
    return ExitCode.OK;
  }
}
