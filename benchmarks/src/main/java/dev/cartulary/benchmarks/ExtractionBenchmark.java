package dev.cartulary.benchmarks;

import dev.cartulary.document.ExtractedText;
import dev.cartulary.document.Page;
import dev.cartulary.document.SourceFile;
import dev.cartulary.file.FileHasher;
import dev.cartulary.file.FolderScan;
import dev.cartulary.file.ListedFile;
import dev.cartulary.outcome.Failure;
import dev.cartulary.outcome.FailureReason;
import dev.cartulary.outcome.Outcome;
import dev.cartulary.tika.Extracted;
import dev.cartulary.tika.ForkedExtractor;
import dev.cartulary.tika.ParserLimits;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.tika.Tika;

/**
 * What becomes of every file of some folders, and what it costs to read them in processes of their
 * own: an outcome table, the speed against Tika within one process, and the memory over many
 * documents.
 *
 * <p>Arguments: over how many documents memory is watched (0 to leave that out; 5,000 is the aim),
 * then the folders. The speed is that of PDFs with a text layer, in turns with Tika on the same
 * number of threads; its limit is 0.9. The limit of memory's growth from the first half of the
 * documents to the second is 1.05: within each, processes fill up and are replaced by fresh ones.
 */
public final class ExtractionBenchmark {
  private static final int THREADS = Math.min(2, Runtime.getRuntime().availableProcessors());

  /** A document that takes longer would fill the time of the memory's measurement. */
  private static final long MOST_NANOS_FOR_MEMORY = 500_000_000;

  /** Files that came to these are named; for the others the table is enough. */
  private static final Set<FailureReason> NAMED =
      Set.of(
          FailureReason.CRASHED,
          FailureReason.INTERNAL,
          FailureReason.TOO_SLOW,
          FailureReason.TOO_LARGE,
          FailureReason.OUT_OF_MEMORY,
          FailureReason.CORRUPT,
          FailureReason.UNSUPPORTED,
          FailureReason.NO_TEXT);

  /** What became of a file. */
  private record Read(ListedFile file, Outcome<ExtractedText> outcome, long nanos) {
    boolean isTextLayerPdf() {
      return outcome.fold(
          text ->
              text.mediaType().equals("application/pdf")
                  && text.pages().stream().noneMatch(Page::ocr),
          failure -> false);
    }

    int pages() {
      return outcome.fold(text -> text.pages().size(), failure -> 0);
    }
  }

  private ExtractionBenchmark() {}

  public static void main(String[] args) throws Exception {
    if (args.length < 2) {
      System.err.println("usage: ExtractionBenchmark DOCUMENTS FOLDER...");
      System.exit(2);
    }
    List<ListedFile> files = new ArrayList<>();
    for (String folder : List.of(args).subList(1, args.length)) {
      files.addAll(new FolderScan(List.of("**/*"), List.of()).list(Path.of(folder)));
    }
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    try (ForkedExtractor extractor =
        new ForkedExtractor(ParserLimits.DEFAULT.withProcesses(THREADS))) {
      List<Read> read = new ArrayList<>();
      for (Future<Read> one :
          threads.invokeAll(
              files.stream().<ReadTask>map(file -> () -> read(extractor, file)).toList())) {
        read.add(one.get());
      }
      printOutcomes(read);
      speed(extractor, threads, read.stream().filter(Read::isTextLayerPdf).toList());
      int documents = Integer.parseInt(args[0]);
      if (documents > 0) {
        memory(extractor, threads, documents, read);
      }
    } finally {
      threads.shutdownNow();
    }
  }

  private interface ReadTask extends Callable<Read> {}

  /** What is inside of the file is not read. */
  private static Outcome<ExtractedText> text(ForkedExtractor extractor, SourceFile file)
      throws InterruptedException {
    try (Extracted extracted = extractor.extract(file)) {
      return extracted.text();
    }
  }

  private static Read read(ForkedExtractor extractor, ListedFile file) throws InterruptedException {
    long begun = System.nanoTime();
    Outcome<SourceFile> source = FileHasher.hash(file);
    Optional<SourceFile> hashed = source.fold(Optional::of, failure -> Optional.empty());
    Outcome<ExtractedText> outcome =
        hashed.isPresent()
            ? text(extractor, hashed.get())
            : source.fold(
                ok -> {
                  throw new IllegalStateException("an outcome is both");
                },
                Outcome::failed);
    return new Read(file, outcome, System.nanoTime() - begun);
  }

