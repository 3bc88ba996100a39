package dev.cartulary.cli;

import dev.cartulary.keys.KeyFolder;
import dev.cartulary.status.Facts;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Makes a key folder. */
@Command(
    name = "create",
    description = {
      "Makes a folder with new keys: footer, phi and ledger, 32 random bytes each.",
      "",
      "Only its owner can read it. Keep a copy in a safe place, apart from the copies"
          + " of the output: without the keys, nobody can read what was written."
    },
    exitCodeList = {
      "0:Done.",
      "1:A fault of this program, or the machine failed it.",
      "2:The folder holds something already, or cannot be made."
    },
    footer = "  cartulary keys create /etc/cartulary/keys")
final class KeysCreateCommand extends CommandForm implements Callable<Integer> {
  @Parameters(index = "0", paramLabel = "FOLDER", description = "Does not exist yet, or is empty.")
  private Path folder;

  @Mixin private Answer answer;

  @SuppressWarnings("NullAway.Init") // The command line library fills the fields in.
  KeysCreateCommand() {}

  @Override
  public Integer call() {
    KeyFolder keys = KeyFolder.create(folder);
    answer.print(
        () -> new Facts().with("folder", folder.toString()).with("keys", KeyFacts.of(keys)),
        out -> {
          out.println(
              "made "
                  + keys.versions().size()
                  + " keys in "
                  + folder
                  + "; keep a copy in a safe place,");
          out.println("and name the folder in job files: encryption: {keys: " + folder + "}");
        });
    return ExitCode.OK;
  }
}
