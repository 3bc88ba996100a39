package dev.cartulary.benchmarks;

import dev.cartulary.accounting.CostTotal;
import dev.cartulary.accounting.Electricity;
import dev.cartulary.accounting.ReviewCost;
import dev.cartulary.accounting.Savings;
import dev.cartulary.accounting.ThisMachine;
import dev.cartulary.beam.EstimateRun;
import dev.cartulary.beam.JobPlan;
import dev.cartulary.beam.ModelChoice;
import dev.cartulary.beam.NightlyRun;
import dev.cartulary.beam.RunListener;
import dev.cartulary.beam.RunReport;
import dev.cartulary.completion.TokenUsage;
import dev.cartulary.estimate.Estimate;
import dev.cartulary.estimate.Estimated;
import dev.cartulary.ledger.LedgerAddress;
import dev.cartulary.privacy.PrivacyChoice;
import dev.cartulary.schedule.PrecisionChoice;
import dev.cartulary.tika.ParserLimits;
import dev.cartulary.types.DocumentTypes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.LongStream;

/**
 * Estimates of a folder beside the whole run, each with a fresh ledger.
 *
 * <p>Arguments: the folder, the document type, a folder for ledgers and output, which must not
 * exist yet, how many files the model reads for an estimate, and how many estimates there are, each
 * with a seed of its own.
 */
public final class EstimateBenchmark {
  private static final RunListener NOBODY =
      new RunListener() {
        @Override
        public void started(int files) {}

        @Override
        public void progressed(Done done, long tokens) {}
      };

  private EstimateBenchmark() {}

  public static void main(String[] args) throws IOException, InterruptedException {
    if (args.length != 5) {
      System.err.println(
          "usage: EstimateBenchmark FOLDER contract|clinical-note NEW-FOLDER FILES ESTIMATES");
      System.exit(2);
    }
    Path out = Files.createDirectory(Path.of(args[2])).toAbsolutePath();
    RunReport run = NightlyRun.run(plan(args, out, "whole"), NOBODY);
    System.out.printf(
        "whole run: %d documents, %.1f s, of it the model %.1f s%n",
        run.documents(), run.wallNanos() / 1e9, run.modelNanos() / 1e9);
    List<Long> seeds = LongStream.rangeClosed(1, Integer.parseInt(args[4])).boxed().toList();
    for (long seed : seeds) {
      long start = System.nanoTime();
      Estimate estimate =
          EstimateRun.run(plan(args, out, "seed-" + seed), Integer.parseInt(args[3]), seed, NOBODY)
              .estimate();
      System.out.printf(
          "%nseed %d: %d of %d files in %.1f s%n",
          seed, estimate.drawn(), estimate.files(), (System.nanoTime() - start) / 1e9);
      print(estimate, run.savings(), run.modelNanos() / 1e9);
    }
    System.exit(0);
  }

  private static JobPlan plan(String[] args, Path out, String name) {
    return new JobPlan(
        name,
        "benchmark",
        Path.of(args[0]).toAbsolutePath().toString(),
        List.of("**/*"),
        List.of(),
        DocumentTypes.builtIn(args[1]),
        new ModelChoice(ModelChoice.EMBEDDED, PrecisionChoice.AUTO),
        null,
        ParserLimits.DEFAULT,
        0.5,
        new LedgerAddress("jdbc:h2:file:" + out.resolve(name), "", ""),
        out.resolve(name + "-results").toString(),
        ThisMachine.profile(),
        Electricity.COMMON,
        ReviewCost.UNSTATED,
        PrivacyChoice.KEEP,
        null);
  }

  private static void print(Estimate estimate, Savings whole, double modelSeconds) {
    TokenUsage usage = whole.work().usage();
    row(
        "documents",
        Estimated.exactly((double) estimate.work().documents()),
        (double) whole.work().documents());
    row(
        "pages",
        Estimated.exactly((double) estimate.work().pages()),
        (double) whole.work().pages());
    row("document tokens", estimate.prefixTokens(), (double) usage.prefixTokens());
    row("question tokens", estimate.questionTokens(), (double) usage.questionTokens());
    row("generated tokens", estimate.generatedTokens(), (double) usage.generatedTokens());
    row("model, s", estimate.modelSeconds(), modelSeconds);
    row("here, USD", estimate.here(), whole.local().busyOnly().doubleValue());
    for (Estimate.Total total : estimate.totals()) {
      CostTotal of = total.total();
      whole.offers().stream()
          .filter(offer -> offer.total().item().equals(of.item()))
          .filter(offer -> offer.total().provider().equals(of.provider()))
          .forEach(
              offer -> row(offer.name(), total.amount(), offer.total().amount().doubleValue()));
    }
  }

  private static void row(String name, Estimated estimated, double whole) {
    System.out.printf(
        "  %-44.44s %12.6g  %12.6g  off by %+6.2f %%, stated %5.2f %% %s%n",
        name,
        estimated.value(),
        whole,
        whole == 0 ? 0 : 100 * (estimated.value() / whole - 1),
        100 * estimated.relativeError(),
        estimated.low() <= whole && whole <= estimated.high() ? "" : "(outside)");
  }
}
