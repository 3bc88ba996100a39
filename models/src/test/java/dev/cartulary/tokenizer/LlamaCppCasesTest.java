package dev.cartulary.tokenizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Published tokenizers against the cases that llama.cpp tests its own with. */
class LlamaCppCasesTest {
  private static final String BETWEEN = "\n__ggml_vocab_test__\n";

  @TempDir Path folder;

  /** Phi-2 has GPT-2's vocabulary, and further tokens for runs of blanks, which are left out. */
  @ParameterizedTest(name = "{0} by {1}")
  @CsvSource({"phi-3, phi-3", "falcon, falcon", "gpt-2, phi-2"})
  void encode_casesOfLlamaCpp_givesTheirTokens(String cases, String name) throws IOException {
    Path tokenizers = shared().resolve("models/tokenizers");
    assumeTrue(Files.isDirectory(tokenizers), "no published tokenizers beside the repository");
    List<String> texts = split(tokenizers.resolve("ggml-vocab-" + cases + ".gguf.inp"), BETWEEN);
    List<String> expected = split(tokenizers.resolve("ggml-vocab-" + cases + ".gguf.out"), "\n");
    assertThat(texts).hasSizeGreaterThan(40).hasSameSizeAs(expected);
    Path file = tokenizers.resolve(name).resolve("tokenizer.json");
    List<String> actual = new ArrayList<>();
    try (HuggingFaceTextTokenizer tokenizer =
        HuggingFaceTextTokenizer.open(cases.equals(name) ? file : withoutBlanks(file))) {
      for (String text : texts) {
        TokenIds ids = tokenizer.encode(text).ids();
        actual.add(ids.stream().mapToObj(id -> " " + id).collect(Collectors.joining()));
      }
    }
    assertThat(actual).isEqualTo(expected);
  }

  /** Each part ends with the separator. */
  private static List<String> split(Path file, String separator) throws IOException {
    List<String> parts = List.of(Files.readString(file).split(separator, -1));
    return parts.subList(0, parts.size() - 1);
  }

  private Path withoutBlanks(Path file) throws IOException {
    ObjectNode json = (ObjectNode) new JsonMapper().readTree(Files.readString(file));
    json.putArray("added_tokens");
    return Files.writeString(folder.resolve("tokenizer.json"), json.toString());
  }

  /** The folder of shared data beside the repository's root. */
  private static Path shared() {
    Path at = Path.of(System.getProperty("user.dir")).toAbsolutePath();
    while (at.getParent() != null && !Files.isDirectory(at.resolve(".mvn"))) {
      at = at.getParent();
    }
    return at.resolveSibling("shared");
  }
}
