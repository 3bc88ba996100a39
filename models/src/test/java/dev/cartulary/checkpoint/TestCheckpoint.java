package dev.cartulary.checkpoint;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cartulary.checkpoint.SafeTensorsWriter.Tensor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/**
 * A Llama checkpoint made by a test, which can be written as a HuggingFace folder.
 *
 * @param tensors by the names of the published format
 */
public record TestCheckpoint(ModelConfig config, Map<String, Tensor> tensors) {
  /** A small shape with grouped heads; tests change what they are about. */
  public static ModelConfig config(
      int heads, int keyValueHeads, boolean tied, RotaryScaling scaling) {
    return new ModelConfig(
        Family.LLAMA,
        300,
        24,
        3,
        heads,
        keyValueHeads,
        8,
        40,
        1e-5,
        10_000,
        scaling,
        tied,
        512,
        Set.of(257),
        Set.of(258));
  }

  /** Random weights that the number format can hold exactly. */
  public static TestCheckpoint random(ModelConfig config, ElementType type, long seed) {
    Random random = new Random(seed);
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    shapes(config)
        .forEach(
            (name, shape) -> {
              int count = shape.stream().reduce(1, Math::multiplyExact);
              boolean norm = shape.size() == 1;
              double spread = norm ? 0.2 : 1.2 / Math.sqrt(shape.get(1));
              List<Float> numbers = new ArrayList<>(count);
              for (int i = 0; i < count; i++) {
                float number = (float) ((norm ? 1 : 0) + spread * random.nextGaussian());
                numbers.add(SafeTensorsWriter.rounded(number, type));
              }
              tensors.put(name, new Tensor(shape, numbers));
            });
    return new TestCheckpoint(config, tensors);
  }

  /** The tensors that a model of this configuration has. */
  public static Map<String, List<Integer>> shapes(ModelConfig config) {
    int hidden = config.hidden();
    int queries = config.heads() * config.headSize();
    int keys = config.keyValueHeads() * config.headSize();
    Map<String, List<Integer>> shapes = new LinkedHashMap<>();
    shapes.put("model.embed_tokens.weight", List.of(config.vocabulary(), hidden));
    for (int layer = 0; layer < config.layers(); layer++) {
      String at = "model.layers." + layer + ".";
      shapes.put(at + "input_layernorm.weight", List.of(hidden));
      shapes.put(at + "mlp.down_proj.weight", List.of(hidden, config.intermediate()));
      shapes.put(at + "mlp.gate_proj.weight", List.of(config.intermediate(), hidden));
      shapes.put(at + "mlp.up_proj.weight", List.of(config.intermediate(), hidden));
      shapes.put(at + "post_attention_layernorm.weight", List.of(hidden));
      shapes.put(at + "self_attn.k_proj.weight", List.of(keys, hidden));
      shapes.put(at + "self_attn.o_proj.weight", List.of(hidden, queries));
      shapes.put(at + "self_attn.q_proj.weight", List.of(queries, hidden));
      shapes.put(at + "self_attn.v_proj.weight", List.of(keys, hidden));
    }
    shapes.put("model.norm.weight", List.of(hidden));
    if (!config.tiedEmbeddings()) {
      shapes.put("lm_head.weight", List.of(config.vocabulary(), hidden));
    }
    return shapes;
  }

  /** Writes the folder with a byte tokenizer, and opens it. */
  public CheckpointFolder write(Path folder, ElementType type, int shards) {
    try {
      Files.createDirectories(folder);
      Files.writeString(folder.resolve("config.json"), configJson().toString());
      Files.writeString(folder.resolve("tokenizer.json"), ByteTokenizerJson.text());
      if (shards == 1) {
        SafeTensorsWriter.write(folder.resolve("model.safetensors"), tensors, type);
      } else {
        writeShards(folder, type, shards);
      }
      return CheckpointFolder.open(folder);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private void writeShards(Path folder, ElementType type, int shards) throws IOException {
    ObjectNode index = JsonFile.JSON.createObjectNode();
    ObjectNode map = index.putObject("weight_map");
    for (int shard = 0; shard < shards; shard++) {
      String file = "model-%05d-of-%05d.safetensors".formatted(shard + 1, shards);
      Map<String, Tensor> part = new LinkedHashMap<>();
      int i = 0;
      for (Map.Entry<String, Tensor> tensor : tensors.entrySet()) {
        if (i++ % shards == shard) {
          part.put(tensor.getKey(), tensor.getValue());
          map.put(tensor.getKey(), file);
        }
      }
      SafeTensorsWriter.write(folder.resolve(file), part, type);
    }
    Files.writeString(folder.resolve(SafeTensors.INDEX), index.toString());
  }

  /** {@code config.json} as published. */
  public ObjectNode configJson() {
    ObjectNode json = JsonFile.JSON.createObjectNode();
    json.put("model_type", config.family().modelType())
        .put("vocab_size", config.vocabulary())
        .put("hidden_size", config.hidden())
        .put("num_hidden_layers", config.layers())
        .put("num_attention_heads", config.heads())
        .put("num_key_value_heads", config.keyValueHeads())
        .put("head_dim", config.headSize())
        .put("intermediate_size", config.intermediate())
        .put("rms_norm_eps", config.rmsEpsilon())
        .put("rope_theta", config.rotaryTheta())
        .put("tie_word_embeddings", config.tiedEmbeddings())
        .put("max_position_embeddings", config.contextTokens());
    config.beginIds().forEach(id -> json.put("bos_token_id", id));
    config.endIds().forEach(json.putArray("eos_token_id")::add);
    if (config.rotaryScaling() instanceof RotaryScaling.Linear linear) {
      json.putObject("rope_scaling").put("rope_type", "linear").put("factor", linear.factor());
    } else if (config.rotaryScaling() instanceof RotaryScaling.Llama3 llama) {
      json.putObject("rope_scaling")
          .put("rope_type", "llama3")
          .put("factor", llama.factor())
          .put("low_freq_factor", llama.lowFrequencyFactor())
          .put("high_freq_factor", llama.highFrequencyFactor())
          .put("original_max_position_embeddings", llama.originalContext());
    }
    return json;
  }
}
