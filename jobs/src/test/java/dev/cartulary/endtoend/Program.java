package dev.cartulary.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The program in a process of its own, with the options of the launcher. */
final class Program {
  private static final long LIMIT_SECONDS = 240;
  private static final Pattern OPTION =
      Pattern.compile(
          "(?m)^  (--add-opens=\\S+|-D\\S+|-XX:\\S+) \\\\$|^(?:heap|compiler)_options='([^']*)'");

  private final Path folder;
  private final List<String> wrapper;

  /**
   * @param folder where the process works; its temporary files go to {@code tmp} in it, what it
   *     prints to {@code std}
   */
  Program(Path folder) throws IOException {
    this(folder, List.of());
  }

  /**
   * @param wrapper a command that starts what follows it
   */
  Program(Path folder, List<String> wrapper) throws IOException {
    this.folder = folder;
    this.wrapper = wrapper;
    Files.createDirectories(folder.resolve("tmp"));
    Files.createDirectories(folder.resolve("std"));
  }

  /** The repository's root. */
  static Path root() {
    for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
      if (Files.isDirectory(at.resolve(".mvn"))) {
        return at;
      }
    }
    throw new IllegalStateException("no folder above this one has .mvn");
  }

  Ended run(String... arguments) throws IOException, InterruptedException {
    return start(arguments).await();
  }

  Started start(String... arguments) throws IOException, InterruptedException {
    List<String> options = options();
    List<String> command = new ArrayList<>(wrapper);
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(options);
    command.addAll(ProgramClasses.options(options));
    command.add("-Djava.io.tmpdir=" + folder.resolve("tmp"));
    command.add("dev.cartulary.cli.Main");
    command.addAll(List.of(arguments));
    Path out = Files.createTempFile(folder.resolve("std"), "out", "");
    Path err = Files.createTempFile(folder.resolve("std"), "err", "");
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectOutput(out.toFile())
            .redirectError(err.toFile());
    builder.environment().put("OMP_WAIT_POLICY", "passive");
    builder.environment().put("GOMP_SPINCOUNT", "3000");
    builder.environment().remove("CARTULARY_DEBUG");
    return new Started(builder.start(), out, err);
  }

  private static List<String> options() throws IOException {
    List<String> options = new ArrayList<>();
    List<MatchResult> matches =
        OPTION.matcher(Files.readString(root().resolve("cartulary"))).results().toList();
    for (MatchResult match : matches) {
      String option = match.group(1) == null ? match.group(2) : match.group(1);
      options.addAll(List.of(option.strip().split("\\s+", -1)));
    }
    assertThat(options).as("options in the launcher").hasSizeGreaterThan(6);
    // A test's run is short: what the optimizing compiler would win later is lost to its own time.
    options.add("-XX:TieredStopAtLevel=1");
    int java = Runtime.version().feature();
    if (java >= 22) {
      options.add("--enable-native-access=ALL-UNNAMED");
    }
    if (java >= 23) {
      options.add("--sun-misc-unsafe-memory-access=allow");
    }
    return options;
  }

  /** What the program's temporary folder still holds. */
  List<String> leftTemporary() throws IOException {
    return names(folder.resolve("tmp"));
  }

  static List<String> names(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> String.valueOf(file.getFileName())).sorted().toList();
    }
  }

  /** A process that runs, or has run. */
  record Started(Process process, Path out, Path err) {
    Ended await() throws IOException, InterruptedException {
      boolean ended = process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS);
      if (!ended) {
        process.destroyForcibly().waitFor();
      }
      assertThat(ended).as("ended in time").isTrue();
      return new Ended(process.exitValue(), Files.readString(out), Files.readString(err));
    }
  }

  /** What a process left: its exit status and what it printed. */
  record Ended(int exit, String out, String err) {}
}
