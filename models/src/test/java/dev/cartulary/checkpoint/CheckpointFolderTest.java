package dev.cartulary.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CheckpointFolderTest {
  private static final ModelConfig CONFIG =
      TestCheckpoint.config(4, 2, false, new RotaryScaling.Llama3(8, 1, 4, 64));
  private static final TestCheckpoint CHECKPOINT =
      TestCheckpoint.random(CONFIG, ElementType.F32, 1);

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(ints = {1, 3})
  void open_publishedFolder_readsConfigAndTensors(int shards) {
    CheckpointFolder checkpoint = CHECKPOINT.write(folder, ElementType.F32, shards);
    assertThat(checkpoint.config()).isEqualTo(CONFIG);
    try (SafeTensors weights = checkpoint.weights()) {
      String name = "model.layers.1.mlp.up_proj.weight";
      List<Float> numbers = new ArrayList<>();
      ByteBuffer piece = ByteBuffer.allocate(70).order(ByteOrder.LITTLE_ENDIAN);
      weights.stream(
          name,
          List.of(40, 24),
          3,
          piece,
          run -> {
            assertThat(run.firstElement()).isEqualTo(numbers.size());
            while (run.bytes().hasRemaining()) {
              numbers.add(run.bytes().getFloat());
            }
          });
      assertThat(numbers)
          .isEqualTo(Objects.requireNonNull(CHECKPOINT.tensors().get(name)).numbers());
      assertThat(weights.parameters())
          .isEqualTo(
              CHECKPOINT.tensors().values().stream().mapToLong(t -> t.numbers().size()).sum());
    }
  }

  @Test
  void open_generationConfig_addsItsEndIds() throws IOException {
    CHECKPOINT.write(folder, ElementType.F32, 1);
    Files.writeString(
        folder.resolve("generation_config.json"), "{\"eos_token_id\": [258, 259, 7]}");
    assertThat(CheckpointFolder.open(folder).config().endIds()).isEqualTo(Set.of(7, 258, 259));
  }

  @ParameterizedTest
  @CsvSource({
    "model_type, gpt9, 'known families: llama, mistral, qwen2, qwen3, phi3, gemma, gemma2, gemma3_text, smollm3, olmo2, granite, openelm'",
    "hidden_act, gelu, hidden_act \"gelu\" is not supported",
    "num_key_value_heads, 3, do not divide",
    "head_dim, 7, 7 rotary dimensions of a head (head_dim) are not a positive even number",
    "vocab_size, -1, vocab_size is -1",
    "num_hidden_layers, many, num_hidden_layers is no whole number",
    "bos_token_id, 300, bos_token_id 300 is outside",
  })
  void open_wrongSetting_namesFileAndCause(String name, String value, String cause)
      throws IOException {
    CHECKPOINT.write(folder, ElementType.F32, 1);
    change(json -> json.set(name, value.matches("-?\\d+|true") ? parsed(value) : text(value)));
    assertRefused("config.json: ", cause);
  }

  @ParameterizedTest
  @CsvSource({"16, 16", "null, 0", ", 4096"})
  void open_mistral_hasAWindowUnlessNull(String window, int tokens) throws IOException {
    CHECKPOINT.write(folder, ElementType.F32, 1);
    change(
        json -> {
          json.put("model_type", "mistral");
          if (window != null) {
            json.set("sliding_window", parsed(window));
          }
        });
    ModelConfig config = CheckpointFolder.open(folder).config();
    assertThat(config.window()).isEqualTo(tokens);
    assertThat(config.layers()).hasSize(3).allMatch(layer -> layer.windowed() == (tokens > 0));
  }

  @Test
  void open_unknownRotaryScaling_namesTheKnownOnes() throws IOException {
    CHECKPOINT.write(folder, ElementType.F32, 1);
    change(json -> json.putObject("rope_scaling").put("type", "dynamic"));
    assertRefused("rope_scaling \"dynamic\" is not supported", "llama3, yarn, longrope");
  }

  @ParameterizedTest
  @ValueSource(strings = {"config.json", "tokenizer.json", "model-00002-of-00003.safetensors"})
  void open_fileMissing_namesIt(String file) throws IOException {
    CHECKPOINT.write(folder, ElementType.F32, 3);
    Files.delete(folder.resolve(file));
    assertRefused(file + ": the file is missing", "copy the folder again");
  }

  @ParameterizedTest
  @CsvSource({"{\"model_type\":, not JSON", "[], is no JSON object", "'', is no JSON object"})
  void open_configNotAnObject_saysSo(String content, String cause) throws IOException {
    CHECKPOINT.write(folder, ElementType.F32, 1);
    Files.writeString(folder.resolve("config.json"), content);
    assertRefused("config.json: " + cause);
  }

  @Test
  void open_noWeights_saysSo() throws IOException {
    CHECKPOINT.write(folder, ElementType.F32, 1);
    Files.delete(folder.resolve("model.safetensors"));
    assertRefused("holds no *.safetensors file", "as published");
    assertThatThrownBy(() -> CheckpointFolder.open(folder.resolve("nowhere")))
        .isInstanceOf(CheckpointException.class)
        .hasMessageContaining("is no folder");
  }

  @ParameterizedTest
  @CsvSource({"4, ends inside of its header", "200, ends inside of its header", "-1, is cut short"})
  void weights_fileCutShort_saysWhere(int bytes, String cause) throws IOException {
    CheckpointFolder checkpoint = CHECKPOINT.write(folder, ElementType.F32, 1);
    Path file = folder.resolve("model.safetensors");
    byte[] whole = Files.readAllBytes(file);
    int kept = bytes < 0 ? whole.length + bytes : bytes;
    Files.write(file, Arrays.copyOf(whole, kept));
    assertThatThrownBy(checkpoint::weights)
        .isInstanceOf(CheckpointException.class)
        .hasMessageContaining(cause)
        .hasMessageContaining("model.safetensors");
  }

  @Test
  void weights_notSafetensors_refused() throws IOException {
    CheckpointFolder checkpoint = CHECKPOINT.write(folder, ElementType.F32, 1);
    Files.write(
        folder.resolve("model.safetensors"),
        "version https://git-lfs.github.com/spec/v1".getBytes(StandardCharsets.UTF_8));
    assertThatThrownBy(checkpoint::weights)
        .isInstanceOf(CheckpointException.class)
        .hasMessageContaining("not a safetensors file");
  }

  @ParameterizedTest
  @CsvSource({
    "lm_head.weight, , no tensor lm_head.weight",
    "model.norm.weight, 25, has shape [25] where config.json needs [24]",
    "model.layers.0.self_attn.q_proj.bias, 32, has no place in the model",
    "model.layers.0.self_attn.rotary_emb.inv_freq, 4, "
  })
  void weights_tensorMissingMisshapenOrUnknown_namesIt(String name, Integer size, String cause) {
    Map<String, SafeTensorsWriter.Tensor> tensors = new LinkedHashMap<>(CHECKPOINT.tensors());
    tensors.remove(name);
    if (size != null) {
      tensors.put(name, new SafeTensorsWriter.Tensor(List.of(size), Collections.nCopies(size, 1f)));
    }
    CheckpointFolder checkpoint =
        new TestCheckpoint(CONFIG, tensors).write(folder, ElementType.F32, 1);
    if (cause == null) {
      checkpoint.weights().close();
    } else {
      assertThatThrownBy(checkpoint::weights)
          .isInstanceOf(CheckpointException.class)
          .hasMessageContaining(name)
          .hasMessageContaining(cause);
    }
  }

  @Test
  void fingerprint_changesWithEveryFileAndNotWithTheFolder() throws IOException {
    String first = CHECKPOINT.write(folder.resolve("a"), ElementType.F32, 2).fingerprint();
    CheckpointFolder copy = CHECKPOINT.write(folder.resolve("b"), ElementType.F32, 2);
    assertThat(copy.fingerprint()).isEqualTo(first);
    Path weights = copy.path().resolve("model-00001-of-00002.safetensors");
    byte[] bytes = Files.readAllBytes(weights);
    bytes[bytes.length - 1] ^= 1;
    Files.write(weights, bytes);
    assertThat(copy.fingerprint()).isNotEqualTo(first);
  }

  /** The values that the formula of Llama 3.1's own code gives at its own settings. */
  @Test
  void rotaryFrequencies_llama3_slowDividedFastKept() {
    RotaryScaling scaling = new RotaryScaling.Llama3(8, 1, 4, 8192);
    double middle = 2 * Math.PI * 2.5 / 8192;
    assertThat(scaling.scaled(new double[] {1, 1e-5, middle}, 0))
        .containsExactly(new double[] {1, 1.25e-6, middle * (0.5 / 8 + 0.5)}, within(1e-12));
  }

  private void assertRefused(String... parts) {
    assertThatThrownBy(() -> CheckpointFolder.open(folder))
        .isInstanceOf(CheckpointException.class)
        .message()
        .contains(parts);
  }

  private void change(Consumer<ObjectNode> change) throws IOException {
    ObjectNode json = CHECKPOINT.configJson();
    change.accept(json);
    Files.writeString(folder.resolve("config.json"), json.toString());
  }

  private static JsonNode parsed(String value) {
    try {
      return JsonFile.JSON.readTree(value);
    } catch (IOException wrong) {
      throw new IllegalArgumentException(value, wrong);
    }
  }

  private static JsonNode text(String value) {
    return JsonFile.JSON.getNodeFactory().textNode(value);
  }
}
