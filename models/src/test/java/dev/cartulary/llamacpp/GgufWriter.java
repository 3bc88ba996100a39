package dev.cartulary.llamacpp;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Writes a checkpoint of HuggingFace's library as float32 GGUF, as llama.cpp's conversion would.
 */
final class GgufWriter {
  private static final int IDLE = -1;

  /** Names within a layer. */
  private static final Map<String, String> LAYER =
      Map.ofEntries(
          Map.entry("input_layernorm", "attn_norm"),
          Map.entry("self_attn.q_proj", "attn_q"),
          Map.entry("self_attn.k_proj", "attn_k"),
          Map.entry("self_attn.v_proj", "attn_v"),
          Map.entry("self_attn.qkv_proj", "attn_qkv"),
          Map.entry("self_attn.o_proj", "attn_output"),
          Map.entry("self_attn.q_norm", "attn_q_norm"),
          Map.entry("self_attn.k_norm", "attn_k_norm"),
          Map.entry("pre_feedforward_layernorm", "ffn_norm"),
          Map.entry("mlp.gate_proj", "ffn_gate"),
          Map.entry("mlp.up_proj", "ffn_up"),
          Map.entry("mlp.gate_up_proj", "ffn_up"),
          Map.entry("mlp.down_proj", "ffn_down"),
          Map.entry("post_feedforward_layernorm", "post_ffw_norm"));

  private final JsonNode config;
  private final HuggingFaceFolder folder;
  private final String architecture;
  private final GgufFile file = new GgufFile();

  private GgufWriter(HuggingFaceFolder folder) {
    config = folder.config();
    this.folder = folder;
    String type = config.path("model_type").asText();
    architecture =
        switch (type) {
          case "llama", "mistral" -> "llama";
          case "gemma3_text" -> "gemma3";
          case "qwen2", "phi3", "gemma", "gemma2", "olmo2", "granite" -> type;
          default -> throw new IllegalArgumentException("llama.cpp does not know " + type);
        };
  }

  static void write(Path folder, Path file) throws IOException {
    GgufWriter writer = new GgufWriter(HuggingFaceFolder.read(folder, "config-4.json"));
    writer.shape();
    writer.attention();
    writer.rotary();
    writer.multipliers();
    Letters.describe(writer.file);
    writer.weights();
    writer.file.write(file);
  }

  private void shape() {
    file.put("general.architecture", architecture);
    file.put("general.name", "golden");
    put("block_count", layers().size());
    put("context_length", whole("max_position_embeddings"));
    put("embedding_length", whole("hidden_size"));
    put("feed_forward_length", whole("intermediate_size"));
    put("vocab_size", Letters.count() + 1);
  }

  private void attention() {
    put("attention.head_count", whole("num_attention_heads"));
    put("attention.head_count_kv", whole("num_key_value_heads"));
    put("attention.key_length", headSize());
    put("attention.value_length", headSize());
    put("attention.layer_norm_rms_epsilon", config.path("rms_norm_eps").doubleValue());
    if (config.path("sliding_window").isInt()) {
      put("attention.sliding_window", whole("sliding_window"));
    } else if (architecture.equals("phi3")) { // Insists on one.
      put("attention.sliding_window", whole("max_position_embeddings"));
    }
    if (config.path("attn_logit_softcapping").isNumber()) {
      put("attn_logit_softcapping", config.path("attn_logit_softcapping").doubleValue());
    }
    if (config.path("final_logit_softcapping").isNumber()) {
      put("final_logit_softcapping", config.path("final_logit_softcapping").doubleValue());
    }
  }

  private void rotary() {
    int size = (int) (headSize() * config.path("partial_rotary_factor").asDouble(1));
    put("rope.dimension_count", size);
    put("rope.freq_base", config.path("rope_theta").doubleValue());
    JsonNode scaling = config.path("rope_scaling");
    String type = scaling.path("rope_type").asText(scaling.path("type").asText());
    int original =
        scaling
            .path("original_max_position_embeddings")
            .asInt(config.path("original_max_position_embeddings").asInt());
    switch (type) {
      case "linear" -> scaling("linear", scaling.path("factor").doubleValue());
      case "yarn" -> {
        scaling("yarn", scaling.path("factor").doubleValue());
        put("rope.scaling.original_context_length", original);
      }
      case "llama3" -> file.put("rope_freqs.weight", llama3(scaling, original, size));
      case "longrope" -> {
        double factor = whole("max_position_embeddings") / (double) original;
        // llama.cpp compares it with the room it makes, at least 32 tokens, and not with the
        // length:
        // larger than the true one, so that there is room for contexts with the short factors.
        put("rope.scaling.original_context_length", whole("max_position_embeddings"));
        put("rope.scaling.attn_factor", Math.sqrt(1 + Math.log(factor) / Math.log(original)));
        file.put("rope_factors_long.weight", vector(scaling.path("long_factor")));
        file.put("rope_factors_short.weight", vector(scaling.path("short_factor")));
      }
      case "" -> {}
      default -> throw new IllegalArgumentException("rotary scaling " + type);
    }
  }

  private void scaling(String type, double factor) {
    put("rope.scaling.type", type);
    put("rope.scaling.factor", factor);
  }

