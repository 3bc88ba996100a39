package dev.cartulary.benchmarks;

import com.knuddels.jtokkit.Encodings;
import com.knuddels.jtokkit.api.Encoding;
import com.knuddels.jtokkit.api.EncodingRegistry;
import com.knuddels.jtokkit.api.EncodingType;
import dev.cartulary.embedded.EmbeddedCheckpoint;
import dev.cartulary.tokenizer.HuggingFaceTextTokenizer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;

/**
 * How many tokens of published tokenizers stand for one of the embedded model's, by kind of text;
 * the rows are those of {@code token-ratios.csv}.
 *
 * <p>Arguments: a folder with a folder of UTF-8 text files for each kind of text, and a folder with
 * a folder for each tokenizer that holds its {@code tokenizer.json}. The encodings o200k and cl100k
 * come from a library. {@code likely} is the mean of the kinds, {@code low} and {@code high} are
 * the kinds at the ends; {@code unpublished} spans all families with the middle of their means.
 */
public final class TokenRatioBenchmark {
  /** A text is cut into pieces of this length, as no document of ours is longer in one prompt. */
  private static final int PIECE = 4_000;

  private TokenRatioBenchmark() {}

  public static void main(String[] args) throws IOException {
    if (args.length != 2) {
      System.err.println("usage: TokenRatioBenchmark TEXTS-FOLDER TOKENIZERS-FOLDER");
      System.exit(2);
    }
    Map<String, List<String>> kinds = kinds(Path.of(args[0]));
    Path own = EmbeddedCheckpoint.path().resolve("tokenizer.json");
    Map<String, Long> ours = count(kinds, counter(own));
    ours.forEach((kind, tokens) -> System.out.printf("# %s: %,d tokens of ours%n", kind, tokens));
    System.out.println("family,low,likely,high");
    List<Double> means = new ArrayList<>();
    List<Double> all = new ArrayList<>();
    for (Map.Entry<String, ToLongFunction<String>> family : families(Path.of(args[1])).entrySet()) {
      Map<String, Long> theirs = count(kinds, family.getValue());
      List<Double> ratios = new ArrayList<>();
      ours.forEach((kind, tokens) -> ratios.add((double) theirs.getOrDefault(kind, 0L) / tokens));
      double mean = ratios.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
      print(family.getKey(), Collections.min(ratios), mean, Collections.max(ratios));
      means.add(mean);
      all.addAll(ratios);
    }
    double middle = (Collections.min(means) + Collections.max(means)) / 2;
    print("unpublished", Collections.min(all), middle, Collections.max(all));
  }

  private static void print(String family, double low, double likely, double high) {
    System.out.printf(Locale.ROOT, "%s,%.4f,%.4f,%.4f%n", family, low, likely, high);
  }

  private static Map<String, ToLongFunction<String>> families(Path tokenizers) throws IOException {
    Map<String, ToLongFunction<String>> families = new LinkedHashMap<>();
    EncodingRegistry registry = Encodings.newDefaultEncodingRegistry();
    Encoding wide = registry.getEncoding(EncodingType.O200K_BASE);
    Encoding older = registry.getEncoding(EncodingType.CL100K_BASE);
    families.put("o200k", wide::countTokensOrdinary);
    families.put("cl100k", older::countTokensOrdinary);
    for (Path folder : sorted(tokenizers)) {
      Path file = folder.resolve("tokenizer.json");
      if (Files.exists(file)) {
        families.put(folder.getFileName().toString(), counter(file));
      }
    }
    return families;
  }

  @SuppressWarnings("resource") // Open until the program ends.
  private static ToLongFunction<String> counter(Path file) {
    HuggingFaceTextTokenizer tokenizer = HuggingFaceTextTokenizer.open(file);
    return text -> tokenizer.encode(text).ids().size();
  }

  private static Map<String, Long> count(
      Map<String, List<String>> kinds, ToLongFunction<String> counter) {
    Map<String, Long> counts = new LinkedHashMap<>();
    kinds.forEach((kind, pieces) -> counts.put(kind, pieces.stream().mapToLong(counter).sum()));
    return counts;
  }

  private static Map<String, List<String>> kinds(Path root) throws IOException {
    Map<String, List<String>> kinds = new LinkedHashMap<>();
    for (Path folder : sorted(root)) {
      List<String> pieces = new ArrayList<>();
      for (Path file : sorted(folder)) {
        String text = Files.readString(file);
        for (int at = 0; at < text.length(); at += PIECE) {
          pieces.add(text.substring(at, Math.min(text.length(), at + PIECE)));
        }
      }
      kinds.put(folder.getFileName().toString(), pieces);
    }
    return kinds;
  }

  private static List<Path> sorted(Path folder) throws IOException {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.sorted().toList();
    }
  }
}
