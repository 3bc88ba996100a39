package dev.cartulary.deidentification;

import dev.cartulary.chains.Example;
import dev.cartulary.document.CharSpan;
import dev.cartulary.gold.GoldDocument;
import dev.cartulary.gold.Layout;
import dev.cartulary.gold.Split;
import dev.cartulary.phi.PhiFinder;
import dev.cartulary.phi.PhiFindings;
import dev.cartulary.phi.PhiSpan;
import dev.cartulary.phi.TrainedNames;
import dev.cartulary.types.DocumentTypes;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.StringTokenizer;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Predicate;

/**
 * Recall and precision of de-identification for each class of identifiers, on identifiers planted
 * into real notes, on the sentences of presidio-research and on the heads of C-CDA documents; and
 * words a second beside a bare pass that only cuts words.
 *
 * <p>Arguments: the folder that holds {@code medical} and {@code phi}; {@code errors} for a list of
 * what was missed and wrong in the half that may be looked at (documents of even parts), {@code
 * natural N} for N spans found in notes without planting, of the other half or with {@code look} of
 * this one, to be judged by eye; {@code disjoint} for sentences by weights that were trained
 * without the patterns they were made from; {@code speed} for that alone; nothing for the figures
 * of the other half.
 */
public final class DeidentificationBenchmark {
  private static final int MOST_ERRORS = 400;
  private static final int GROUPS = 5;

  private DeidentificationBenchmark() {}

  public static void main(String[] args) throws Exception {
    if (args.length < 1) {
      System.err.println(
          "usage: DeidentificationBenchmark FOLDER [errors | natural N [look] | disjoint [look] | speed]");
      System.exit(2);
    }
    Path data = Path.of(args[0]);
    String what = args.length > 1 ? args[1] : "figures";
    switch (what) {
      case "natural" -> natural(data, Integer.parseInt(args[2]), args.length > 3);
      case "speed" -> speed(data);
      case "disjoint" -> disjoint(data, args.length > 2);
      default -> {
        figures(data, what.equals("errors"));
        if (!what.equals("errors")) {
          speed(data);
        }
      }
    }
  }

  /**
   * Sentences by weights that were trained without the patterns they were made from, in five
   * groups; ten patterns that follow each other are of one group, since neighbours are alike.
   */
  private static void disjoint(Path data, boolean look) throws IOException, InterruptedException {
    Map<String, Integer> patterns = PresidioSentences.patterns(data);
    List<Labelled> sentences = PresidioSentences.read(data);
    List<Example> examples = TaggerTraining.examples(data);
    Tally tally = new Tally();
    for (int group = 0; group < GROUPS; group++) {
      int own = group;
      Predicate<String> isOwn = name -> patterns.getOrDefault(name, -10) / 10 % GROUPS == own;
      List<Example> others =
          examples.stream().filter(example -> !isOwn.test(example.source())).toList();
      TrainedNames trained = new TrainedNames(TaggerTraining.trained(others));
      for (Labelled sentence : sentences) {
        if (isLook(sentence.name()) == look && isOwn.test(sentence.name())) {
          tally.add(sentence, PhiFinder.find(sentence.text(), List.of(), trained));
        }
      }
    }
    print("presidio sentences, patterns disjoint", tally, look);
  }

  private static void figures(Path data, boolean look) throws IOException, InterruptedException {
    List<Labelled> documents = new ArrayList<>();
    notes(data).forEach((name, text) -> documents.add(Planter.plant(name, text, name.hashCode())));
    documents.addAll(PresidioSentences.read(data));
    documents.addAll(CcdaHeaders.read(data.resolve("medical/ccda")));
    Map<String, Tally> tallies = new LinkedHashMap<>();
    for (Labelled document : documents) {
      if (isLook(document.name()) == look) {
        tallies
            .computeIfAbsent(document.set(), set -> new Tally())
            .add(document, PhiFinder.find(document.text(), List.of()));
      }
    }
    tallies.forEach((set, tally) -> print(set, tally, look));
  }