  private static void printOutcomes(List<Read> read) {
    Tika tika = new Tika();
    Map<String, Map<String, Integer>> table = new TreeMap<>();
    for (Read one : read) {
      String type = one.outcome.fold(ExtractedText::mediaType, failure -> detected(tika, one.file));
      String came = one.outcome.fold(text -> "text", failure -> failure.reason().name());
      table.computeIfAbsent(type, any -> new TreeMap<>()).merge(came, 1, Integer::sum);
    }
    table.forEach((type, came) -> System.out.printf("%-75s %s%n", type, came));
    System.out.println();
    read.stream()
        .sorted(Comparator.comparing(one -> one.file.path()))
        .forEach(one -> one.outcome.fold(text -> "", failure -> print(one.file, failure)));
    System.out.println();
    read.stream()
        .sorted(Comparator.comparingLong(Read::nanos).reversed())
        .limit(10)
        .forEach(
            one ->
                System.out.printf(
                    "%8.1f s %6d pages  %s%n", one.nanos / 1e9, one.pages(), one.file.path()));
    Map<String, Integer> reasons = new TreeMap<>();
    read.forEach(
        one ->
            reasons.merge(
                one.outcome.fold(text -> "text", failure -> failure.reason().name()),
                1,
                Integer::sum));
    System.out.printf("%n%d files: %s%n", read.size(), reasons);
  }

  private static String detected(Tika tika, ListedFile file) {
    try {
      return tika.detect(Path.of(file.location()));
    } catch (IOException e) {
      return "unreadable";
    }
  }

  private static String print(ListedFile file, Failure failure) {
    if (NAMED.contains(failure.reason())) {
      System.out.printf("%-13s %-60s %s%n", failure.reason(), file.path(), failure.message());
    }
    return "";
  }

  private static void speed(ForkedExtractor extractor, ExecutorService threads, List<Read> pdfs)
      throws InterruptedException, ExecutionException {
    int pages = pdfs.stream().mapToInt(Read::pages).sum();
    if (pages == 0) {
      return;
    }
    // Short rounds in turns, so that what else the machine does meets both alike.
    int rounds = Math.max(3, 2_000 / pages);
    long forked = 0;
    long within = 0;
    InProcessTika tika = new InProcessTika();
    for (int round = -1; round < rounds; round++) {
      long begun = System.nanoTime();
      for (Future<Read> one :
          threads.invokeAll(
              pdfs.stream().<ReadTask>map(pdf -> () -> read(extractor, pdf.file)).toList())) {
        one.get();
      }
      long turned = System.nanoTime();
      for (Future<Integer> one :
          threads.invokeAll(pdfs.stream().map(pdf -> tika.parsing(pdf.file)).toList())) {
        one.get();
      }
      // The first round is there to warm up.
      if (round >= 0) {
        forked += turned - begun;
        within += System.nanoTime() - turned;
      }
    }
    System.out.printf(
        "%nspeed, %d PDFs with %d pages, %d threads, %d rounds%n",
        pdfs.size(), pages, THREADS, rounds);
    System.out.printf("forked     %8.1f pages/s%n", pages * 1e9 * rounds / forked);
    System.out.printf("in process %8.1f pages/s%n", pages * 1e9 * rounds / within);
    System.out.printf("ratio      %8.3f (limit 0.9)%n", (double) within / forked);
  }

  private static void memory(
      ForkedExtractor extractor, ExecutorService threads, int documents, List<Read> read)
      throws InterruptedException, ExecutionException {
    List<ListedFile> quick =
        read.stream().filter(one -> one.nanos < MOST_NANOS_FOR_MEMORY).map(Read::file).toList();
    System.out.printf("%nmemory over %d documents, %d different%n", documents, quick.size());
    long[] tenths = new long[10];
    int done = 0;
    for (int tenth = 0; tenth < 10; tenth++) {
      try (ResidentMemory memory = ResidentMemory.start()) {
        List<ReadTask> tasks = new ArrayList<>();
        for (; done < (long) documents * (tenth + 1) / 10; done++) {
          ListedFile file = quick.get(done % quick.size());
          tasks.add(() -> read(extractor, file));
        }
        for (Future<Read> one : threads.invokeAll(tasks)) {
          one.get();
        }
        tenths[tenth] = memory.meanMib();
        System.out.printf("%,8d documents %6d MiB on average%n", done, tenths[tenth]);
      }
    }
    double first = Arrays.stream(tenths, 0, 5).average().orElseThrow();
    double second = Arrays.stream(tenths, 5, 10).average().orElseThrow();
    System.out.printf("growth %.3f (limit 1.05)%n", second / first);
  }
}
