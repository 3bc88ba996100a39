package dev.cartulary.benchmarks;

import static java.util.Objects.requireNonNull;

import dev.cartulary.chunk.Chunk;
import dev.cartulary.chunk.Chunker;
import dev.cartulary.completion.Answer;
import dev.cartulary.completion.Branch;
import dev.cartulary.completion.Choice;
import dev.cartulary.completion.Completion;
import dev.cartulary.completion.Constraint;
import dev.cartulary.completion.PrefixRequest;
import dev.cartulary.completion.TokenUsage;
import dev.cartulary.document.CharSpan;
import dev.cartulary.document.ExtractedText;
import dev.cartulary.field.DocumentType;
import dev.cartulary.field.Field;
import dev.cartulary.field.FieldType;
import dev.cartulary.merge.ChunkCompletion;
import dev.cartulary.merge.Merger;
import dev.cartulary.prompt.ChunkRequest;
import dev.cartulary.prompt.Presence;
import dev.cartulary.prompt.RequestBuilder;
import dev.cartulary.retrieval.AnnotatedContract;
import dev.cartulary.schedule.LanguageModel;
import dev.cartulary.schedule.LanguageModels;
import dev.cartulary.schedule.ModelOptions;
import dev.cartulary.types.DocumentTypes;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where right answers get lost: for each field of a contract, in how many of the documents with a
 * right answer in the text a chunk that holds it is among those looked at for the field, the answer
 * is among what is offered or guessed there, and what is taken shows it; and what looking costs.
 *
 * <p>A chunk is looked at for a field when the model is asked about the field there, or rules or
 * the trained guess give a possible value in it. Fields whose right answer stands nowhere in the
 * text, by its words, are counted apart.
 *
 * <p>With a number of tokens, what a model would be asked that says itself whether there is a value
 * (see {@link Presence}), in chunks of so many tokens of the embedded tokenizer. No model is asked
 * then: what is offered is what a reader without fault would find.
 *
 * <p>Arguments: a folder with {@code gold/NAME.json} and {@code txt/NAME.txt} as CUAD has them;
 * parts, as in {@code 01234} or {@code 6}, all if absent; the number of tokens.
 */
public final class CandidateRecallBenchmark {
  private static final int OVERLAP_TOKENS = 32;
  private static final double THRESHOLD = 0.5;

  private final DocumentType type = DocumentTypes.builtIn("contract");
  private final LanguageModel model = LanguageModels.embedded(ModelOptions.defaults());
  private final boolean judging;
  private final RequestBuilder asking;
  private final Merger merger = new Merger(type, THRESHOLD, model.description().calibration());
  private final Chunker chunker;
  private final Map<String, Losses> losses = new LinkedHashMap<>();
  private int documents;
  private int lost;
  private int chunks;
  private int looked;
  private int open;
  private int questions;
  private long prefixTokens;
  private long questionTokens;
  private long nanos;

  /** How far the right answers of a field came, in documents. */
  private static final class Losses {
    private final boolean clause;
    private int gold;
    private int chunk;
    private int offered;
    private int chosen;
    private int looked; // chunks

    private Losses(boolean clause) {
      this.clause = clause;
    }

    private void add(Losses other) {
      gold += other.gold;
      chunk += other.chunk;
      offered += other.offered;
      chosen += other.chosen;
      looked += other.looked;
    }
  }

  /** What was looked at for a field. */
  private static final class Look {
    private final Set<Integer> chunks = new TreeSet<>();
    private final List<CharSpan> offered = new ArrayList<>();
    private final List<CharSpan> chosen = new ArrayList<>();
  }

  /**
   * @param tokens of a chunk for a model that says itself whether there is a value; 0 for the
   *     embedded model as it is
   */
  private CandidateRecallBenchmark(int tokens) {
    judging = tokens > 0;
    asking = new RequestBuilder(type, judging, Presence.AUTO);
    chunker =
        new Chunker(
            judging ? tokens : model.description().chunkTokens(),
            OVERLAP_TOKENS,
            model::tokenSpans);
    type.fields()
        .forEach(field -> losses.put(field.name(), new Losses(field.type() == FieldType.BOOLEAN)));
  }

  public static void main(String[] args) throws Exception {
    if (args.length < 1 || args.length > 3) {
      System.err.println("usage: CandidateRecallBenchmark FOLDER-WITH-GOLD [PARTS [TOKENS]]");
      System.exit(2);
    }
    String parts = args.length == 1 ? "0123456789" : args[1];
    CandidateRecallBenchmark benchmark =
        new CandidateRecallBenchmark(args.length < 3 ? 0 : Integer.parseInt(args[2]));
    for (AnnotatedContract contract : AnnotatedContract.read(Path.of(args[0]), benchmark.type)) {
      if (parts.contains(Integer.toString(contract.part()))) {
        benchmark.read(contract);
      }
    }
    benchmark.print();
    System.exit(0);
  }