  private static void print(String set, Tally tally, boolean look) {
    tally.print(set, System.out::println);
    if (look) {
      tally.missed().stream()
          .limit(MOST_ERRORS)
          .forEach(line -> System.out.println("  missed " + line));
      tally.wrong().stream()
          .limit(MOST_ERRORS)
          .forEach(line -> System.out.println("  wrong " + line));
    }
    System.out.println();
  }

  /** The half on which errors are looked at. */
  private static boolean isLook(String name) {
    return Split.part(name) % 2 == 0;
  }

  /** Texts of transcribed notes and visit notes, by name. */
  static Map<String, String> notes(Path data) {
    Map<String, String> notes = new LinkedHashMap<>();
    for (Path file :
        List.of(data.resolve("medical/mtsamples.jsonl"), data.resolve("medical/aci-bench.jsonl"))) {
      for (GoldDocument document :
          Layout.of(file).read(file, file, DocumentTypes.builtIn("clinical-note")).documents()) {
        if (document.source() instanceof GoldDocument.Inline inline) {
          notes.put(document.name(), inline.text());
        }
      }
    }
    return notes;
  }

  private static void natural(Path data, int most, boolean look) {
    List<String> lines = new ArrayList<>();
    long words = 0;
    for (Map.Entry<String, String> note : notes(data).entrySet()) {
      if (isLook(note.getKey()) != look) {
        continue;
      }
      PhiFindings findings = PhiFinder.find(note.getValue(), List.of());
      words += findings.words();
      for (PhiSpan span : findings.spans()) {
        CharSpan where = span.span();
        String text = note.getValue();
        lines.add(
            span.kind()
                + " "
                + span.recogniser()
                + " "
                + span.probability()
                + ": "
                + (text.substring(Math.max(0, where.start() - 45), where.start())
                        + "[["
                        + where.of(text)
                        + "]]"
                        + text.substring(where.end(), Math.min(text.length(), where.end() + 30)))
                    .replace('\n', '|'));
      }
    }
    System.out.printf(Locale.ROOT, "%d spans in %,d words%n", lines.size(), words);
    Random random = new Random(1);
    for (int i = 0; i < most && !lines.isEmpty(); i++) {
      System.out.println(lines.remove(random.nextInt(lines.size())));
    }
  }

  private static void speed(Path data) throws InterruptedException, ExecutionException {
    List<String> texts = new ArrayList<>();
    notes(data)
        .forEach((name, text) -> texts.add(Planter.plant(name, text, name.hashCode()).text()));
    bare(texts);
    pass(texts);
    double bare = bare(texts);
    double own = pass(texts);
    System.out.printf(
        Locale.ROOT,
        "%,.0f words a second on %d threads; a bare pass over the words %,.0f: %.1f times as fast%n",
        own,
        THREADS,
        bare,
        bare / own);
  }

  private static final int THREADS = 2;

  private interface Work {
    long words(String text);
  }

  private static double bare(List<String> texts) throws InterruptedException, ExecutionException {
    return rate(texts, text -> new StringTokenizer(text).countTokens());
  }

  private static double pass(List<String> texts) throws InterruptedException, ExecutionException {
    return rate(
        texts,
        text -> {
          PhiFinder.find(text, List.of());
          return new StringTokenizer(text).countTokens();
        });
  }

  private static double rate(List<String> texts, Work work)
      throws InterruptedException, ExecutionException {
    ExecutorService pool = Executors.newFixedThreadPool(THREADS);
    try {
      long start = System.nanoTime();
      List<Future<Long>> parts = new ArrayList<>();
      for (int i = 0; i < THREADS; i++) {
        int first = i;
        parts.add(
            pool.submit(
                () -> {
                  long words = 0;
                  for (int at = first; at < texts.size(); at += THREADS) {
                    words += work.words(texts.get(at));
                  }
                  return words;
                }));
      }
      long words = 0;
      for (Future<Long> part : parts) {
        words += part.get();
      }
      return words / ((System.nanoTime() - start) / 1e9);
    } finally {
      pool.shutdownNow();
    }
  }
}
