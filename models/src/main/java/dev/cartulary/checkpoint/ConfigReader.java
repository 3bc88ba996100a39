package dev.cartulary.checkpoint;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** {@code config.json} and {@code generation_config.json} to a {@link ModelConfig}. */
final class ConfigReader {
  /** What HuggingFace's configurations mean when they do not say. */
  static final int CONTEXT = 2048;

  private static final int WINDOW = 4096;

  private final Path folder;
  private final Path file;
  private final Family family;
  private final ConfigNumbers config;

  private ConfigReader(Path folder, Path file, Family family, JsonNode json) {
    this.folder = folder;
    this.file = file;
    this.family = family;
    this.config =
        new ConfigNumbers(file, family == Family.OPENELM ? OpenElmNames.translated(json) : json);
  }

  static ModelConfig read(Path folder) {
    Path file = folder.resolve("config.json");
    JsonNode json = JsonFile.read(file);
    String type = json.path("model_type").asText("");
    Family family =
        Family.named(type)
            .orElseThrow(
                () ->
                    new CheckpointException(
                        file,
                        "model_type \"" + type + "\" is not a known family",
                        "known families: " + String.join(", ", Family.known())));
    return new ConfigReader(folder, file, family, json).model();
  }

  private ModelConfig model() {
    config.refuse(config.has("quantization_config"), "the weights are already quantized");
    config.refuse(!config.flag("normalize_qk_projections", true), "there are no query norms");
    config.refuse(!config.flag("ffn_with_glu", true), "the MLP has no gate");
    String activation = config.text("hidden_activation", "null");
    activation = activation.equals("null") ? config.text("hidden_act", "silu") : activation;
    boolean gelu = activation.equals("gelu_pytorch_tanh");
    config.refuse(
        !gelu && !activation.equals("silu"), "hidden_act \"" + activation + "\" is not supported");

    Path generationFile = folder.resolve("generation_config.json");
    JsonNode generation =
        Files.exists(generationFile) ? JsonFile.read(generationFile) : MissingNode.getInstance();
    int hidden = config.integer("hidden_size");
    try {
      int headSize =
          config.integer(
              "head_dim", hidden / Math.max(1, config.integer("num_attention_heads", 0, 1)));
      ModelConfig.positive("head_dim", headSize);
      List<Rotary> rotaries = new RotaryReader(config, headSize).rotaries();
      return new ModelConfig(
          family,
          config.integer("vocab_size"),
          hidden,
          headSize,
          layers(rotaries.size()),
          rotaries,
          window(),
          biases(),
          multipliers(hidden, headSize),
          gelu,
          config.number("rms_norm_eps", 1e-6),
          config.flag("tie_word_embeddings", family.has(Trait.TIED)),
          config.integer("max_position_embeddings", CONTEXT),
          ids(generation, "bos_token_id"),
          ids(generation, "eos_token_id"));
    } catch (IllegalArgumentException wrong) {
      throw new CheckpointException(
          file, String.valueOf(wrong.getMessage()), ConfigNumbers.UNUSABLE, wrong);
    }
  }

  private List<LayerShape> layers(int rotaries) {
    int count = config.integer("num_hidden_layers");
    List<LayerShape> layers = new ArrayList<>();
    for (int layer = 0; layer < count; layer++) {
      int heads = config.integer("num_attention_heads", layer, 0);
      boolean windowed = windowed(layer);
      layers.add(
          new LayerShape(
              heads,
              config.integer("num_key_value_heads", layer, heads),
              config.integer("intermediate_size", layer, 0),
              windowed,
              turned(layer) ? (windowed ? rotaries - 1 : 0) : -1));
    }
    return layers;
  }

  /** The window of the layers that have one; 0 for none. */
  private int window() {
    boolean none =
        !config.flag("use_sliding_window", true)
            || (config.node("sliding_window").isNull()
                && !config.node("sliding_window").isMissingNode());
    boolean meant = family.has(Trait.ALL_WINDOWED) || config.has("sliding_window") || alternates();
    return none || !meant ? 0 : config.integer("sliding_window", WINDOW);
  }

  private boolean alternates() {
    return family.has(Trait.EVERY_SECOND_UNWINDOWED) || family.has(Trait.EVERY_SIXTH_UNWINDOWED);
  }

  private boolean windowed(int layer) {
    if (window() == 0) {
      return false;
    }
    JsonNode types = config.node("layer_types");
    if (types.isArray()) {
      String type = types.path(layer).asText();
      config.refuse(
          !type.equals("sliding_attention") && !type.equals("full_attention"),
          "layer " + layer + " is of the unknown type \"" + type + "\"");
      return type.equals("sliding_attention");
    }
    if (alternates()) {
      int usual = family.has(Trait.EVERY_SECOND_UNWINDOWED) ? 2 : 6;
      return (layer + 1) % Math.max(1, config.integer("sliding_window_pattern", usual)) != 0;
    }
    return family.has(Trait.ALL_WINDOWED) || layer >= config.integer("max_window_layers", 28);
  }

  private boolean turned(int layer) {
    if (config.has("no_rope_layers")) {
      // The list has a one for each layer that does turn.
      return config.integer("no_rope_layers", layer, 1) != 0;
    }
    int unturned = family.has(Trait.EVERY_FOURTH_UNTURNED) ? 4 : 0;
    int every = config.integer("no_rope_layer_interval", unturned);
    return every < 1 || (layer + 1) % every != 0;
  }

  private Biases biases() {
    if (family.has(Trait.BIASED_INPUT)) {
      return new Biases(true, false, false);
    }
    if (family.has(Trait.UNBIASED)) {
      return Biases.NONE;
    }
    boolean attention = config.flag("attention_bias", false);
    return new Biases(attention, attention, config.flag("mlp_bias", false));
  }

  private Multipliers multipliers(int hidden, int headSize) {
    double scalar = config.number("query_pre_attn_scalar", headSize);
    double embedding = family.has(Trait.SCALED_EMBEDDING) ? Math.sqrt(hidden) : 1;
    return new Multipliers(
        embedding * config.number("embedding_multiplier", 1),
        config.number("attention_multiplier", 1 / Math.sqrt(scalar)),
        config.number("attn_logit_softcapping", 0),
        config.number("residual_multiplier", 1),
        1 / config.number("logits_scaling", 1),
        config.number("final_logit_softcapping", 0));
  }

  /** The ids under {@code name} in both files; a number, a list of numbers, null, or absent. */
  private Set<Integer> ids(JsonNode generation, String name) {
    Set<Integer> ids = new TreeSet<>();
    for (JsonNode value : new JsonNode[] {config.node(name), generation.path(name)}) {
      if (value.isInt()) {
        ids.add(value.intValue());
      }
      value.forEach(id -> ids.add(id.asInt(-1)));
    }
    return ids;
  }
}
