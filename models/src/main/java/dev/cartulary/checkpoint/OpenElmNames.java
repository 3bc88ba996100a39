package dev.cartulary.checkpoint;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/** OpenELM's configuration in the words of all others. */
final class OpenElmNames {
  private static final Map<String, String> NAMES =
      Map.of(
          "model_dim", "hidden_size",
          "num_transformer_layers", "num_hidden_layers",
          "num_query_heads", "num_attention_heads",
          "num_kv_heads", "num_key_value_heads",
          "rope_freq_constant", "rope_theta",
          "max_context_length", "max_position_embeddings",
          "share_input_output_layers", "tie_word_embeddings");

  private OpenElmNames() {}

  /** The same configuration; widths of layers as lists. */
  static ObjectNode translated(JsonNode config) {
    ObjectNode translated = config.deepCopy();
    NAMES.forEach(
        (from, to) -> {
          if (config.has(from)) {
            translated.set(to, config.get(from));
          }
        });
    translated.put(
        "hidden_act", config.path("activation_fn_name").asText("swish").replace("swish", "silu"));
    ArrayNode widths = translated.putArray("intermediate_size");
    int divisor = Math.max(1, config.path("ffn_dim_divisor").asInt(256));
    for (JsonNode multiplier : config.path("ffn_multipliers")) {
      widths.add(width(multiplier.asDouble() * config.path("model_dim").asInt(), divisor));
    }
    return translated;
  }

  /** The nearest multiple of the divisor, but not below nine tenths of the wanted width. */
  private static int width(double wanted, int divisor) {
    int width = Math.max(divisor, (int) (wanted + divisor / 2.0) / divisor * divisor);
    return width < 0.9 * wanted ? width + divisor : width;
  }
}
