package dev.cartulary.benchmarks;

import dev.cartulary.completion.Constraint;
import dev.cartulary.constrain.CopySource;
import dev.cartulary.constrain.Guide;
import dev.cartulary.constrain.GuideCompiler;
import dev.cartulary.constrain.Protocol;
import dev.cartulary.constrain.TokenSet;
import dev.cartulary.tokenizer.TokenIds;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * What it costs to know which tokens may follow, for answers with a JSON schema and a vocabulary of
 * 150,000 tokens.
 *
 * <p>A mask is what a guide does between two tokens: take one, and work out the next ones. The
 * limit of 64 microseconds is what LLGuidance states for its own
 * (github.com/guidance-ai/llguidance). Answers go random ways, with strings of about 20 characters.
 * The first answer, which fills what later ones share, is stated apart.
 */
public final class ConstraintBenchmark {
  private static final int VOCABULARY = 150_000;
  private static final int MAX_TOKENS = 256;
  private static final double LIMIT_MICROS = 64;
  private static final int WARM_UP = 100;
  private static final int ANSWERS = 400;

  private ConstraintBenchmark() {}

  /** Runs without arguments. */
  public static void main(String[] arguments) {
    long start = System.nanoTime();
    SyntheticTokenizer tokenizer = new SyntheticTokenizer(VOCABULARY, 1);
    CopySource source = new CopySource("", tokenizer.encode(""));
    long made = System.nanoTime();
    System.out.printf("%d tokens, made in %.0f ms%n", VOCABULARY, (made - start) / 1e6);
    GuideCompiler compiler = compiler(tokenizer);
    System.out.printf("guide compiler: %.0f ms%n", (System.nanoTime() - made) / 1e6);
    System.out.printf(
        "%-12s %10s %10s %10s %8s %8s %8s %8s %8s%n",
        "schema", "compile ms", "again us", "1st us", "mean us", "median", "p99", "max", "of 64");
    schemas().forEach((name, schema) -> measure(name, schema, compiler, source, tokenizer));
  }

  private static GuideCompiler compiler(SyntheticTokenizer tokenizer) {
    TokenSet end = TokenSet.of(SyntheticTokenizer.END);
    return new GuideCompiler(tokenizer, new Protocol(end, TokenIds.EMPTY, TokenIds.EMPTY, ""));
  }

  private static void measure(
      String name,
      String schema,
      GuideCompiler compiler,
      CopySource source,
      SyntheticTokenizer tokenizer) {
    Constraint constraint = new Constraint.JsonSchema(schema, MAX_TOKENS);
    long start = System.nanoTime();
    Guide first = compiler.compile(constraint, source);
    long compiled = System.nanoTime();
    Guide second = compiler.compile(constraint, source);
    long again = System.nanoTime();
    Random random = new Random(7);
    double firstMicros = Arrays.stream(answer(first, random, tokenizer)).average().orElse(0) / 1e3;
    answer(second, random, tokenizer);
    for (int i = 0; i < WARM_UP; i++) {
      answer(compiler.compile(constraint, source), random, tokenizer);
    }
    long[] nanos =
        IntStream.range(0, ANSWERS)
            .mapToObj(i -> answer(compiler.compile(constraint, source), random, tokenizer))
            .flatMapToLong(Arrays::stream)
            .sorted()
            .toArray();
    double mean = Arrays.stream(nanos).average().orElse(0) / 1e3;
    System.out.printf(
        "%-12s %10.1f %10.1f %10.1f %8.1f %8.1f %8.1f %8.0f %8.2f%n",
        name,
        (compiled - start) / 1e6,
        (again - compiled) / 1e3,
        firstMicros,
        mean,
        nanos[nanos.length / 2] / 1e3,
        nanos[nanos.length * 99 / 100] / 1e3,
        nanos[nanos.length - 1] / 1e3,
        mean / LIMIT_MICROS);
  }

  /** Nanoseconds of each mask of one answer. */
  private static long[] answer(Guide guide, Random random, SyntheticTokenizer tokenizer) {
    long[] nanos = new long[guide.maxTokens()];
    int masks = 0;
    while (!guide.isFinished()) {
      int token = token(guide.allowed(), random, tokenizer);
      long start = System.nanoTime();
      guide.accept(token);
      nanos[masks++] = System.nanoTime() - start;
    }
    return Arrays.copyOf(nanos, masks);
  }

  /** A random token; where many are possible, which is in strings, often one that ends them. */
  private static int token(TokenSet allowed, Random random, SyntheticTokenizer tokenizer) {
    int quote = tokenizer.encode("\"").ids().at(0);
    boolean inString = allowed.size() > 5000;
    return inString && allowed.contains(quote) && random.nextInt(4) == 0
        ? quote
        : allowed.at(random.nextInt(allowed.size()));
  }

  private static Map<String, String> schemas() {
    Map<String, String> schemas = new LinkedHashMap<>();
    schemas.put(
        "medications",
        """
        {"type":"array","maxItems":20,"items":{"type":"object","properties":{
          "name":{"type":"string","minLength":2,"maxLength":60},
          "dose":{"type":"number","minimum":0,"maximum":5000},
          "unit":{"enum":["mg","g","mcg","ml","IU","tablet","puff","drop"]},
          "frequency":{"type":"string","maxLength":40},
          "start":{"type":["string","null"],"pattern":"^\\\\d{4}-\\\\d{2}-\\\\d{2}$"},
          "as_needed":{"type":"boolean"}},
          "required":["name","dose","unit"]}}""");
    schemas.put(
        "nested",
        """
        {"$ref":"#/$defs/section","$defs":{"section":{"type":"object","properties":{
          "title":{"type":"string","maxLength":80},
          "amounts":{"type":"array","items":{"type":"integer","minimum":0}},
          "party":{"anyOf":[{"type":"null"},{"type":"object","properties":{
            "name":{"type":"string"},"role":{"enum":["buyer","seller","agent"]}},
            "required":["name","role"]}]},
          "sections":{"type":"array","items":{"$ref":"#/$defs/section"}}},
          "required":["title"]}}}""");
    String codes =
        IntStream.range(0, 500)
            .mapToObj(
                i -> String.format(Locale.ROOT, "\"%c%02d.%d\"", 'A' + i % 26, i % 100, i % 7))
            .distinct()
            .collect(Collectors.joining(","));
    schemas.put(
        "enums",
        "{\"type\":\"array\",\"items\":{\"type\":\"object\",\"properties\":{\"code\":{\"enum\":["
            + codes
            + "]},\"side\":{\"enum\":[\"left\",\"right\",\"both\"]}},\"required\":[\"code\"]}}");
    schemas.put("strings", "{\"type\":\"array\",\"items\":{\"type\":\"string\"}}");
    schemas.put(
        "patterns",
        "{\"type\":\"array\",\"items\":{\"type\":\"string\",\"pattern\":\"^[A-Z].*\\\\.$\","
            + "\"maxLength\":80}}");
    return schemas;
  }
}
