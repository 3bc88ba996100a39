package dev.cartulary.limit;

import dev.cartulary.checkpoint.CheckpointFolder;
import dev.cartulary.checkpoint.LayerShape;
import dev.cartulary.checkpoint.ModelConfig;
import dev.cartulary.decoder.ForwardPass;
import dev.cartulary.decoder.Precision;
import dev.cartulary.decoder.Segment;
import dev.cartulary.decoder.TorchScriptDecoder;
import dev.cartulary.tokenizer.TokenIds;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Prefill in int8 beside the machine's best int8 matrix product, both in 10^9 operations a second,
 * in turns on the same threads. Operations of prefill are those of its matrices and of attention.
 *
 * <p>Argument: a checkpoint, for example the folder that PeerBenchmark made.
 */
public final class PrefillLimitBenchmark {
  private static final int TOKENS = 512;
  private static final int ROUNDS = 15;
  private static final double AIM = 0.7;

  private PrefillLimitBenchmark() {}

  public static void main(String[] args) throws IOException {
    if (args.length != 1) {
      System.err.println("usage: PrefillLimitBenchmark CHECKPOINT");
      System.exit(2);
    }
    CheckpointFolder folder = CheckpointFolder.open(Path.of(args[0]));
    ModelConfig config = folder.config();
    int threads = Runtime.getRuntime().availableProcessors();
    try (ForwardPass forward = TorchScriptDecoder.open(folder, Precision.INT8, threads);
        Gemm gemm = Gemm.load()) {
      Candidate best = best(gemm, config);
      System.out.printf("best product: %s of %s%n", best.kernel(), best.product());
      List<Double> limits = new ArrayList<>();
      List<Double> prefills = new ArrayList<>();
      // Its program is optimized in its first hundred steps.
      for (int step = 0; step < 100; step++) {
        prefill(forward, config, 1, -1);
      }
      prefill(forward, config, TOKENS, -1);
      for (int round = 0; round < ROUNDS; round++) {
        limits.add(gemm.rate(best.kernel(), best.product()));
        // The rate of products leaves out what the first of them takes: so does this.
        prefill(forward, config, TOKENS, -2 - round);
        prefills.add(operations(config) / 1e9 / prefill(forward, config, TOKENS, round));
      }
      System.out.printf(
          "prefill of %d tokens %.0f GFLOP/s, limit %.0f GFLOP/s, ratio %.2f (aim %.2f)%n",
          TOKENS, median(prefills), median(limits), median(prefills) / median(limits), AIM);
    }
    System.exit(0);
  }

  private record Candidate(Gemm.Kernel kernel, Gemm.Product product, double rate) {}

  /** The fastest of both kernels over the model's own shapes and some that kernels like. */
  private static Candidate best(Gemm gemm, ModelConfig config) {
    int hidden = config.hidden();
    int wide = config.layers().get(0).intermediate();
    List<Candidate> tried = new ArrayList<>();
    for (Gemm.Product product :
        List.of(
            new Gemm.Product(TOKENS, hidden, wide),
            new Gemm.Product(TOKENS, wide, hidden),
            new Gemm.Product(TOKENS, 2048, 2048),
            new Gemm.Product(TOKENS, 4096, 4096),
            new Gemm.Product(2048, 2048, 2048))) {
      for (Gemm.Kernel kernel : Gemm.Kernel.values()) {
        Candidate candidate = new Candidate(kernel, product, gemm.rate(kernel, product));
        System.out.printf("%-7s %s %.0f GFLOP/s%n", kernel, product, candidate.rate());
        tried.add(candidate);
      }
    }
    return tried.stream().max(Comparator.comparingDouble(Candidate::rate)).orElseThrow();
  }

  private static double prefill(ForwardPass forward, ModelConfig config, int count, int seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int[] tokens = random.ints(count, 0, config.vocabulary()).toArray();
    long start = System.nanoTime();
    forward.step(List.of(new Segment.Prefix(seed, TokenIds.of(tokens))));
    double seconds = (System.nanoTime() - start) / 1e9;
    forward.close(seed);
    return seconds;
  }

  /** Of one prefill: the matrices for each token, attention for each pair; the output for one. */
  private static double operations(ModelConfig config) {
    double perToken = 0;
    double perPair = 0;
    for (LayerShape layer : config.layers()) {
      double attention = (double) layer.heads() * config.headSize();
      double keyValue = (double) layer.keyValueHeads() * config.headSize();
      perToken += config.hidden() * (2 * attention + 2 * keyValue);
      perToken += 3.0 * config.hidden() * layer.intermediate();
      perPair += 2 * attention;
    }
    double pairs = TOKENS * (TOKENS + 1) / 2.0;
    return 2 * (perToken * TOKENS + perPair * pairs + 1.0 * config.hidden() * config.vocabulary());
  }

  private static double median(List<Double> numbers) {
    return numbers.stream().sorted().toList().get(numbers.size() / 2);
  }
}
