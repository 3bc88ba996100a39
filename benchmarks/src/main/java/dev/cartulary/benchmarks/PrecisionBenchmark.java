package dev.cartulary.benchmarks;

import dev.cartulary.checkpoint.CheckpointFolder;
import dev.cartulary.decoder.Logits;
import dev.cartulary.decoder.Precision;
import dev.cartulary.decoder.Segment;
import dev.cartulary.decoder.TorchScriptDecoder;
import dev.cartulary.embedded.EmbeddedCheckpoint;
import dev.cartulary.tokenizer.HuggingFaceTextTokenizer;
import dev.cartulary.tokenizer.TextTokenizer;
import dev.cartulary.tokenizer.TokenIds;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a number format costs: perplexity of real text, and how often the likeliest next token is
 * the one that float32 finds.
 *
 * <p>Arguments: a folder with text files, of which the first twelve are read, 256 tokens of each;
 * then a model folder, or nothing for the embedded model.
 */
public final class PrecisionBenchmark {
  private static final int TEXTS = 12;
  private static final int TOKENS = 256;

  private final TorchScriptDecoder decoder;

  private PrecisionBenchmark(TorchScriptDecoder decoder) {
    this.decoder = decoder;
  }

  public static void main(String[] args) throws IOException {
    Path folder = args.length > 1 ? Path.of(args[1]) : EmbeddedCheckpoint.path();
    CheckpointFolder checkpoint = CheckpointFolder.open(folder);
    List<TokenIds> texts;
    try (TextTokenizer tokenizer = HuggingFaceTextTokenizer.open(checkpoint.tokenizerFile())) {
      texts = texts(Path.of(args[0]), tokenizer);
    }
    System.out.println(texts.size() + " texts");
    List<int[]> float32 = List.of();
    for (Precision precision : Precision.values()) {
      try (TorchScriptDecoder decoder = TorchScriptDecoder.open(checkpoint, precision, 2)) {
        PrecisionBenchmark benchmark = new PrecisionBenchmark(decoder);
        List<int[]> likeliest = new ArrayList<>();
        double surprise = 0;
        int count = 0;
        for (TokenIds text : texts) {
          int[] best = new int[text.size() - 1];
          surprise += benchmark.read(text, best);
          count += best.length;
          likeliest.add(best);
        }
        float32 = precision == Precision.FLOAT32 ? likeliest : float32;
        System.out.printf(
            "%-9s perplexity %8.4f  same next token %6.2f %%  weights %7.1f MB%n",
            precision.label(),
            Math.exp(surprise / count),
            100.0 * same(float32, likeliest) / count,
            precision.weightBytes(checkpoint.config()) / 1e6);
      }
    }
    System.exit(0);
  }

  private static List<TokenIds> texts(Path folder, TextTokenizer tokenizer) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      List<TokenIds> texts = new ArrayList<>();
      for (Path file : files.filter(f -> f.toString().endsWith(".txt")).sorted().toList()) {
        String text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
        TokenIds ids = tokenizer.encode(text.substring(0, Math.min(4_000, text.length()))).ids();
        if (ids.size() > TOKENS && texts.size() < TEXTS) {
          texts.add(ids.slice(0, TOKENS));
        }
      }
      return texts;
    }
  }

  /** Feeds a text token by token; the sum of the surprises, and the likeliest tokens. */
  private double read(TokenIds text, int[] best) {
    double surprise = 0;
    for (int i = 0; i < best.length; i++) {
      TokenIds token = text.slice(i, i + 1);
      Logits logits = decoder.step(List.of(new Segment.Branches(1, List.of(token), text.size())));
      double sum = 0;
      for (int id = 0; id < logits.vocabulary(); id++) {
        sum += Math.exp(logits.at(0, id));
        best[i] = logits.at(0, id) > logits.at(0, best[i]) ? id : best[i];
      }
      surprise += Math.log(sum) - logits.at(0, text.at(i + 1));
    }
    decoder.close(1);
    return surprise;
  }

  private static int same(List<int[]> expected, List<int[]> actual) {
    int same = 0;
    for (int text = 0; text < expected.size(); text++) {
      for (int i = 0; i < expected.get(text).length; i++) {
        same += expected.get(text)[i] == actual.get(text)[i] ? 1 : 0;
      }
    }
    return same;
  }
}
