package dev.cartulary.cli;

import dev.cartulary.status.Facts;
import java.io.PrintWriter;
import java.util.function.Consumer;
import java.util.function.Supplier;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** How a command reports: in words for people, or as one JSON value for programs. */
final class Answer {
  @Spec(Target.MIXEE)
  private CommandSpec spec;

  @Option(names = "--json", description = "For programs: JSON.")
  private boolean json;

  @SuppressWarnings("NullAway.Init") // The command line library fills the fields in.
  Answer() {}

  /** Prints one of the two. */
  void print(Supplier<Facts> facts, Consumer<PrintWriter> words) {
    printText(() -> facts.get().json(), words);
  }

  /** Whether a program asks. */
  boolean isJson() {
    return json;
  }

  /** Likewise, of JSON that is made elsewhere. */
  void printText(Supplier<String> text, Consumer<PrintWriter> words) {
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.print(text.get());
    } else {
      words.accept(out);
    }
    out.flush();
  }
}
