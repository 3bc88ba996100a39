package dev.cartulary.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a user can get wrong: said in words, with the remedy, and nothing is left behind. */
@Timeout(300)
class BadInputTest {
  private static final String RIGHT =
      """
      input: {path: in}
      type: contract
      model: embedded
      output: {path: out}
      ledger: {url: "jdbc:h2:file:./ledger"}
      """;

  @TempDir Path folder;

  /** A mistake: what is wrong, and words of the thing, the cause and the remedy. */
  enum Mistake {
    MISSING_INPUT_FOLDER(
        "path: in}", "path: inn}", "{folder}/inn", "does not exist", "correct input.path"),
    EMPTY_INPUT_FOLDER("path: in}", "path: empty}", "{folder}/empty", "is empty", "put documents"),
    NOTHING_MATCHES(
        "path: in}",
        "path: in, include: ['*.pdf']}",
        "{folder}/in",
        "none matches",
        "check the patterns"),
    NO_YAML(
        "type: contract", "type: [contract", "job.yaml has a problem", "line 3: not YAML", "']'"),
    UNKNOWN_KEY("model:", "modell:", "job.yaml", "line 3", "modell", "model"),
    UNKNOWN_TYPE(
        "type: contract",
        "type: contrat",
        "job.yaml",
        "'contrat' is unknown",
        "contract, clinical-note"),
    MISSING_CHECKPOINT(
        "model: embedded",
        "model: nothing",
        "{folder}/nothing",
        "is no folder",
        "name a folder with"),
    MISSING_WEIGHTS("model: embedded", "model: llama", "{folder}/llama", "safetensors"),
    UNKNOWN_FAMILY("model: embedded", "model: mamba", "{folder}/mamba", "mamba", "llama"),
    FOREIGN_FILE_IN_OUTPUT(
        "path: out}", "path: kept}", "{folder}/kept", "thesis.txt", "output.path"),
    OUTPUT_IS_A_FILE(
        "path: out}", "path: note.txt}", "{folder}/note.txt", "is a file", "output.path"),
    LEDGER_IN_A_FILE(
        "./ledger", "./note.txt/ledger", "{folder}/note.txt", "not a folder", "ledger"),
    LEDGER_OF_NO_KIND(
        "jdbc:h2:file:./ledger", "jdbc:oracle:x", "url", "jdbc:h2:file:", "jdbc:postgresql:");

    private final String right;
    private final String wrong;

    /** Separated by line breaks. */
    private final String said;

    Mistake(String right, String wrong, String... said) {
      this.right = right;
      this.wrong = wrong;
      this.said = String.join("\n", said);
    }

    String job() {
      return RIGHT.replace(right, wrong);
    }
  }

  @ParameterizedTest
  @EnumSource
  void run_mistake_isNamedWithItsRemedyAndLeavesNothing(Mistake mistake) throws Exception {
    Program program = new Program(folder);
    writeFiles();
    Files.writeString(folder.resolve("job.yaml"), mistake.job());
    assertThat(mistake.job()).isNotEqualTo(RIGHT);
    List<String> before = everything();

    Program.Ended ended = program.run("run", "job.yaml");

    assertThat(ended.exit()).as(ended.err()).isEqualTo(2);
    assertThat(ended.out()).isEmpty();
    for (String words : mistake.said.lines().toList()) {
      assertThat(ended.err()).contains(words.replace("{folder}", folder.toString()));
    }
    assertThat(ended.err().lines())
        .as("no traces, no noise of libraries")
        .hasSizeBetween(1, 5)
        .noneMatch(line -> line.startsWith("\tat ") || line.contains("Exception"))
        .noneMatch(line -> line.startsWith("SLF4J") || line.startsWith("WARNING"));
    assertThat(everything()).isEqualTo(before);
  }

  private void writeFiles() throws IOException {
    Files.writeString(Files.createDirectory(folder.resolve("in")).resolve("a.txt"), "A letter.");
    Files.createDirectory(folder.resolve("empty"));
    Files.writeString(folder.resolve("note.txt"), "A note.");
    Files.writeString(
        Files.createDirectory(folder.resolve("kept")).resolve("thesis.txt"), "Years of work.");
    for (String family : List.of("llama", "mamba")) {
      Path checkpoint = Files.createDirectory(folder.resolve(family));
      Files.writeString(
          checkpoint.resolve("config.json"),
          """
          {"model_type": "%s", "hidden_size": 64, "intermediate_size": 128, "num_hidden_layers": 1,
           "num_attention_heads": 4, "num_key_value_heads": 2, "vocab_size": 512, "rms_norm_eps": 1e-5,
           "max_position_embeddings": 256, "rope_theta": 10000.0, "hidden_act": "silu",
           "tie_word_embeddings": true, "bos_token_id": 1, "eos_token_id": 2}
          """
              .formatted(family));
      Files.writeString(checkpoint.resolve("tokenizer.json"), "{}");
    }
  }

  /** Every path with its size, but for what the processes print. */
  private List<String> everything() throws IOException {
    List<String> everything = new ArrayList<>();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted().toList()) {
        if (!file.startsWith(folder.resolve("std"))) {
          everything.add(file + (Files.isRegularFile(file) ? " " + Files.size(file) : "/"));
        }
      }
    }
    return everything;
  }
}
