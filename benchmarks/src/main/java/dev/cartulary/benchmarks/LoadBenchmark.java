package dev.cartulary.benchmarks;

import dev.cartulary.accounting.Rates;
import dev.cartulary.beam.JobPlan;
import dev.cartulary.beam.ModelChoice;
import dev.cartulary.beam.NightlyRun;
import dev.cartulary.beam.RunListener;
import dev.cartulary.beam.RunReport;
import dev.cartulary.field.DocumentType;
import dev.cartulary.ledger.LedgerAddress;
import dev.cartulary.privacy.PrivacyChoice;
import dev.cartulary.prompt.Presence;
import dev.cartulary.schedule.PrecisionChoice;
import dev.cartulary.tika.ParserLimits;
import dev.cartulary.types.DocumentTypes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/**
 * Very many very small documents in one run, in a folder that grows meanwhile: throughput and
 * memory of each tenth, and the share of the ledger and of the tables in the time.
 *
 * <p>Arguments: a folder for all of it, which must not exist yet, and how many documents. A second
 * run reads what came in the meantime. The model has a date to choose in every fourth document, so
 * that all else is seen at its worst.
 */
public final class LoadBenchmark {
  private static final int IN_A_FOLDER = 1_000;

  /** So many files come while others are read: one for so many of them. */
  private static final int GROWTH = 20;

  private static final double LEAST_LAST_TENTH = 0.95;
  private static final double MOST_STORING = 0.05;
  private static final List<String> SYLLABLES =
      List.of("ba", "den", "for", "gal", "hem", "lor", "mun", "nist", "per", "rok", "sul", "tam");

  private LoadBenchmark() {}

  public static void main(String[] args) throws IOException, InterruptedException {
    if (args.length != 2) {
      System.err.println("usage: LoadBenchmark NEW-FOLDER DOCUMENTS");
      System.exit(2);
    }
    Path folder = Files.createDirectory(Path.of(args[0])).toAbsolutePath();
    int documents = Integer.parseInt(args[1]);
    for (int i = 0; i < documents; i++) {
      write(folder, i);
    }
    JobPlan plan = plan(folder);
    Tenths tenths = new Tenths(documents, i -> write(folder, documents + i));
    RunReport first;
    try (StackShares shares = StackShares.start()) {
      first = NightlyRun.run(plan, tenths);
      tenths.print();
      print(first, shares);
    }
    RunReport second = NightlyRun.run(plan, new Tenths(documents, i -> {}));
    System.out.printf(
        Locale.ROOT,
        "again, after it grew  %d documents, %d of them recalled, %.1f s%n",
        second.documents(),
        second.recalled(),
        second.wallNanos() / 1e9);
    require(first.documents() == documents, "the first run read other files than were there");
    require(
        second.documents() == documents + tenths.grown() && second.recalled() == documents,
        "the second run did not read just what came meanwhile");
    System.exit(0);
  }

  private static void require(boolean condition, String message) {
    if (!condition) {
      throw new IllegalStateException(message);
    }
  }

  private static void print(RunReport run, StackShares shares) {
    double wall = run.wallNanos() / 1e9;
    System.out.printf(
        Locale.ROOT,
        "run                   %.1f s, %.1f documents a second%n",
        wall,
        run.documents() / wall);
    System.out.printf(
        Locale.ROOT,
        "model, parsers        %.1f %% and %.1f %% of the wall%n",
        run.modelNanos() / 1e7 / wall,
        run.extractNanos() / 1e7 / wall);
    System.out.printf(
        Locale.ROOT,
        "ledger and tables     %.1f %% of the time of those who read documents (limit %.0f), %.1f %% of the processors%n",
        shares.storing() * 100,
        MOST_STORING * 100,
        shares.storingProcessor() * 100);
  }

  private static JobPlan plan(Path folder) throws IOException {
    return new JobPlan(
        "load",
        "benchmark",
        folder.resolve("in").toString(),
        List.of("**/*"),
        List.of(),
        type(folder),
        new ModelChoice(ModelChoice.EMBEDDED, PrecisionChoice.AUTO, Presence.AUTO),
        null,
        ParserLimits.DEFAULT,
        0.5,
        new LedgerAddress("jdbc:h2:file:" + folder.resolve("ledger"), "", ""),
        folder.resolve("out").toString(),
        Rates.usual(),
        PrivacyChoice.KEEP,
        null);
  }

  private static DocumentType type(Path folder) throws IOException {
    Path yaml = folder.resolve("slip.yaml");
    Files.writeString(
        yaml,
        """
        name: slip
        summary: {question: summary, sentences: 1}
        fields:
          - {name: written, question: agreement date, type: date, candidates: dates}
        """);
    return DocumentTypes.load(yaml);
  }

  private static void write(Path folder, int number) {
    try {
      Path file = folder.resolve("in/%04d/slip-%06d.txt".formatted(number / IN_A_FOLDER, number));
      Files.createDirectories(file.getParent());
      Files.writeString(file, text(number));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String text(int number) {
    Random random = new Random(number);
    StringBuilder text = new StringBuilder("Slip ").append(number).append(". ");
    for (int word = 0; word < 25; word++) {
      for (int i = 1 + random.nextInt(3); i > 0; i--) {
        text.append(SYLLABLES.get(random.nextInt(SYLLABLES.size())));
      }
      text.append(word % 9 == 8 ? ". " : " ");
    }
    if (number % 4 == 0) {
      text.append(
          "Made on %d March 2024, sent on %d May 2025."
              .formatted(1 + random.nextInt(28), 1 + random.nextInt(28)));
    }
    return text.append('\n').toString();
  }

  /** What is done to a folder while it is read. */
  @FunctionalInterface
  private interface Growing {
    void one(int number);
  }

  /** When each tenth of the documents was done, and how much memory there was. */
  private static final class Tenths implements RunListener {
    private final int documents;
    private final Growing growing;
    private final double[] seconds = new double[11];
    private final long[] memoryMib = new long[11];
    private final long[] parsersMib = new long[11];
    private int reached = -1;
    private int grown;

    Tenths(int documents, Growing growing) {
      this.documents = documents;
      this.growing = growing;
    }

    int grown() {
      return grown;
    }

    @Override
    public void started(int files) {
      System.out.printf("%d files%n", files);
    }

    @Override
    public void progressed(Done done, long tokens) {
      while (grown < done.files() / GROWTH) {
        growing.one(grown++);
      }
      while (reached < 10
          && done.files() > 0
          && done.files() >= (long) (reached + 1) * documents / 10) {
        reached++;
        seconds[reached] = System.nanoTime() / 1e9;
        memoryMib[reached] = ResidentMemory.currentMib();
        parsersMib[reached] = ResidentMemory.childrenMib();
      }
    }

    void print() {
      for (int i = 1; i <= 10; i++) {
        System.out.printf(
            Locale.ROOT,
            "tenth %2d              %7.1f documents a second, %5d MiB resident, parsers %4d%n",
            i,
            documents / 10.0 / (seconds[i] - seconds[i - 1]),
            memoryMib[i],
            parsersMib[i]);
      }
      // The first holds the start of compilers, parsers and caches: the second is compared, too.
      System.out.printf(
          Locale.ROOT,
          "last tenth            %.3f of the first, %.3f of the second (limit %.2f); memory %.3f of the second%n",
          (seconds[1] - seconds[0]) / (seconds[10] - seconds[9]),
          (seconds[2] - seconds[1]) / (seconds[10] - seconds[9]),
          LEAST_LAST_TENTH,
          (double) memoryMib[10] / memoryMib[2]);
    }
  }
}
