package dev.cartulary.cli;

import dev.cartulary.keys.KeyFolder;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

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
  @Spec private CommandSpec spec;

  @Parameters(index = "0", paramLabel = "FOLDER", description = "Made by cartulary keys create.")
  private Path folder;

  @SuppressWarnings("NullAway.Init") // The command line library fills the fields in.
  KeysListCommand() {}

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    for (KeyFolder.Version version : KeyFolder.open(folder).versions()) {
      out.printf(
          Locale.ROOT,
          "%-7s version %d  %s%s%n",
          version.name().written(),
          version.number(),
          version.check(),
          version.current() ? "  writes" : "");
    }
    return ExitCode.OK;
  }
}
