package dev.cartulary.cli;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** Of which job, about which questions a person decides, and who that is. */
final class ChosenQuestions {
  @Spec(Target.MIXEE)
  private CommandSpec spec;

  @Parameters(
      index = "0",
      paramLabel = "JOB.yaml",
      description = "The job whose last run is meant.")
  private Path file;

  @Parameters(index = "1..*", paramLabel = "ID", description = "Questions, as list calls them.")
  private @Nullable List<String> named;

  @Option(names = "--all", description = "All questions that wait now.")
  private boolean all;

  @Option(
      names = "--as",
      paramLabel = "NAME",
      description = "Who decides; without it, the user of this process.")
  private @Nullable String name;

  @SuppressWarnings("NullAway.Init") // The command line library fills the fields in.
  ChosenQuestions() {}

  Path file() {
    return file;
  }

  /** Beginnings of ids; none for all. */
  List<String> ids() {
    List<String> ids = named == null ? List.of() : named;
    if (ids.isEmpty() != all) {
      throw new ParameterException(
          spec.commandLine(), "name questions, or all of them with --all, and not both");
    }
    for (String id : ids) {
      if (!id.matches("[0-9a-f]{6,64}")) {
        throw new ParameterException(
            spec.commandLine(), "a question is named by at least six of its hexadecimal digits");
      }
    }
    return ids;
  }

  String by() {
    return PersonName.checked(name == null ? PersonName.ofThisUser() : name, "--as", spec);
  }
}
