package dev.cartulary.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Prints the manual. */
@Command(
    name = "man",
    description = "Prints the manual page of this program and all its commands, for man.",
    exitCodeList = {"0:Printed.", "1:A fault of this program, or the machine failed it."},
    footer = {
      "  cartulary man | man -l -",
      "  cartulary man > /usr/local/share/man/man1/cartulary.1"
    })
final class ManCommand extends CommandForm implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @SuppressWarnings("NullAway.Init") // The command line library fills the fields in.
  ManCommand() {}

  @Override
  public Integer call() {
    spec.commandLine().getOut().print(ManPage.of(spec.root()));
    spec.commandLine().getOut().flush();
    return ExitCode.OK;
  }
}
