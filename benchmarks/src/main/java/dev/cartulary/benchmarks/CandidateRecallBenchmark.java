package dev.cartulary.benchmarks;

import dev.cartulary.chunk.Chunk;
import dev.cartulary.chunk.Chunker;
import dev.cartulary.completion.Answer;
import dev.cartulary.completion.Branch;
import dev.cartulary.completion.BranchAnswer;
import dev.cartulary.completion.Choice;
import dev.cartulary.completion.Completion;
import dev.cartulary.completion.Constraint;
import dev.cartulary.document.CharSpan;
import dev.cartulary.document.DocumentId;
import dev.cartulary.document.ExtractedText;
import dev.cartulary.document.Page;
import dev.cartulary.field.DocumentType;
import dev.cartulary.prompt.ChunkRequest;
import dev.cartulary.prompt.RequestBuilder;
import dev.cartulary.schedule.LanguageModel;
import dev.cartulary.schedule.LanguageModels;
import dev.cartulary.schedule.ModelOptions;
import dev.cartulary.types.DocumentTypes;
import dev.cartulary.yaml.Problems;
import dev.cartulary.yaml.YamlMapping;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where right answers get lost: for each field of a contract, in how many of the documents with
 * gold a gold span is near a candidate that any rule finds, stands in a chunk that is asked or
 * decided, is among what is offered there, and is chosen; and what asking costs.
 *
 * <p>Arguments: a folder with {@code gold/NAME.json}, categories with {@code spans}, and {@code
 * txt/NAME.txt}; every how many-eth document is read, 1 if absent.
 */
public final class CandidateRecallBenchmark {
  private static final int OVERLAP_TOKENS = 32;

  private final DocumentType type = DocumentTypes.builtIn("contract");
  private final LanguageModel model = LanguageModels.embedded(ModelOptions.defaults());
  private final RequestBuilder asking = new RequestBuilder(type, false);
  private final RequestBuilder anywhere = new RequestBuilder(withoutPriors(type), false);
  private final Chunker chunker =
      new Chunker(model.description().chunkTokens(), OVERLAP_TOKENS, model::tokenSpans);
  private final Map<String, Losses> losses = new LinkedHashMap<>();
  private int documents;
  private int chunks;
  private int asked;
  private long prefixTokens;
  private long questionTokens;

  /** How far the gold of a field came, in documents. */
  private static final class Losses {
    private int gold;
    private int found;
    private int chunk;
    private int offered;
    private int chosen;
    private int asked; // chunks
  }

  private CandidateRecallBenchmark() {
    type.fields().forEach(field -> losses.put(field.name(), new Losses()));
  }

  public static void main(String[] args) throws Exception {
    if (args.length < 1 || args.length > 2) {
      System.err.println("usage: CandidateRecallBenchmark FOLDER-WITH-GOLD [EVERY]");
      System.exit(2);
    }
    int every = args.length == 1 ? 1 : Integer.parseInt(args[1]);
    CandidateRecallBenchmark benchmark = new CandidateRecallBenchmark();
    List<Path> files;
    try (Stream<Path> listed = Files.list(Path.of(args[0], "gold"))) {
      files = listed.sorted().toList();
    }
    for (int i = 0; i < files.size(); i += every) {
      benchmark.read(files.get(i));
    }
    benchmark.print();
    System.exit(0);
  }

  private static DocumentType withoutPriors(DocumentType type) {
    return new DocumentType(
        type.name(),
        type.description(),
        type.summaryQuestion(),
        type.summarySentences(),
        type.fields().stream().map(field -> field.withPrior(null)).toList(),
        type.fingerprint());
  }

