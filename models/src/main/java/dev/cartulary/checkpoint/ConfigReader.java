package dev.cartulary.checkpoint;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;

/** {@code config.json} and {@code generation_config.json} to a {@link ModelConfig}. */
final class ConfigReader {
  private static final String UNUSABLE = "use a checkpoint of a known family as published";

  /** What Mistral's configuration means when it says nothing of a window. */
  private static final int MISTRAL_WINDOW = 4096;

  private final Path file;
  private final JsonNode config;

  private ConfigReader(Path file) {
    this.file = file;
    this.config = JsonFile.read(file);
  }

  static ModelConfig read(Path folder) {
    return new ConfigReader(folder.resolve("config.json")).model(folder);
  }

  private ModelConfig model(Path folder) {
    String type = config.path("model_type").asText("");
    Family family =
        Family.named(type)
            .orElseThrow(
                () ->
                    new CheckpointException(
                        file,
                        "model_type \"" + type + "\" is not a known family",
                        "known families: " + String.join(", ", Family.known())));
    refuse(config.hasNonNull("quantization_config"), "the weights are already quantized");
    refuse(config.path("attention_bias").asBoolean(), "attention_bias is not supported");
    refuse(config.path("mlp_bias").asBoolean(), "mlp_bias is not supported");
    String activation = config.path("hidden_act").asText("silu");
    refuse(!activation.equals("silu"), "hidden_act \"" + activation + "\" is not supported");

    Path generationFile = folder.resolve("generation_config.json");
    JsonNode generation =
        Files.exists(generationFile) ? JsonFile.read(generationFile) : MissingNode.getInstance();
    int hidden = integer("hidden_size");
    int heads = integer("num_attention_heads");
    try {
      return new ModelConfig(
          family,
          integer("vocab_size"),
          hidden,
          integer("num_hidden_layers"),
          heads,
          config.hasNonNull("num_key_value_heads") ? integer("num_key_value_heads") : heads,
          config.hasNonNull("head_dim") ? integer("head_dim") : hidden / Math.max(1, heads),
          integer("intermediate_size"),
          config.path("rms_norm_eps").asDouble(1e-6),
          rotary("rope_theta").asDouble(10_000),
          scaling(),
          config.path("tie_word_embeddings").asBoolean(false),
          context(family),
          ids(config, generation, "bos_token_id"),
          ids(config, generation, "eos_token_id"));
    } catch (IllegalArgumentException wrong) {
      throw new CheckpointException(file, String.valueOf(wrong.getMessage()), UNUSABLE, wrong);
    }
  }

  /**
   * Tokens that a sequence may have. Within its window a model that attends to a sliding window
   * computes what one without does, so a sequence is not let grow beyond it.
   */
  private int context(Family family) {
    int positions = config.path("max_position_embeddings").asInt(2048);
    if (family != Family.MISTRAL || config.path("sliding_window").isNull()) {
      return positions;
    }
    return Math.min(positions, config.path("sliding_window").asInt(MISTRAL_WINDOW));
  }

  private RotaryScaling scaling() {
    JsonNode scaling =
        config.hasNonNull("rope_parameters")
            ? config.path("rope_parameters")
            : config.path("rope_scaling");
    String type = scaling.path("rope_type").asText(scaling.path("type").asText("default"));
    return switch (type) {
      case "default" -> new RotaryScaling.None();
      case "linear" -> new RotaryScaling.Linear(number(scaling, "factor"));
      case "llama3" ->
          new RotaryScaling.Llama3(
              number(scaling, "factor"),
              number(scaling, "low_freq_factor"),
              number(scaling, "high_freq_factor"),
              number(scaling, "original_max_position_embeddings"));
      default ->
          throw new CheckpointException(
              file,
              "rope_scaling \"" + type + "\" is not supported",
              "supported: default, linear, llama3");
    };
  }

  /** A rotary setting, from where older or newer configurations keep it. */
  private JsonNode rotary(String name) {
    JsonNode newer = config.path("rope_parameters").path(name);
    return newer.isMissingNode() ? config.path(name) : newer;
  }

  private int integer(String name) {
    JsonNode value = config.path(name);
    refuse(!value.canConvertToInt() || !value.isIntegralNumber(), name + " is no whole number");
    return value.intValue();
  }

  private double number(JsonNode parent, String name) {
    refuse(!parent.path(name).isNumber(), "rope_scaling has no number " + name);
    return parent.path(name).doubleValue();
  }

  private void refuse(boolean wrong, String cause) {
    if (wrong) {
      throw new CheckpointException(file, cause, UNUSABLE);
    }
  }

  /** The ids under {@code name} in both files; a number, a list of numbers, null, or absent. */
  private static Set<Integer> ids(JsonNode config, JsonNode generation, String name) {
    Set<Integer> ids = new TreeSet<>();
    for (JsonNode parent : new JsonNode[] {config, generation}) {
      JsonNode value = parent.path(name);
      if (value.isInt()) {
        ids.add(value.intValue());
      }
      value.forEach(id -> ids.add(id.asInt(-1)));
    }
    return ids;
  }
}
