package dev.cartulary.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

/** What every command says of itself: help, completion, manual. */
class HelpTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @TempDir Path folder;

  private CommandLine program() {
    return CommandLines.of(
        new PrintWriter(out, true),
        new PrintWriter(err, true),
        new Surroundings(Map.of(), false),
        new PipelineOperations());
  }

  /** The words behind the program's name, of every command and group. */
  static List<String> commands() {
    List<String> found = new ArrayList<>(List.of(""));
    collect(new HelpTest().program(), "", found);
    return found;
  }

  private static void collect(CommandLine above, String words, List<String> found) {
    above
        .getSubcommands()
        .forEach(
            (name, command) -> {
              if (!name.equals("help")) {
                found.add((words + " " + name).strip());
                collect(command, words + " " + name, found);
              }
            });
  }

  @ParameterizedTest(name = "cartulary {0} --help")
  @MethodSource("commands")
  void help_everyCommand_teachesWithin80Columns(String command) {
    List<String> arguments = new ArrayList<>(List.of(command.split(" ")));
    arguments.removeIf(String::isEmpty);
    arguments.add("--help");

    assertThat(program().execute(arguments.toArray(String[]::new))).isZero();

    assertThat(out.toString()).contains("Usage: cartulary", "Examples:", "--verbose");
    assertThat(out.toString().lines()).allMatch(line -> line.length() <= 80);
    assertThat(err.toString()).isEmpty();
  }

  /** Of commands that report something; the others print a format of its own. */
  static List<String> reporting() {
    List<String> commands = commands();
    return commands.stream()
        .filter(command -> commands.stream().noneMatch(each -> each.startsWith(command + " ")))
        .filter(command -> !List.of("", "audit export", "completion", "man").contains(command))
        .toList();
  }

  @ParameterizedTest(name = "cartulary {0} --json")
  @MethodSource("reporting")
  void help_reportingCommand_offersJson(String command) {
    List<String> arguments = new ArrayList<>(List.of(command.split(" ")));
    arguments.add("--help");
    assertThat(program().execute(arguments.toArray(String[]::new))).isZero();
    assertThat(out.toString()).contains("--json");
  }

  @Test
  void completion_sourcedByBash_offersCommandsAndOptions() throws Exception {
    Path bash = Path.of("/bin/bash");
    assumeTrue(Files.isExecutable(bash), "there is no bash here");
    assertThat(program().execute("completion", "bash")).isZero();
    Path script = Files.writeString(folder.resolve("completion.sh"), out.toString());

    assertThat(completed(script, "ex")).containsExactly("explain", "export");
    assertThat(completed(script, "audit", "v")).containsExactly("verify");
    assertThat(completed(script, "export", "--fo")).containsExactly("--format");
  }

  private static List<String> completed(Path script, String... words)
      throws IOException, InterruptedException {
    String typed = String.join(" ", words);
    Process bash =
        new ProcessBuilder(
                "/bin/bash",
                "-c",
                "source %s; COMP_WORDS=(cartulary %s); COMP_CWORD=%d; _complete_cartulary;"
                        .formatted(script, typed, words.length)
                    + " printf '%s\\n' \"${COMPREPLY[@]}\"")
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    bash.getOutputStream().close();
    List<String> lines =
        new String(bash.getInputStream().readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    assertThat(bash.waitFor()).isZero();
    return lines;
  }

  @Test
  void completion_unknownShell_listsThose() {
    assertThat(program().execute("completion", "fish")).isEqualTo(2);
    assertThat(err.toString()).containsIgnoringCase("bash, zsh");
  }

  @Test
  void man_page_hasEveryCommandAndNoStrayRequest() throws Exception {
    assertThat(program().execute("man")).isZero();

    String page = out.toString();
    assertThat(commands())
        .filteredOn(
            command ->
                Stream.of("audit", "escalate", "keys", "model", "prices")
                    .noneMatch(command::equals))
        .hasSizeGreaterThan(20)
        .filteredOn(command -> !List.of("", "schedule", "verify").contains(command))
        .allMatch(command -> page.contains("cartulary " + command + " [OPTION]"));
    assertThat(page.lines().filter(line -> line.startsWith(".") || line.startsWith("'")))
        .allMatch(line -> line.matches("\\.(TH|SH|SS|TP|PP|nf|fi)( .*)?"));
    Path man = Path.of("/usr/bin/man");
    assumeTrue(Files.isExecutable(man), "there is no man here");
    Path file = Files.writeString(folder.resolve("cartulary.1"), page);
    Process reader =
        new ProcessBuilder(man.toString(), "--warnings", "-l", file.toString())
            .redirectError(folder.resolve("warnings").toFile())
            .start();
    reader.getOutputStream().close();
    assertThat(new String(reader.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
        .contains("EXIT STATUS");
    assertThat(reader.waitFor()).isZero();
    assertThat(folder.resolve("warnings")).isEmptyFile();
  }
}
