package dev.cartulary.llamacpp;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.cartulary.checkpoint.ByteTokenizerJson;
import dev.cartulary.checkpoint.CheckpointFolder;
import dev.cartulary.checkpoint.ElementType;
import dev.cartulary.checkpoint.SafeTensorsWriter;
import dev.cartulary.checkpoint.TestCheckpoint;
import dev.cartulary.decoder.Logits;
import dev.cartulary.decoder.Precision;
import dev.cartulary.decoder.Segment;
import dev.cartulary.decoder.TorchScriptDecoder;
import dev.cartulary.tokenizer.TokenIds;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * llama.cpp on the golden checkpoints, written as GGUF: first against the logits of HuggingFace's
 * code, which shows that the files say the same; then against the decoder, token by token.
 */
class LlamaCppGreedyTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int GREEDY_TOKENS = 24;

  /** Tokens that no golden checkpoint's context exceeds, and a few that llama.cpp keeps free. */
  private static final int ROOM = 128;

  @TempDir static Path folder;

  private static LlamaCpp llamaCpp;

  /**
   * A golden checkpoint as far as llama.cpp computes it as published.
   *
   * @param from the shortest context in tokens for which it does
   * @param to the longest
   * @param room what llama.cpp is told to make room for, in tokens
   */
  record Case(String name, int from, int to, int room) {
    Case(String name, int to) {
      this(name, 1, to, ROOM);
    }

    boolean knows(Row row) {
      return row.tokens().size() >= from && row.tokens().size() <= to;
    }

    @Override
    public String toString() {
      return name + " from " + from + " to " + to;
    }
  }

  /** A context and the logits of its next token. */
  record Row(TokenIds tokens, List<Double> logits) {}

  /** Qwen3 and SmolLM3 are younger than the library. */
  static Stream<Case> cases() {
    return Stream.of(
        new Case("llama2", 64),
        new Case("llama3", 64),
        new Case("llama-bias", 64),
        // llama.cpp has no window for this family and Qwen2, and none that works for Phi-3.
        new Case("mistral", 12),
        new Case("mistral-full", 64),
        new Case("qwen2", 64),
        new Case("qwen2-window", 10),
        new Case("qwen2-yarn", 64),
        new Case("gemma2", 64),
        new Case("gemma3", 64),
        new Case("gemma3-linear", 64),
        new Case("phi3", 12),
        // llama.cpp chooses the factors by its room; HuggingFace's code has the long ones from 17
        // on.
        new Case("phi3-longrope", 1, 16, 64),
        new Case("phi3-longrope", 17, 64, ROOM),
        new Case("olmo2", 64),
        new Case("granite", 64),
        new Case("gemma", 64));
  }

  @BeforeAll
  static void start() throws IOException {
    llamaCpp = LlamaCpp.start(folder);
  }

  @AfterAll
  static void stop() throws IOException {
    llamaCpp.close();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void llamaCpp_goldenContexts_picksWhatHuggingFacePicks(Case checkpoint)
      throws IOException, URISyntaxException {
    Path gguf = gguf(checkpoint);
    SoftAssertions softly = new SoftAssertions();
    for (Row row : rows(checkpoint)) {
      int[] next = llamaCpp.continued(gguf, checkpoint.room(), 1, row.tokens().toArray());
      softly.assertThat(next).as("%d tokens", row.tokens().size()).containsExactly(best(row));
    }
    softly.assertAll();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void decoder_goldenContexts_picksWhatLlamaCppPicks(Case checkpoint)
      throws IOException, URISyntaxException {
    List<TokenIds> prompts = rows(checkpoint).stream().map(Row::tokens).toList();
    agree(opened(checkpoint), gguf(checkpoint), checkpoint.to(), checkpoint.room(), prompts);
  }

  /** OpenELM's code is not in HuggingFace's library, so there are no golden logits. */
  @Test
  void decoder_openElm_picksWhatLlamaCppPicks() throws IOException {
    Path elm = Files.createDirectories(folder.resolve("openelm"));
    Files.writeString(elm.resolve("tokenizer.json"), ByteTokenizerJson.text());
    Files.writeString(
        elm.resolve("config.json"),
        """
        {"model_type": "openelm", "vocab_size": 64, "model_dim": 24, "num_transformer_layers": 4,
         "head_dim": 8, "num_query_heads": [2, 4, 4, 6], "num_kv_heads": [1, 2, 1, 2],
         "ffn_multipliers": [0.5, 1.1, 2.0, 1.05], "ffn_dim_divisor": 8, "ffn_with_glu": true,
         "max_context_length": 64, "rope_freq_constant": 10000, "normalize_qk_projections": true,
         "share_input_output_layers": true, "activation_fn_name": "swish"}
        """);
    Files.write(elm.resolve("model.safetensors"), new byte[0]);
    SafeTensorsWriter.write(
        elm.resolve("model.safetensors"),
        TestCheckpoint.random(CheckpointFolder.open(elm).config(), ElementType.BF16, 5).tensors(),
        ElementType.BF16);
    Path gguf = folder.resolve("openelm.gguf");
    OpenElmGgufWriter.write(HuggingFaceFolder.read(elm, "config.json"), gguf);
    Random random = new Random(7);
    List<TokenIds> prompts =
        Stream.of(1, 9, 16, 17, 41)
            .map(length -> TokenIds.of(random.ints(length, 0, Letters.count()).toArray()))
            .toList();
    agree(CheckpointFolder.open(elm), gguf, 64, ROOM, prompts);
  }

  private static void agree(
      CheckpointFolder checkpoint, Path gguf, int longest, int room, List<TokenIds> prompts)
      throws IOException {
    SoftAssertions softly = new SoftAssertions();
    try (TorchScriptDecoder decoder = TorchScriptDecoder.open(checkpoint, Precision.FLOAT32, 1)) {
      for (TokenIds prompt : prompts) {
        int tokens = Math.min(GREEDY_TOKENS, longest - prompt.size() + 1);
        int[] expected = llamaCpp.continued(gguf, room, tokens, prompt.toArray());
        assertThat(expected).hasSize(tokens);
        softly
            .assertThat(greedy(decoder, longest, tokens, prompt))
            .as("%d tokens", prompt.size())
            .isEqualTo(expected);
      }
    }
    softly.assertAll();
  }

  private static int[] greedy(
      TorchScriptDecoder decoder, int capacity, int tokens, TokenIds prompt) {
    List<Integer> added = new ArrayList<>();
    TokenIds segment = prompt;
    while (added.size() < tokens) {
      Logits logits = decoder.step(List.of(new Segment.Branches(0, List.of(segment), capacity)));
      int best = 0;
      for (int token = 1; token < logits.vocabulary(); token++) {
        best = logits.at(0, token) > logits.at(0, best) ? token : best;
      }
      added.add(best);
      segment = TokenIds.of(best);
    }
    decoder.close(0);
    return added.stream().mapToInt(token -> token).toArray();
  }

  private static int best(Row row) {
    int best = 0;
    for (int token = 1; token < row.logits().size(); token++) {
      best = row.logits().get(token) > row.logits().get(best) ? token : best;
    }
    return best;
  }

  private static Path gguf(Case checkpoint) throws IOException, URISyntaxException {
    Path file = folder.resolve(checkpoint.name() + ".gguf");
    GgufWriter.write(golden(checkpoint), file);
    return file;
  }

  private static CheckpointFolder opened(Case checkpoint) throws IOException, URISyntaxException {
    Path copy = Files.createDirectories(folder.resolve(checkpoint.name()));
    for (String name : List.of("config.json", "model.safetensors")) {
      Files.write(copy.resolve(name), Files.readAllBytes(golden(checkpoint).resolve(name)));
    }
    Files.writeString(copy.resolve("tokenizer.json"), ByteTokenizerJson.text());
    return CheckpointFolder.open(copy);
  }

  private static Path golden(Case checkpoint) throws URISyntaxException {
    String name = "/dev/cartulary/decoder/golden/" + checkpoint.name();
    return Path.of(Objects.requireNonNull(LlamaCppGreedyTest.class.getResource(name)).toURI());
  }

  private static List<Row> rows(Case checkpoint) throws IOException, URISyntaxException {
    List<Row> rows = new ArrayList<>();
    for (JsonNode row : JSON.readTree(golden(checkpoint).resolve("logits.json").toFile())) {
      rows.add(
          new Row(
              TokenIds.of(numbers(row.path("tokens")).mapToInt(JsonNode::intValue).toArray()),
              numbers(row.path("logits")).map(JsonNode::doubleValue).toList()));
    }
    rows.removeIf(row -> !checkpoint.knows(row));
    assertThat(rows).isNotEmpty();
    return rows;
  }

  private static Stream<JsonNode> numbers(JsonNode list) {
    return StreamSupport.stream(list.spliterator(), false);
  }
}
