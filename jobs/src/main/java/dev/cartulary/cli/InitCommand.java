package dev.cartulary.cli;

import dev.cartulary.access.OwnerOnly;
import dev.cartulary.config.JobFile;
import dev.cartulary.parquet.OutputException;
import dev.cartulary.status.Facts;
import dev.cartulary.types.DocumentTypes;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Writes a job file. */
@Command(
    name = "init",
    description = {
      "Asks five questions and writes a job file that runs.",
      "",
      "An empty answer takes what stands in brackets. An option answers its question beforehand;"
          + " where all five are given, nothing is asked."
    },
    exitCodeList = {
      "0:Written.",
      "1:A fault of this program, or the machine failed it.",
      "2:An answer is wrong, or the file is there already, or cannot be written."
    },
    footer = {
      "  cartulary init my-job.yaml",
      "  cartulary init my-job.yaml --input letters --type clinical-note \\",
      "      --output out --privacy mask --threshold 0.5"
    })
final class InitCommand extends CommandForm implements Callable<Integer> {
  private static final String NAME = "[A-Za-z0-9][A-Za-z0-9._-]{0,94}\\.ya?ml";

  private final Surroundings surroundings;
  private final BufferedReader in;

  @Spec private CommandSpec spec;

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "JOB.yaml",
      defaultValue = "job.yaml",
      description = "The file to write; job.yaml if nothing is said.")
  private Path file;

  @Option(names = "--input", paramLabel = "FOLDER", description = "The folder of documents.")
  private @Nullable String input;

  @Option(
      names = "--type",
      paramLabel = "TYPE",
      description = "contract, clinical-note, or the .yaml file of a type of your own.")
  private @Nullable String type;

  @Option(names = "--output", paramLabel = "FOLDER", description = "Where the results go.")
  private @Nullable String output;

  @Option(
      names = "--privacy",
      paramLabel = "MODE",
      description = "keep or mask the identifiers of patients.")
  private @Nullable String privacy;

  @Option(
      names = "--threshold",
      paramLabel = "P",
      description = "Values less probable than this are to be reviewed; 0 to 1.")
  private @Nullable String threshold;

  @Mixin private Answer answer;

  @SuppressWarnings("NullAway.Init") // The command line library fills the fields in.
  InitCommand(Surroundings surroundings, BufferedReader in) {
    this.surroundings = surroundings;
    this.in = in;
  }

  @Override
  public Integer call() throws IOException {
    if (!String.valueOf(file.getFileName()).matches(NAME)) {
      throw wrong(file + " is no name of a job file; write one that ends in .yaml");
    }
    if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
      throw wrong(file + " is there already; name another file, or take it away");
    }
    String folder =
        answered(
            input,
            "--input",
            "Which folder holds the documents?",
            "documents",
            InitCommand::isFolder,
            "is no folder that can be read");
    String kind =
        answered(
            type,
            "--type",
            "What are they? " + String.join(", ", DocumentTypes.BUILT_IN) + ", or a .yaml file",
            DocumentTypes.BUILT_IN.get(0),
            InitCommand::isType,
            "is neither a built-in type nor a .yaml file that is there");
    String results =
        answered(
            output,
            "--output",
            "Where do the results go?",
            "out",
            answer -> !resolved(answer).startsWith(resolved(folder)),
            "lies in the folder of documents; the next run would read its own results");
    String mode =
        answered(
            privacy,
            "--privacy",
            "Identifiers of patients in the results: keep or mask?",
            "keep",
            answer -> answer.matches("keep|mask"),
            "is neither keep nor mask; docs/deidentification.md has more, which need a key");
    String least =
        answered(
            threshold,
            "--threshold",
            "Review values that are less probable than?",
            "0.5",
            answer -> answer.matches("0(\\.\\d{1,6})?|1(\\.0{1,6})?"),
            "is no number from 0 to 1");
    write(text(folder, kind, results, mode, least));
    return ExitCode.OK;
  }

  /** The option's answer, or that of whoever sits there; asked again while it is wrong. */
  private String answered(
      @Nullable String given,
      String option,
      String question,
      String usual,
      Predicate<String> right,
      String fault)
      throws IOException {
    if (given != null) {
      if (!right.test(given)) {
        throw wrong(option + ": " + given + " " + fault);
      }
      return given;
    }
    PrintWriter err = spec.commandLine().getErr();
    while (true) {
      err.print(question + " [" + usual + "] ");
      err.flush();
      String line = in.readLine();
      if (line == null) {
        err.println();
        throw wrong("the answers have ended before " + option + "; give it as an option");
      }
      String answer = line.strip().isEmpty() ? usual : line.strip();
      if (right.test(answer)) {
        return answer;
      }
      err.println(answer + " " + fault + ".");
    }
  }

  private ParameterException wrong(String what) {
    return new ParameterException(spec.commandLine(), what);
  }

  private static boolean isFolder(String answer) {
    return Files.isDirectory(Path.of(answer)) && Files.isReadable(Path.of(answer));
  }

  private static boolean isType(String answer) {
    return DocumentTypes.BUILT_IN.contains(answer)
        || (answer.matches(".*\\.ya?ml") && Files.isRegularFile(Path.of(answer)));
  }

  private static Path resolved(String answer) {
    return Path.of(answer).toAbsolutePath().normalize();
  }

  /** Paths in a job file are seen from its folder. */
  private String seen(String answer) {
    Path folder = file.toAbsolutePath().normalize().resolveSibling("");
    Path path = Path.of(answer);
    return path.isAbsolute() ? answer : folder.relativize(resolved(answer)).toString();
  }

  private String text(String folder, String kind, String results, String mode, String least) {
    boolean own = !DocumentTypes.BUILT_IN.contains(kind);
    return """
    # Written by cartulary init; docs/jobs.md explains every key.
    input: {path: %s}
    type: %s
    output: {path: %s}
    privacy: {mode: %s}
    review: {threshold: %s}
    """
        .formatted(
            quoted(seen(folder)),
            own ? quoted(seen(kind)) : kind,
            quoted(seen(results)),
            mode,
            least);
  }

  private static String quoted(String text) {
    return "'" + (text.isEmpty() ? "." : text).replace("'", "''") + "'";
  }

  /** A file that turns out to be wrong does not stay. */
  private void write(String text) throws IOException {
    try {
      OwnerOnly.folders(file.toAbsolutePath().normalize().resolveSibling(""));
      try (FileChannel to =
          OwnerOnly.file(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
        to.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
      }
    } catch (IOException e) {
      throw OutputException.of(file, e);
    }
    boolean right = false;
    try {
      JobFile.read(file, surroundings.environment());
      right = true;
    } finally {
      if (!right) {
        Files.deleteIfExists(file);
      }
    }
    answer.print(
        () -> new Facts().with("written", file.toString()),
        out -> {
          out.println("written    " + file);
          out.println("look       cartulary doctor " + file);
          out.println("run        cartulary run " + file);
          out.println("every day  cartulary schedule print " + file + " --at 02:00");
        });
  }
}