  private void read(AnnotatedContract contract) throws Exception {
    String text = contract.text();
    ExtractedText document = contract.document();
    List<Chunk> cut = chunker.chunks(text);
    long start = System.nanoTime();
    List<ChunkRequest> requests = asking.requests(document, cut);
    nanos += System.nanoTime() - start;
    List<CompletableFuture<Completion>> answers =
        requests.stream().map(request -> answer(request.request())).toList();
    Map<String, Look> looks = new HashMap<>();
    type.fields().forEach(field -> looks.put(field.name(), new Look()));
    List<ChunkCompletion> completions = new ArrayList<>();
    Set<Integer> all = new HashSet<>();
    for (int i = 0; i < requests.size(); i++) {
      ChunkRequest request = requests.get(i);
      Completion completion = answers.get(i).get();
      completions.add(new ChunkCompletion(request, completion));
      offers(request)
          .forEach(
              (name, spans) -> {
                Look look = requireNonNull(looks.get(name));
                look.chunks.add(request.chunk().index());
                look.offered.addAll(spans);
                all.add(request.chunk().index());
              });
      questions += request.request().branches().size();
      open += RequestBuilder.leavesChoice(request) ? 1 : 0;
      prefixTokens += completion.usage().prefixTokens();
      questionTokens += completion.usage().questionTokens();
    }
    for (Field field : merger.merge(document, completions).fields()) {
      CharSpan span = field.span();
      if (span != null) {
        requireNonNull(looks.get(field.name())).chosen.add(span);
      }
    }
    documents++;
    lost += contract.lost().size();
    chunks += cut.size();
    looked += all.size();
    losses.forEach(
        (name, loss) -> count(contract, name, loss, requireNonNull(looks.get(name)), cut));
  }

  private CompletableFuture<Completion> answer(PrefixRequest request) {
    return judging
        ? CompletableFuture.completedFuture(new Completion(List.of(), TokenUsage.ZERO, 0))
        : model.submit(request);
  }

  private static void count(
      AnnotatedContract contract, String name, Losses loss, Look look, List<Chunk> cut) {
    loss.looked += look.chunks.size();
    List<CharSpan> places = contract.places().getOrDefault(name, List.of());
    if (!places.isEmpty()) {
      loss.gold++;
      loss.chunk +=
          look.chunks.stream()
                  .anyMatch(chunk -> AnnotatedContract.shows(cut.get(chunk).span(), places))
              ? 1
              : 0;
      loss.offered += shown(look.offered, places);
      loss.chosen += shown(look.chosen, places);
    }
  }

  private static int shown(List<CharSpan> spans, List<CharSpan> places) {
    return spans.stream().anyMatch(span -> AnnotatedContract.shows(span, places)) ? 1 : 0;
  }

  /** What a request offers, has decided or guesses, as places in the document, by field. */
  private Map<String, List<CharSpan>> offers(ChunkRequest request) {
    int start = request.chunk().span().start();
    Map<String, List<CharSpan>> offers = new LinkedHashMap<>();
    request
        .decided()
        .forEach(
            branch ->
                add(offers, branch.name(), branch.answers().stream().map(Answer::span), start));
    for (Branch branch : request.request().branches()) {
      if (branch.constraint() instanceof Constraint.OneOf oneOf
          && losses.containsKey(branch.name())) {
        add(offers, branch.name(), oneOf.choices().stream().map(Choice::span), start);
      }
    }
    return offers;
  }

  private static void add(
      Map<String, List<CharSpan>> to, String field, Stream<@Nullable CharSpan> spans, int start) {
    List<CharSpan> list = to.computeIfAbsent(field, name -> new ArrayList<>());
    spans.filter(Objects::nonNull).forEach(span -> list.add(requireNonNull(span).shift(start)));
  }

  private void print() {
    System.out.printf(
        "%-36s %5s %7s %7s %7s %12s%n",
        "share of documents with an answer", "docs", "chunk", "offered", "chosen", "chunks");
    losses.forEach(this::print);
    for (boolean clause : new boolean[] {false, true}) {
      Losses sum = new Losses(clause);
      losses.values().stream().filter(loss -> loss.clause == clause).forEach(sum::add);
      print(clause ? "all clauses" : "all values", sum);
    }
    System.out.printf(
        Locale.ROOT,
        "%n%d documents, %d answers that stand nowhere in the text%n"
            + "a document: %.1f chunks, %.1f of them looked at, %.1f read by the model for a choice,"
            + " %.0f questions;%n"
            + "%d tokens of text and %d of questions read, %.1f ms to find what to ask%n",
        documents,
        lost,
        (double) chunks / documents,
        (double) looked / documents,
        (double) open / documents,
        (double) questions / documents,
        prefixTokens / documents,
        questionTokens / documents,
        nanos / 1e6 / documents);
  }

  private void print(String name, Losses loss) {
    if (loss.gold > 0) {
      double gold = loss.gold;
      System.out.printf(
          Locale.ROOT,
          "%-36s %5d %7.3f %7.3f %7.3f %12.2f%n",
          name,
          loss.gold,
          loss.chunk / gold,
          loss.offered / gold,
          loss.chosen / gold,
          (double) loss.looked / documents);
    }
  }
}
