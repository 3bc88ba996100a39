package dev.cartulary.cli;

import dev.cartulary.keys.KeyFolder;
import dev.cartulary.status.Facts;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Lists the keys of a folder. */
@Command(
    name = "list",
    description = {
      "Lists the keys of a folder with their versions, and checks their files.",
      "",
      "The digits behind a key are of its SHA-256: equal in equal copies."
    },
    exitCodeList = {
      "0:Done.",
      "1:A fault of this program, or the machine failed it.",
      "2:The folder holds no keys, or they are damaged or open to others."
    },
    footer = "  cartulary keys list /etc/cartulary/keys")
final class KeysListCommand extends CommandForm implements Callable<Integer> {
  @Mixin private NamedKeys named;

  @Mixin private Answer answer;

  @SuppressWarnings("NullAway.Init") // The command line library fills the fields in.
  KeysListCommand() {}

  @Override
  public Integer call() {
    KeyFolder keys = named.open();
    answer.print(
        () -> new Facts().with("keys", KeyFacts.of(keys)),
        out -> keys.versions().forEach(version -> out.println(line(version))));
    return ExitCode.OK;
  }

  private static String line(KeyFolder.Version version) {
    return String.format(
        Locale.ROOT,
        "%-7s version %d  %s%s",
        version.name().written(),
        version.number(),
        version.check(),
        version.current() ? "  writes" : "");
  }
}
