package dev.cartulary.decoder;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.cartulary.checkpoint.ByteTokenizerJson;
import dev.cartulary.checkpoint.CheckpointFolder;
import dev.cartulary.checkpoint.ElementType;
import dev.cartulary.checkpoint.Family;
import dev.cartulary.checkpoint.LayerShape;
import dev.cartulary.checkpoint.ModelConfig;
import dev.cartulary.checkpoint.SafeTensorsWriter;
import dev.cartulary.checkpoint.TestCheckpoint;
import dev.cartulary.tokenizer.TokenIds;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every family against HuggingFace's own code, whose logits {@code src/test/golden/golden.py} wrote
 * down, and against {@link NaiveForward}. Their contexts are short and their windows shorter, so
 * that a few tokens go beyond both.
 */
class FamiliesTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir Path folder;

  static Stream<Path> cases() throws IOException, URISyntaxException {
    Path golden = Path.of(Objects.requireNonNull(FamiliesTest.class.getResource("golden")).toURI());
    try (Stream<Path> cases = Files.list(golden)) {
      return cases.sorted().toList().stream();
    }
  }

  static Stream<Arguments> configurations() throws IOException, URISyntaxException {
    return cases()
        .flatMap(path -> Stream.of("config.json", "config-4.json").map(c -> Arguments.of(path, c)));
  }

  @Test
  void cases_coverEveryFamilyOfHuggingFace() throws IOException, URISyntaxException {
    Set<Family> families = EnumSet.of(Family.OPENELM); // Its code is not in HuggingFace's library.
    for (Path path : cases().toList()) {
      families.add(open(path, "config.json").config().family());
    }
    assertThat(families).containsExactlyInAnyOrder(Family.values());
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("configurations")
  void step_wholePrompt_agreesWithHuggingFace(Path path, String config) throws IOException {
    try (TorchScriptDecoder decoder =
        TorchScriptDecoder.open(open(path, config), Precision.FLOAT32, 1)) {
      long request = 0;
      for (JsonNode row : JSON.readTree(path.resolve("logits.json").toFile())) {
        TokenIds tokens =
            TokenIds.of(numbers(row.path("tokens")).mapToInt(n -> n.intValue()).toArray());
        Segment prompt = new Segment.Branches(request++, List.of(tokens), tokens.size());
        double[] expected = numbers(row.path("logits")).mapToDouble(n -> n.doubleValue()).toArray();
        assertThat(difference(decoder.step(List.of(prompt)), 0, expected)).isLessThan(1e-5);
      }
    }
  }

  /** In pieces, with branches that go on, among others: what the cache holds must be the same. */
  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void step_prefixInPiecesAndBranches_agreesWithNaiveForward(Path path) throws IOException {
    agreesWithNaiveForward(open(path, "config.json"));
  }

  /** OpenELM's layers have widths of their own. */
  @Test
  void step_openElm_agreesWithNaiveForward() throws IOException {
    Files.writeString(folder.resolve("tokenizer.json"), ByteTokenizerJson.text());
    Files.writeString(
        folder.resolve("config.json"),
        """
        {"model_type": "openelm", "vocab_size": 64, "model_dim": 24, "num_transformer_layers": 4,
         "head_dim": 8, "num_query_heads": [2, 4, 4, 6], "num_kv_heads": [1, 2, 1, 2],
         "ffn_multipliers": [0.5, 1.1, 2.0, 1.05], "ffn_dim_divisor": 8, "ffn_with_glu": true,
         "max_context_length": 64, "rope_freq_constant": 10000, "normalize_qk_projections": true,
         "share_input_output_layers": true, "activation_fn_name": "swish"}
        """);
    Files.write(folder.resolve("model.safetensors"), new byte[0]);
    ModelConfig config = CheckpointFolder.open(folder).config();
    assertThat(config.layers()).extracting(LayerShape::heads).containsExactly(2, 4, 4, 6);
    // As OpenELM's code rounds 12, 26.4, 48 and 25.2 to multiples of 8.
    assertThat(config.layers())
        .extracting(LayerShape::intermediate)
        .containsExactly(16, 24, 48, 24);
    SafeTensorsWriter.write(
        folder.resolve("model.safetensors"),
        TestCheckpoint.random(config, ElementType.F32, 5).tensors(),
        ElementType.F32);
    agreesWithNaiveForward(CheckpointFolder.open(folder));
  }

  /**
   * With all attention as plain products and the program optimized; with that of prefixes fused, by
   * blocks, that of branches head by head, and the program as it is; with that of prefixes as
   * products by blocks, in 32 bits and, where the processor multiplies so few, in 16.
   */
  private static void agreesWithNaiveForward(CheckpointFolder checkpoint) {
    agrees(checkpoint, Device.CPU, Precision.FLOAT32, Program.PLAIN_STEPS, 2e-5);
    agrees(checkpoint, device(0, 1, 3), Precision.FLOAT32, 0, 2e-5);
    agrees(checkpoint, device(1_000_000, 100, 5), Precision.FLOAT32, 0, 2e-5);
    agrees(checkpoint, device(1_000_000, 100, 5), Precision.BFLOAT16, 0, 0.1);
  }

  private static Device device(int scores, int kernelScores, int block) {
    Set<Precision> precisions = Set.of(Precision.FLOAT32, Precision.BFLOAT16);
    return new Device("cpu", precisions, false, 1, scores, kernelScores, block, 0);
  }

  private static void agrees(
      CheckpointFolder checkpoint,
      Device device,
      Precision precision,
      int stepsBefore,
      double tolerance) {
    NaiveForward naive = new NaiveForward(checkpoint, precision);
    Libtorch libtorch = new Libtorch(null, device);
    int vocabulary = checkpoint.config().vocabulary();
    Random random = new Random(3);
    try (TorchScriptDecoder decoder = TorchScriptDecoder.open(checkpoint, precision, libtorch, 1)) {
      for (int step = 0; step < stepsBefore; step++) {
        decoder.step(List.of(new Segment.Prefix(98, ids(random, 1, vocabulary))));
        decoder.close(98);
      }
      for (int length : new int[] {4, 15, 33}) {
        int reach = length + 16;
        int variant = checkpoint.config().rotaryVariant(reach);
        TokenIds prefix = ids(random, length, vocabulary);
        TokenIds other = ids(random, 9, vocabulary);
        for (int start = 0; start < length; start += 7) {
          TokenIds piece = prefix.slice(start, Math.min(length, start + 7));
          decoder.step(List.of(new Segment.Prefix(length, piece, length, reach)));
        }
        List<TokenIds> branches =
            new ArrayList<>(
                List.of(
                    ids(random, 2, vocabulary),
                    ids(random, 14, vocabulary),
                    ids(random, 1, vocabulary)));
        Logits opened =
            decoder.step(
                List.of(new Segment.Prefix(99, other), new Segment.Branches(length, branches, 16)));
        compare(naive, variant, prefix, branches, opened, tolerance);
        decoder.keep(length, List.of(1, 2));
        branches.remove(0);
        List<TokenIds> more = List.of(ids(random, 1, vocabulary), ids(random, 3, vocabulary));
        Logits next = decoder.step(List.of(new Segment.Branches(length, more, 16)));
        for (int i = 0; i < 2; i++) {
          branches.set(i, branches.get(i).plus(more.get(i)));
        }
        compare(naive, variant, prefix, branches, next, tolerance);
        decoder.close(99);
      }
    }
  }

  private static void compare(
      NaiveForward naive,
      int variant,
      TokenIds prefix,
      List<TokenIds> branches,
      Logits logits,
      double tolerance) {
    assertThat(logits.rows()).isEqualTo(branches.size());
    for (int i = 0; i < branches.size(); i++) {
      double[] expected = naive.logits(variant, prefix.plus(branches.get(i)).toArray());
      assertThat(difference(logits, i, expected)).isLessThan(tolerance);
    }
  }

  /** The difference over the logits, both as root of the sum of squares. */
  private static double difference(Logits logits, int row, double[] expected) {
    assertThat(expected).hasSize(logits.vocabulary());
    double squares = 0;
    double difference = 0;
    for (int token = 0; token < expected.length; token++) {
      squares += expected[token] * expected[token];
      difference += Math.pow(expected[token] - logits.at(row, token), 2);
    }
    return Math.sqrt(difference / squares);
  }

  private CheckpointFolder open(Path path, String config) throws IOException {
    Path copy = Files.createDirectories(folder.resolve(path.getFileName().toString()));
    Files.write(copy.resolve("config.json"), Files.readAllBytes(path.resolve(config)));
    Files.write(
        copy.resolve("model.safetensors"), Files.readAllBytes(path.resolve("model.safetensors")));
    Files.writeString(copy.resolve("tokenizer.json"), ByteTokenizerJson.text());
    return CheckpointFolder.open(copy);
  }

  private static Stream<JsonNode> numbers(JsonNode list) {
    return StreamSupport.stream(list.spliterator(), false);
  }

  private static TokenIds ids(Random random, int count, int vocabulary) {
    return TokenIds.of(random.ints(count, 0, vocabulary).toArray());
  }
}
