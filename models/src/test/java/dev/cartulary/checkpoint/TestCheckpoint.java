package dev.cartulary.checkpoint;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cartulary.checkpoint.SafeTensorsWriter.Tensor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
    return config(heads, keyValueHeads, tied, scaling, Biases.NONE);
  }

  /** The small shape with biases. */
  public static ModelConfig config(
      int heads, int keyValueHeads, boolean tied, RotaryScaling scaling, Biases biases) {
    return new ModelConfig(
        Family.LLAMA,
        300,
        24,
        8,
        Collections.nCopies(3, new LayerShape(heads, keyValueHeads, 40, false, 0)),
        List.of(new Rotary(10_000, 8, scaling)),
        0,
        biases,
        Multipliers.plain(8),
        false,
        1e-5,
        tied,
        512,
        Set.of(257),
        Set.of(258));
  }

  /** Widths that all precisions can hold. */
  public static ModelConfig wide(boolean tied) {
    return new ModelConfig(
        Family.LLAMA,
        300,
        64,
        16,
        Collections.nCopies(3, new LayerShape(8, 4, 128, false, 0)),
        List.of(new Rotary(10_000, 16, new RotaryScaling.None())),
        0,
        Biases.NONE,
        Multipliers.plain(16),
        false,
        1e-5,
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
    TensorLayout layout = TensorLayout.of(config);
    Map<String, List<Integer>> shapes = new LinkedHashMap<>();
    put(shapes, layout.embedding());
    for (TensorLayout.Layer layer : layout.layers()) {
      put(shapes, layer.beforeAttention());
      put(shapes, layer.queries());
      put(shapes, layer.keys());
      put(shapes, layer.attentionInput());
      put(shapes, layer.attentionOutput());
      put(shapes, layer.afterAttention());
      put(shapes, layer.beforeMlp());
      put(shapes, layer.mlpInput());
      put(shapes, layer.mlpOutput());
      put(shapes, layer.afterMlp());
    }
    put(shapes, Optional.of(layout.norm()));
    layout.output().ifPresent(stack -> put(shapes, stack));
    return shapes;
  }

  private static void put(Map<String, List<Integer>> shapes, TensorLayout.Stack stack) {
    stack.weights().forEach(part -> shapes.put(part.name(), List.of(part.rows(), stack.columns())));
    stack.biases().forEach(part -> shapes.put(part.name(), List.of(part.rows())));
  }

  private static void put(Map<String, List<Integer>> shapes, Optional<TensorLayout.Gain> gain) {
    gain.ifPresent(present -> shapes.put(present.name(), List.of(present.width())));
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
    LayerShape layer = config.layers().get(0);
    Rotary rotary = config.rotaries().get(0);
    json.put("model_type", config.family().modelType())
        .put("vocab_size", config.vocabulary())
        .put("hidden_size", config.hidden())
        .put("num_hidden_layers", config.layers().size())
        .put("num_attention_heads", layer.heads())
        .put("num_key_value_heads", layer.keyValueHeads())
        .put("head_dim", config.headSize())
        .put("intermediate_size", layer.intermediate())
        .put("rms_norm_eps", config.rmsEpsilon())
        .put("rope_theta", rotary.theta())
        .put("tie_word_embeddings", config.tiedEmbeddings())
        .put("attention_bias", config.biases().input())
        .put("mlp_bias", config.biases().mlp())
        .put("max_position_embeddings", config.contextTokens());
    config.beginIds().forEach(id -> json.put("bos_token_id", id));
    config.endIds().forEach(json.putArray("eos_token_id")::add);
    if (rotary.scaling() instanceof RotaryScaling.Linear linear) {
      json.putObject("rope_scaling").put("rope_type", "linear").put("factor", linear.factor());
    } else if (rotary.scaling() instanceof RotaryScaling.Llama3 llama) {
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
