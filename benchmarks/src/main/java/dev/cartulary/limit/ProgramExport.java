package dev.cartulary.limit;

import dev.cartulary.checkpoint.CheckpointFolder;
import dev.cartulary.checkpoint.LayerShape;
import dev.cartulary.checkpoint.ModelConfig;
import dev.cartulary.decoder.Device;
import dev.cartulary.decoder.Precision;
import dev.cartulary.decoder.TorchScriptDecoder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * Writes the decoder's program for shapes of one and eight billion parameters and for a small one,
 * to be measured by {@code benchmarks/gpu/measure.py} on a machine that has a graphics card but no
 * Java.
 *
 * <p>Argument: a folder for the archives, and for each a text of the numbers that loading needs.
 */
public final class ProgramExport {
  private static final String CONFIG =
      """
      {"model_type": "llama", "vocab_size": %d, "hidden_size": %d, "num_hidden_layers": %d,
       "num_attention_heads": %d, "num_key_value_heads": %d, "intermediate_size": %d,
       "rms_norm_eps": 1e-05, "rope_theta": 500000.0, "tie_word_embeddings": false,
       "max_position_embeddings": 8192, "bos_token_id": 1, "eos_token_id": 2}
      """;

  private ProgramExport() {}

  public static void main(String[] args) throws IOException {
    Path folder = Files.createDirectories(Path.of(args[0]));
    export(folder, "1b", Device.CUDA, CONFIG.formatted(128_256, 2048, 16, 32, 8, 8192));
    export(folder, "8b", Device.CUDA, CONFIG.formatted(128_256, 4096, 32, 32, 8, 14_336));
    export(folder, "small", Device.CPU, CONFIG.formatted(1_000, 128, 2, 4, 2, 256));
  }

  private static void export(Path folder, String name, Device device, String json)
      throws IOException {
    Path checkpoint = Files.createDirectories(folder.resolve(name));
    Files.writeString(checkpoint.resolve("config.json"), json);
    Files.writeString(checkpoint.resolve("tokenizer.json"), "{}");
    Files.write(checkpoint.resolve("model.safetensors"), new byte[0]);
    ModelConfig model = CheckpointFolder.open(checkpoint).config();
    Files.write(
        checkpoint.resolve("decoder.pt"),
        TorchScriptDecoder.program(model, Precision.BFLOAT16, device));
    LayerShape layer = model.layers().get(0);
    Files.writeString(
        checkpoint.resolve("shape.json"),
        String.format(
            Locale.ROOT,
            "{\"vocabulary\": %d, \"hidden\": %d, \"layers\": %d, \"heads\": %d, \"kv_heads\": %d,"
                + " \"width\": %d, \"head_size\": %d}%n",
            model.vocabulary(),
            model.hidden(),
            model.layers().size(),
            layer.heads(),
            layer.keyValueHeads(),
            layer.intermediate(),
            model.headSize()));
    System.out.println("wrote " + checkpoint.resolve("decoder.pt") + " for " + device.label());
  }
}