  /** By what Llama 3 divides each frequency. */
  private Matrix llama3(JsonNode scaling, int original, int size) {
    double factor = scaling.path("factor").doubleValue();
    double low = scaling.path("low_freq_factor").doubleValue();
    double high = scaling.path("high_freq_factor").doubleValue();
    float[] divisors = new float[size / 2];
    for (int i = 0; i < divisors.length; i++) {
      double frequency = Math.pow(config.path("rope_theta").doubleValue(), -2.0 * i / size);
      double turns = original * frequency / (2 * Math.PI);
      double kept = Math.min(1, Math.max(0, (turns - low) / (high - low)));
      divisors[i] = (float) (1 / ((1 - kept) / factor + kept));
    }
    return Matrix.vector(divisors);
  }

  private void multipliers() {
    if (architecture.equals("granite")) {
      put("embedding_scale", config.path("embedding_multiplier").doubleValue());
      put("residual_scale", config.path("residual_multiplier").doubleValue());
      put("attention.scale", config.path("attention_multiplier").doubleValue());
      put("logit_scale", config.path("logits_scaling").doubleValue());
    }
  }

  private void weights() {
    file.put("token_embd.weight", folder.tensor("model.embed_tokens.weight").withZeroRow());
    file.put("output_norm.weight", changed("model.norm.weight"));
    if (!config.path("tie_word_embeddings").booleanValue()) {
      file.put("output.weight", folder.tensor("lm_head.weight").withZeroRow());
    }
    List<Integer> layers = layers();
    for (int layer = 0; layer < layers.size(); layer++) {
      String own = "model.layers." + Math.max(0, layers.get(layer)) + ".";
      for (String name : folder.tensors().keySet()) {
        if (name.startsWith(own)) {
          String part = name.substring(own.length());
          boolean zero = layers.get(layer) == IDLE && part.startsWith("post_");
          Matrix tensor = changed(name);
          file.put("blk." + layer + "." + layerName(part), zero ? tensor.times(0) : tensor);
        }
      }
    }
  }

  /**
   * The layers by their places in HuggingFace's order, with idle ones where llama.cpp demands more.
   *
   * <p>It refuses Gemma 2 with other numbers of layers than the published ones, and takes every
   * sixth layer of Gemma 3 for one that attends to the whole context. An idle layer's last norms
   * are zero, so that it adds nothing to the sum.
   */
  private List<Integer> layers() {
    List<Integer> layers = new ArrayList<>();
    int pattern = config.path("sliding_window_pattern").asInt(6);
    for (int own = 0; own < whole("num_hidden_layers"); own++) {
      boolean full = own % pattern == pattern - 1;
      while (architecture.equals("gemma3") && full != (layers.size() % 6 == 5)) {
        layers.add(IDLE);
      }
      layers.add(own);
    }
    while (architecture.equals("gemma2") && layers.size() < 26) {
      layers.add(IDLE);
    }
    return layers;
  }

  private String layerName(String name) {
    int dot = name.lastIndexOf('.');
    String own = name.substring(0, dot);
    String mapped = own.equals("post_attention_layernorm") ? afterAttention() : LAYER.get(own);
    if (mapped == null) {
      throw new IllegalArgumentException(name + " has no name in GGUF");
    }
    return mapped + name.substring(dot);
  }

  /** Most families norm the input of the feed-forward network, some the output of the attention. */
  private String afterAttention() {
    return switch (architecture) {
      case "gemma2", "gemma3", "olmo2" -> "post_attention_norm";
      default -> "ffn_norm";
    };
  }

  /** A tensor as llama.cpp's graph of the architecture wants it. */
  private Matrix changed(String name) {
    Matrix tensor = folder.tensor(name);
    if (architecture.startsWith("gemma") && name.endsWith("norm.weight")) {
      tensor = tensor.plus(1);
    }
    if (name.endsWith(scaledQueries())) {
      // llama.cpp knows only the published sizes' scale; the rest goes to what makes the queries.
      double scalar = config.path("query_pre_attn_scalar").doubleValue();
      tensor = tensor.times(Math.sqrt(headSize() / scalar));
    }
    if (architecture.equals("llama") || architecture.equals("granite")) {
      if (name.contains(".q_proj.")) {
        return tensor.rotaryPairs(whole("num_attention_heads"));
      }
      if (name.contains(".k_proj.")) {
        return tensor.rotaryPairs(whole("num_key_value_heads"));
      }
    }
    return tensor;
  }

  private String scaledQueries() {
    return switch (architecture) {
      case "gemma2" -> ".q_proj.weight";
      case "gemma3" -> ".q_norm.weight";
      default -> " none";
    };
  }

  private int headSize() {
    return config.path("head_dim").asInt(whole("hidden_size") / whole("num_attention_heads"));
  }

  private static Matrix vector(JsonNode numbers) {
    float[] vector = new float[numbers.size()];
    for (int i = 0; i < vector.length; i++) {
      vector[i] = numbers.get(i).floatValue();
    }
    return Matrix.vector(vector);
  }

  private int whole(String name) {
    JsonNode value = config.path(name);
    if (!value.isInt()) {
      throw new IllegalArgumentException("the configuration has no number " + name);
    }
    return value.intValue();
  }

  private void put(String name, String value) {
    file.put(architecture + "." + name, value);
  }

  private void put(String name, int value) {
    file.put(architecture + "." + name, value);
  }

  private void put(String name, double value) {
    file.put(architecture + "." + name, value);
  }
}
