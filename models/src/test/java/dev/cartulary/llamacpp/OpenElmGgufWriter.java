package dev.cartulary.llamacpp;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.IntStream;

/** Writes an OpenELM checkpoint as float32 GGUF; each layer has widths of its own. */
final class OpenElmGgufWriter {
  /** What OpenELM's code adds to the mean of squares; no configuration says it. */
  private static final double EPSILON = 1e-6;

  private static final Map<String, String> LAYER =
      Map.of(
          "attn.qkv_proj", "attn_qkv",
          "attn.q_norm", "attn_q_norm",
          "attn.k_norm", "attn_k_norm",
          "attn.out_proj", "attn_output",
          "attn_norm", "attn_norm",
          "ffn_norm", "ffn_norm",
          "ffn.proj_2", "ffn_down");

  private OpenElmGgufWriter() {}

  static void write(HuggingFaceFolder folder, Path target) throws IOException {
    JsonNode config = folder.config();
    int layers = config.path("num_transformer_layers").intValue();
    int headSize = config.path("head_dim").intValue();
    GgufFile file = new GgufFile();
    file.put("general.architecture", "openelm");
    file.put("general.name", "random");
    file.put("openelm.block_count", layers);
    file.put("openelm.context_length", config.path("max_context_length").intValue());
    file.put("openelm.embedding_length", config.path("model_dim").intValue());
    file.put(
        "openelm.feed_forward_length",
        IntStream.range(0, layers).map(layer -> input(folder, layer).rows() / 2).toArray());
    file.put("openelm.attention.head_count", numbers(config.path("num_query_heads")));
    file.put("openelm.attention.head_count_kv", numbers(config.path("num_kv_heads")));
    file.put("openelm.attention.key_length", headSize);
    file.put("openelm.attention.value_length", headSize);
    file.put("openelm.attention.layer_norm_rms_epsilon", EPSILON);
    file.put("openelm.rope.dimension_count", headSize);
    file.put("openelm.rope.freq_base", config.path("rope_freq_constant").doubleValue());
    Letters.describe(file);
    file.put(
        "token_embd.weight", folder.tensor("transformer.token_embeddings.weight").withZeroRow());
    file.put("output_norm.weight", folder.tensor("transformer.norm.weight"));
    for (int layer = 0; layer < layers; layer++) {
      String own = "transformer.layers." + layer + ".";
      String block = "blk." + layer + ".";
      LAYER.forEach(
          (from, to) -> file.put(block + to + ".weight", folder.tensor(own + from + ".weight")));
      Matrix input = input(folder, layer);
      file.put(block + "ffn_gate.weight", input.slice(0, input.rows() / 2));
      file.put(block + "ffn_up.weight", input.slice(input.rows() / 2, input.rows()));
    }
    file.write(target);
  }

  /** What gates and what is gated, one above the other. */
  private static Matrix input(HuggingFaceFolder folder, int layer) {
    return folder.tensor("transformer.layers." + layer + ".ffn.proj_1.weight");
  }

  private static int[] numbers(JsonNode list) {
    return IntStream.range(0, list.size()).map(i -> list.get(i).intValue()).toArray();
  }
}
