package dev.cartulary.benchmarks;

import dev.cartulary.checkpoint.CheckpointFolder;
import dev.cartulary.decoder.Precision;
import dev.cartulary.decoder.Segment;
import dev.cartulary.decoder.TorchScriptDecoder;
import dev.cartulary.tokenizer.TokenIds;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/**
 * Memory and speed of a prefix of 16,000 tokens: what it takes beside its KV cache.
 *
 * <p>Argument: the folder that {@code peer.PeerBenchmark} left; its model is read as one for 32,768
 * tokens. The limit beside the cache is 64 MiB: one step's activations and mask.
 */
public final class LongContextBenchmark {
  private static final int TOKENS = 16_000;
  private static final int ROWS = 500;

  private LongContextBenchmark() {}

  public static void main(String[] args) throws IOException {
    Path folder = Files.createTempDirectory("long-context");
    try {
      Path model = Path.of(args[0]).toAbsolutePath();
      String config = Files.readString(model.resolve("config.json"));
      Files.writeString(
          folder.resolve("config.json"),
          config.replaceFirst(
              "\"max_position_embeddings\": *\\d+", "\"max_position_embeddings\": 32768"));
      for (String file : List.of("tokenizer.json", "model.safetensors")) {
        Files.createSymbolicLink(folder.resolve(file), model.resolve(file));
      }
      measure(CheckpointFolder.open(folder));
    } finally {
      try (Stream<Path> files = Files.list(folder)) {
        for (Path file : files.toList()) {
          Files.delete(file);
        }
      }
      Files.delete(folder);
    }
    System.exit(0);
  }

  private static void measure(CheckpointFolder checkpoint) {
    TokenIds prompt =
        TokenIds.of(
            new SplittableRandom(1).ints(TOKENS, 0, checkpoint.config().vocabulary()).toArray());
    try (TorchScriptDecoder decoder = TorchScriptDecoder.open(checkpoint, Precision.INT8, 2)) {
      // The first request warms up what every step needs.
      decoder.step(List.of(new Segment.Prefix(0, prompt.slice(0, ROWS))));
      decoder.close(0);
      try (ResidentMemory memory = ResidentMemory.start()) {
        long before = ResidentMemory.currentMib();
        double first = 0;
        double last = 0;
        for (int at = 0; at < TOKENS; at += ROWS) {
          long start = System.nanoTime();
          TokenIds piece = prompt.slice(at, at + ROWS);
          decoder.step(List.of(new Segment.Prefix(1, piece, TOKENS, TOKENS)));
          last = ROWS * 1e9 / (System.nanoTime() - start);
          first = at == 0 ? last : first;
        }
        double cache = decoder.cacheBytes(TOKENS) / 1048576.0;
        double grown = memory.peakOwnMib() - before;
        System.out.printf(
            Locale.ROOT,
            "%,d tokens: KV cache %.0f MiB, memory grew by %.0f MiB, beside the cache %.0f MiB (limit"
                + " 64); %.0f tokens/s at the beginning, %.0f at the end%n",
            TOKENS,
            cache,
            grown,
            grown - cache,
            first,
            last);
      }
    }
  }
}
