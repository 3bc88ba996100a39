package dev.cartulary.cli;

import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Prints a script that completes commands. */
@Command(
    name = "completion",
    description = {
      "Prints a script with which a shell completes commands and options.",
      "",
      "Put the first example into ~/.bashrc, the second into ~/.zshrc."
    },
    exitCodeList = {
      "0:Printed.",
      "1:A fault of this program, or the machine failed it.",
      "2:There is no script for this shell."
    },
    footer = {"  source <(cartulary completion bash)", "  source <(cartulary completion zsh)"})
final class CompletionCommand extends CommandForm implements Callable<Integer> {
  private enum Shell {
    BASH,
    ZSH
  }

  @Spec private CommandSpec spec;

  @Parameters(index = "0", paramLabel = "SHELL", description = "bash or zsh.")
  private Shell shell;

  @SuppressWarnings("NullAway.Init") // The command line library fills the fields in.
  CompletionCommand() {}

  @Override
  public Integer call() {
    CommandLine top = spec.root().commandLine();
    String script = AutoComplete.bash(spec.root().name(), top);
    // The script begins with what zsh needs to understand it, where it is zsh that reads it.
    spec.commandLine().getOut().print(shell == Shell.ZSH ? "# For zsh.\n" + script : script);
    spec.commandLine().getOut().flush();
    return ExitCode.OK;
  }
}