  private void read(Path goldFile) throws Exception {
    String name = goldFile.getFileName().toString().replaceAll("\\.json$", "");
    Path file = goldFile.resolveSibling("../txt/" + name + ".txt");
    String text = tidy(Files.readString(file));
    ExtractedText document =
        new ExtractedText(
            new DocumentId("0".repeat(64)),
            "text/plain",
            text,
            List.of(new Page(1, new CharSpan(0, text.length()), false)));
    List<Chunk> cut = chunker.chunks(text);
    List<ChunkRequest> requests = asking.requests(document, cut);
    List<CompletableFuture<Completion>> answers =
        requests.stream().map(request -> model.submit(request.request())).toList();
    Map<String, List<String>> gold = gold(goldFile);
    Map<String, List<String>> found = new LinkedHashMap<>();
    for (ChunkRequest request : anywhere.requests(document, cut)) {
      offers(request).forEach((field, texts) -> add(found, field, texts));
    }
    Map<String, List<String>> asks = new LinkedHashMap<>();
    Map<String, List<String>> offered = new LinkedHashMap<>();
    Map<String, List<String>> chosen = new LinkedHashMap<>();
    for (int i = 0; i < requests.size(); i++) {
      ChunkRequest request = requests.get(i);
      offers(request)
          .forEach(
              (field, texts) -> {
                add(asks, field, List.of(words(request.chunk().of(text))));
                add(offered, field, texts);
              });
      Completion completion = answers.get(i).get();
      Stream.concat(request.decided().stream(), completion.answers().stream())
          .forEach(branch -> add(chosen, branch.name(), said(branch)));
      prefixTokens += completion.usage().prefixTokens();
      questionTokens += completion.usage().questionTokens();
    }
    documents++;
    chunks += cut.size();
    asked += requests.size();
    losses.forEach(
        (field, loss) -> {
          List<String> spans = gold.getOrDefault(field, List.of());
          loss.asked += asks.getOrDefault(field, List.of()).size();
          if (!spans.isEmpty()) {
            loss.gold++;
            loss.found += near(spans, found.get(field)) ? 1 : 0;
            loss.chunk += near(spans, asks.get(field)) ? 1 : 0;
            loss.offered += near(spans, offered.get(field)) ? 1 : 0;
            loss.chosen += near(spans, chosen.get(field)) ? 1 : 0;
          }
        });
  }

  /** The gold spans by field, as words. */
  private Map<String, List<String>> gold(Path file) throws IOException {
    YamlMapping json = YamlMapping.parse(Files.readString(file), new Problems(file.toString()));
    Map<String, List<String>> gold = new LinkedHashMap<>();
    for (String category : json.keys()) {
      String name = words(category).replace(' ', '_');
      losses.keySet().stream()
          .filter(field -> name.equals(field) || name.startsWith(field + "_"))
          .forEach(
              field ->
                  gold.put(
                      field,
                      json.mapping(category).texts("spans").stream()
                          .map(CandidateRecallBenchmark::words)
                          .toList()));
    }
    return gold;
  }

  /** What a request offers or has decided, as words, by field. */
  private Map<String, List<String>> offers(ChunkRequest request) {
    Map<String, List<String>> offers = new LinkedHashMap<>();
    request.decided().forEach(branch -> add(offers, branch.name(), said(branch)));
    for (Branch branch : request.request().branches()) {
      if (branch.constraint() instanceof Constraint.OneOf oneOf
          && losses.containsKey(branch.name())) {
        add(offers, branch.name(), oneOf.choices().stream().map(Choice::text).toList());
      }
    }
    return offers;
  }

  private static List<String> said(BranchAnswer branch) {
    return branch.answers().stream().map(Answer::text).toList();
  }

  private static void add(Map<String, List<String>> to, String field, List<String> texts) {
    List<String> list = to.computeIfAbsent(field, name -> new ArrayList<>());
    texts.forEach(text -> list.add(words(text)));
  }

  /** Whether one of the texts is, lies in, or holds one of the spans. */
  private static boolean near(List<String> spans, @Nullable List<String> texts) {
    return texts != null
        && spans.stream()
            .anyMatch(
                span ->
                    texts.stream()
                        .anyMatch(
                            text ->
                                !text.isEmpty() && (text.contains(span) || span.contains(text))));
  }

  private static String words(String text) {
    return text.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\d]+", " ").strip();
  }

  private static String tidy(String text) {
    return text.replaceAll("[ \\t\\r\\f\\u00a0]+", " ")
        .replaceAll(" ?\\n ?", "\n")
        .replaceAll("\\n{3,}", "\n\n")
        .strip();
  }

  private void print() {
    System.out.printf(
        "%-36s %5s %7s %7s %7s %7s %12s%n",
        "share of documents with gold",
        "docs",
        "found",
        "chunk",
        "offered",
        "chosen",
        "chunks asked");
    losses.forEach(
        (field, loss) -> {
          if (loss.gold > 0) {
            double gold = loss.gold;
            System.out.printf(
                Locale.ROOT,
                "%-36s %5d %7.3f %7.3f %7.3f %7.3f %12.2f%n",
                field,
                loss.gold,
                loss.found / gold,
                loss.chunk / gold,
                loss.offered / gold,
                loss.chosen / gold,
                (double) loss.asked / documents);
          }
        });
    System.out.printf(
        Locale.ROOT,
        "%na document: %.1f chunks, %.1f of them with questions, %d tokens of text and %d of questions read%n",
        (double) chunks / documents,
        (double) asked / documents,
        prefixTokens / documents,
        questionTokens / documents);
  }
}
