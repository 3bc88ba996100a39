package dev.cartulary.benchmarks;

import dev.cartulary.accounting.Rates;
import dev.cartulary.beam.JobPlan;
import dev.cartulary.beam.ModelChoice;
import dev.cartulary.beam.NightlyRun;
import dev.cartulary.beam.RunListener;
import dev.cartulary.beam.RunReport;
import dev.cartulary.ledger.LedgerAddress;
import dev.cartulary.privacy.PrivacyChoice;
import dev.cartulary.prompt.Presence;
import dev.cartulary.schedule.PrecisionChoice;
import dev.cartulary.tika.ParserLimits;
import dev.cartulary.types.DocumentTypes;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A whole run over a folder, with the embedded model and a fresh ledger, in the proportions of its
 * stages.
 *
 * <p>Arguments: the folder, the document type, a folder for ledger and output, which must not exist
 * yet, and the precision, which is automatic if absent.
 */
public final class RunBenchmark {
  private RunBenchmark() {}

  public static void main(String[] args) throws IOException, InterruptedException {
    if (args.length < 3 || args.length > 4) {
      System.err.println(
          "usage: RunBenchmark FOLDER contract|clinical-note NEW-FOLDER [PRECISION]");
      System.exit(2);
    }
    Path out = Files.createDirectory(Path.of(args[2])).toAbsolutePath();
    PrecisionChoice precision =
        args.length == 3
            ? PrecisionChoice.AUTO
            : PrecisionChoice.valueOf(args[3].toUpperCase(Locale.ROOT));
    JobPlan plan =
        new JobPlan(
            "benchmark",
            "benchmark",
            Path.of(args[0]).toAbsolutePath().toString(),
            List.of("**/*"),
            List.of(),
            DocumentTypes.builtIn(args[1]),
            new ModelChoice(ModelChoice.EMBEDDED, precision, Presence.AUTO),
            null,
            ParserLimits.DEFAULT,
            0.5,
            new LedgerAddress("jdbc:h2:file:" + out.resolve("ledger"), "", ""),
            out.resolve("results").toString(),
            Rates.usual(),
            PrivacyChoice.KEEP,
            null);
    FirstToken first = new FirstToken();
    try (ResidentMemory memory = ResidentMemory.start()) {
      print(NightlyRun.run(plan, first), first, memory);
    }
    System.exit(0);
  }

  /** Notes when phases began and the first token was computed, from the start of the JVM. */
  private static final class FirstToken implements RunListener {
    private double seconds = Double.NaN;
    private final Map<Phase, Long> entered = new EnumMap<>(Phase.class);

    @Override
    public void entered(Phase phase) {
      entered.put(phase, System.nanoTime());
    }

    /** From the beginning of reading to that of writing. */
    double reading() {
      return (entered.getOrDefault(Phase.WRITING, 0L) - entered.getOrDefault(Phase.READING, 0L))
          / 1e9;
    }

    @Override
    public void started(int files) {
      System.out.printf("%d files%n", files);
    }

    @Override
    public void progressed(Done done, long tokens) {
      if (tokens > 0 && Double.isNaN(seconds)) {
        seconds =
            (System.currentTimeMillis() - ManagementFactory.getRuntimeMXBean().getStartTime())
                / 1e3;
      }
    }
  }

  private static void print(RunReport run, FirstToken first, ResidentMemory memory) {
    double wall = run.wallNanos() / 1e9;
    double model = run.modelNanos() / 1e9;
    double load = run.loadNanos() / 1e9;
    System.out.printf("documents            %8d, %d files failed%n", run.documents(), run.failed());
    System.out.printf("wall                 %8.1f s%n", wall);
    System.out.printf(
        "reading              %8.1f s; before it, and tables and report after it: %.1f s%n",
        first.reading(), wall - first.reading());
    System.out.printf("start to first token %8.1f s (limit 5)%n", first.seconds);
    System.out.printf("documents a minute   %8.1f%n", run.documents() * 60 / wall);
    System.out.printf("pages a second       %8.2f%n", run.pages() / wall);
    System.out.printf(
        "prefill              %8.0f tokens/s%n",
        (run.usage().prefixTokens() + run.usage().questionTokens()) * 1e9 / run.prefillNanos());
    System.out.printf(
        "decode               %8.0f tokens/s%n",
        run.usage().generatedTokens() * 1e9 / run.decodeNanos());
    System.out.printf("share of the model   %8.1f %% of wall%n", model * 100 / wall);
    System.out.printf("share of loading     %8.1f %%%n", load * 100 / wall);
    System.out.printf(
        "everything else      %8.1f %% (limit 10)%n", (wall - model - load) * 100 / wall);
    System.out.printf("parsers, beside it   %8.1f %% of wall%n", run.extractNanos() / 1e7 / wall);
    System.out.printf(
        "resident, at most    %8d MiB (limit 2,560), %d of it the parsers%n",
        memory.peakMib(), memory.peakMib() - memory.peakOwnMib());
  }
}
