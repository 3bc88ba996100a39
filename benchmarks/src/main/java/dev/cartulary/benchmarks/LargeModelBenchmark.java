package dev.cartulary.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.cartulary.checkpoint.CheckpointFolder;
import dev.cartulary.checkpoint.ModelConfig;
import dev.cartulary.checkpoint.TensorLayout;
import dev.cartulary.checkpoint.TensorLayout.Gain;
import dev.cartulary.checkpoint.TensorLayout.Layer;
import dev.cartulary.checkpoint.TensorLayout.Stack;
import dev.cartulary.decoder.Precision;
import dev.cartulary.decoder.Segment;
import dev.cartulary.decoder.TorchScriptDecoder;
import dev.cartulary.tokenizer.TokenIds;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * Memory and speed of a Llama of random numbers in the shape of Llama 3.1 8B.
 *
 * <p>Arguments: a folder for the checkpoint, which is kept; a precision; the number of layers, or
 * nothing for 32, which are eight billion parameters. In the file all layers share the numbers of
 * one, in memory they do not. The limit of int4 with 32 layers is 6 GB resident.
 */
public final class LargeModelBenchmark {
  private static final String CONFIG =
      """
      {"model_type": "llama", "vocab_size": 128256, "hidden_size": 4096, "num_hidden_layers": %d,
       "num_attention_heads": 32, "num_key_value_heads": 8, "intermediate_size": 14336,
       "rms_norm_eps": 1e-05, "rope_theta": 500000.0, "tie_word_embeddings": false,
       "max_position_embeddings": 8192, "bos_token_id": 1, "eos_token_id": 2}
      """;
  private static final int LAYERS = 32;
  private static final int PROMPT = 128;
  private static final int ANSWER = 16;

  private LargeModelBenchmark() {}

  public static void main(String[] args) throws IOException {
    Path folder = Path.of(args[0]);
    Precision precision = Precision.valueOf(args[1].toUpperCase(Locale.ROOT));
    if (!Files.exists(folder.resolve("model.safetensors"))) {
      write(folder, args.length > 2 ? Integer.parseInt(args[2]) : LAYERS);
    }
    CheckpointFolder checkpoint = CheckpointFolder.open(folder);
    try (ResidentMemory memory = ResidentMemory.start()) {
      long start = System.nanoTime();
      TorchScriptDecoder decoder = TorchScriptDecoder.open(checkpoint, precision, 2);
      double loading = seconds(start);
      start = System.nanoTime();
      TokenIds prompt = TokenIds.of(new SplittableRandom(1).ints(PROMPT, 0, 128_000).toArray());
      decoder.step(List.of(new Segment.Prefix(1, prompt)));
      double prefill = seconds(start);
      start = System.nanoTime();
      for (int i = 0; i < ANSWER; i++) {
        decoder.step(List.of(new Segment.Branches(1, List.of(TokenIds.of(i)), ANSWER)));
      }
      double decode = seconds(start);
      System.out.printf(
          Locale.ROOT,
          "%s: loaded in %.0f s, weights %.2f GB, resident at most %.2f GB (limit of int4 6), prefill %.1f"
              + " tokens/s, decode %.2f tokens/s%n",
          precision.label(),
          loading,
          precision.weightBytes(checkpoint.config()) / 1e9,
          memory.peakOwnMib() * 1.048576e6 / 1e9,
          PROMPT / prefill,
          ANSWER / decode);
    }
    System.exit(0);
  }

  private static double seconds(long start) {
    return (System.nanoTime() - start) / 1e9;
  }

  private static void write(Path folder, int layers) throws IOException {
    Files.createDirectories(folder);
    Files.writeString(folder.resolve("config.json"), CONFIG.formatted(layers));
    Files.writeString(folder.resolve("tokenizer.json"), "{}");
    Files.write(folder.resolve("model.safetensors"), new byte[0]);
    ModelConfig model = CheckpointFolder.open(folder).config();
    Map<String, Long> offsets = new LinkedHashMap<>();
    long end = 0;
    StringBuilder header = new StringBuilder("{");
    for (Map.Entry<String, List<Integer>> tensor : shapes(model).entrySet()) {
      long size =
          tensor.getValue().stream().mapToLong(Integer::longValue).reduce(2, (a, b) -> a * b);
      String shared = tensor.getKey().replaceFirst("layers[.]\\d+[.]", "layers.");
      Long at = offsets.putIfAbsent(shared, end);
      if (at == null) {
        at = end;
        end += size;
      }
      header
          .append(header.length() == 1 ? "" : ",")
          .append(
              "\"%s\":{\"dtype\":\"BF16\",\"shape\":%s,\"data_offsets\":[%d,%d]}"
                  .formatted(tensor.getKey(), tensor.getValue(), at, at + size));
    }
    byte[] head = header.append('}').toString().getBytes(UTF_8);
    try (OutputStream out =
        new BufferedOutputStream(Files.newOutputStream(folder.resolve("model.safetensors")))) {
      out.write(ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(head.length).array());
      out.write(head);
      SplittableRandom random = new SplittableRandom(1);
      for (long at = 0; at < end; at += 2) {
        // Uniform numbers as large as those of published models, the upper half of float32.
        int bits = Float.floatToIntBits((float) (0.06 * (random.nextDouble() - 0.5)));
        out.write(bits >> 16);
        out.write(bits >> 24);
      }
    }
  }

  private static Map<String, List<Integer>> shapes(ModelConfig model) {
    TensorLayout layout = TensorLayout.of(model);
    List<Stack> stacks = new ArrayList<>(List.of(layout.embedding()));
    List<Gain> gains = new ArrayList<>(List.of(layout.norm()));
    layout.output().ifPresent(stacks::add);
    for (Layer layer : layout.layers()) {
      stacks.addAll(
          List.of(
              layer.attentionInput(),
              layer.attentionOutput(),
              layer.mlpInput(),
              layer.mlpOutput()));
      List.of(layer.beforeAttention(), layer.beforeMlp()).stream()
          .flatMap(Optional::stream)
          .forEach(gains::add);
    }
    Map<String, List<Integer>> shapes = new LinkedHashMap<>();
    for (Stack stack : stacks) {
      stack
          .weights()
          .forEach(part -> shapes.put(part.name(), List.of(part.rows(), stack.columns())));
    }
    gains.forEach(gain -> shapes.put(gain.name(), List.of(gain.width())));
    return shapes;
  }
}
