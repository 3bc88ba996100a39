package dev.cartulary.peer;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.cartulary.peer.RandomModel.Tensor;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Writes a random model as HuggingFace publishes one: configuration, tokenizer, float32 weights.
 */
final class HuggingFaceFolder {
  private HuggingFaceFolder() {}

  static void write(RandomModel model, Path folder) throws IOException {
    Files.writeString(folder.resolve("config.json"), config(model));
    Files.writeString(folder.resolve("tokenizer.json"), tokenizer(model));
    List<Tensor> tensors = model.tensors();
    StringBuilder header = new StringBuilder("{");
    long at = 0;
    for (Tensor tensor : tensors) {
      long end = at + 4 * tensor.size();
      header
          .append(header.length() == 1 ? "" : ",")
          .append("\"%s\":{\"dtype\":\"F32\",\"shape\":".formatted(tensor.huggingFace()))
          .append(
              tensor.isNorm()
                  ? "[" + tensor.columns() + "]"
                  : "[" + tensor.rows() + "," + tensor.columns() + "]")
          .append(",\"data_offsets\":[" + at + "," + end + "]}");
      at = end;
    }
    byte[] head = header.append('}').toString().getBytes(UTF_8);
    try (OutputStream out =
        new BufferedOutputStream(
            Files.newOutputStream(folder.resolve("model.safetensors")), 1 << 20)) {
      out.write(ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(head.length).array());
      out.write(head);
      for (Tensor tensor : tensors) {
        ByteBuffer bytes = ByteBuffer.allocate(4 * tensor.columns()).order(ByteOrder.LITTLE_ENDIAN);
        for (int row = 0; row < Math.max(1, tensor.rows()); row++) {
          bytes.clear().asFloatBuffer().put(tensor.row(row));
          out.write(bytes.array());
        }
      }
    }
  }

  private static String config(RandomModel model) {
    return """
        {"model_type": "llama", "architectures": ["LlamaForCausalLM"], "hidden_act": "silu",
         "vocab_size": %d, "hidden_size": %d, "intermediate_size": %d, "num_hidden_layers": %d,
         "num_attention_heads": %d, "num_key_value_heads": %d, "max_position_embeddings": %d,
         "rms_norm_eps": %s, "rope_theta": %s, "tie_word_embeddings": true, "bos_token_id": %d,
         "eos_token_id": %d}
        """
        .formatted(
            model.vocabulary(),
            model.hidden(),
            model.intermediate(),
            model.layers(),
            model.heads(),
            model.keyValueHeads(),
            model.context(),
            RandomModel.EPSILON,
            RandomModel.THETA,
            model.beginId(),
            model.endId());
  }

  private static String tokenizer(RandomModel model) {
    List<String> tokens = model.tokens();
    String vocabulary =
        IntStream.range(0, tokens.size())
            .mapToObj(id -> quoted(tokens.get(id)) + ":" + id)
            .collect(Collectors.joining(","));
    String added =
        IntStream.of(model.beginId(), model.endId())
            .mapToObj(
                id ->
                    "{\"id\":%d,\"content\":%s,\"single_word\":false,\"lstrip\":false,\"rstrip\":false,\"normalized\":false,\"special\":true}"
                        .formatted(id, quoted(tokens.get(id))))
            .collect(Collectors.joining(","));
    String byteLevel =
        "{\"type\":\"ByteLevel\",\"add_prefix_space\":false,\"trim_offsets\":false,\"use_regex\":false}";
    return """
        {"version":"1.0","added_tokens":[%s],"normalizer":null,"pre_tokenizer":%s,"decoder":%s,
         "model":{"type":"BPE","merges":[],"vocab":{%s}}}
        """
        .formatted(added, byteLevel, byteLevel, vocabulary);
  }

  private static String quoted(String token) {
    return "\"" + token.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
  }
}
