package dev.cartulary.benchmarks;

import static java.util.Objects.requireNonNull;

import dev.cartulary.accounting.CostTotal;
import dev.cartulary.accounting.Rates;
import dev.cartulary.accounting.Savings;
import dev.cartulary.beam.EstimateRun;
import dev.cartulary.beam.JobPlan;
import dev.cartulary.beam.ModelChoice;
import dev.cartulary.beam.NightlyRun;
import dev.cartulary.beam.RunListener;
import dev.cartulary.beam.RunReport;
import dev.cartulary.estimate.Effort;
import dev.cartulary.estimate.Estimate;
import dev.cartulary.estimate.Estimated;
import dev.cartulary.ledger.LedgerAddress;
import dev.cartulary.privacy.PrivacyChoice;
import dev.cartulary.prompt.Presence;
import dev.cartulary.schedule.PrecisionChoice;
import dev.cartulary.tika.ParserLimits;
import dev.cartulary.types.DocumentTypes;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.DoubleSummaryStatistics;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Estimates of a folder beside the whole run, each with a fresh ledger and in a process of its own,
 * as a user starts them: what comes second in one process finds classes compiled.
 *
 * <p>Arguments: the folder, the document type, a folder for ledgers and output, which must not
 * exist yet, how many files are drawn at least for an estimate, how many seconds the model works on
 * them about, and how many estimates there are, each with a seed of its own. After each estimate
 * comes a whole run, and is compared with it.
 */
public final class EstimateBenchmark {
  private static final String WHOLE = "whole";
  private static final String READ = "files read";
  private static final String MODEL = "model, s";
  private static final String HERE = "here, USD";
  private static final RunListener NOBODY =
      new RunListener() {
        @Override
        public void started(int files) {}

        @Override
        public void progressed(Done done, long tokens) {}
      };

  private EstimateBenchmark() {}

  public static void main(String[] args) throws IOException, InterruptedException {
    if (args.length != 6 && args.length != 7) {
      System.err.println(
          "usage: EstimateBenchmark FOLDER contract|clinical-note NEW-FOLDER FILES SECONDS ESTIMATES");
      System.exit(2);
    }
    Path out = Path.of(args[2]).toAbsolutePath();
    if (args.length == 6) {
      compare(args, Files.createDirectory(out));
    } else if (args[6].startsWith(WHOLE)) {
      figures(NightlyRun.run(plan(args, out, args[6]), NOBODY));
    } else {
      figures(
          EstimateRun.run(
                  plan(args, out, "seed-" + args[6]),
                  new Effort(
                      Integer.parseInt(args[3]),
                      Integer.parseInt(args[4]),
                      Long.parseLong(args[6])),
                  NOBODY)
              .estimate());
    }
    System.exit(0);
  }

  private static void compare(String[] args, Path out) throws IOException, InterruptedException {
    Map<String, DoubleSummaryStatistics> off = new LinkedHashMap<>();
    for (int seed = 1; seed <= Integer.parseInt(args[5]); seed++) {
      Map<String, Estimated> estimate = child(args, out, Integer.toString(seed));
      Map<String, Estimated> whole = child(args, out, WHOLE + seed);
      System.out.printf(
          "%nseed %d: the model read %.0f files for the estimate%n",
          seed, requireNonNull(estimate.get(READ)).value());
      whole.forEach(
          (name, of) -> {
            Estimated estimated = estimate.get(name);
            if (estimated != null) {
              row(name, estimated, of.value());
              off.computeIfAbsent(name, any -> new DoubleSummaryStatistics())
                  .accept(of.value() == 0 ? 0 : 100 * (estimated.value() / of.value() - 1));
            }
          });
    }
    System.out.printf("%nover all seeds, off by%n");
    off.forEach(
        (name, percent) ->
            System.out.printf(
                "  %-44.44s mean %+6.2f %%, from %+6.2f %% to %+6.2f %%%n",
                name, percent.getAverage(), percent.getMin(), percent.getMax()));
  }

  /** The figures that a process of its own prints. */
  private static Map<String, Estimated> child(String[] args, Path out, String what)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(ProcessHandle.current().info().command().orElse("java"));
    // An archive of classes is written by one process at a time.
    ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(option -> !option.startsWith("-XX:ArchiveClassesAtExit"))
        .forEach(command::add);
    command.addAll(
        List.of("-cp", System.getProperty("java.class.path"), EstimateBenchmark.class.getName()));
    command.addAll(List.of(args));
    command.add(what);
    Path printed = out.resolve(what + ".txt");
    int code =
        new ProcessBuilder(command)
            .redirectOutput(printed.toFile())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start()
            .waitFor();
    if (code != 0) {
      throw new IOException("the process for " + what + " ended with " + code);
    }
    Map<String, Estimated> figures = new LinkedHashMap<>();
    for (String line : Files.readAllLines(printed, StandardCharsets.UTF_8)) {
      String[] cells = line.split("\t", -1);
      if (cells.length == 5) {
        figures.put(
            cells[0],
            new Estimated(
                Double.parseDouble(cells[1]),
                Double.parseDouble(cells[2]),
                Double.parseDouble(cells[3]),
                Double.parseDouble(cells[4])));
      }
    }
    return figures;
  }

  private static JobPlan plan(String[] args, Path out, String name) {
    return new JobPlan(
        name,
        "benchmark",
        Path.of(args[0]).toAbsolutePath().toString(),
        List.of("**/*"),
        List.of(),
        DocumentTypes.builtIn(args[1]),
        new ModelChoice(ModelChoice.EMBEDDED, PrecisionChoice.AUTO, Presence.AUTO),
        null,
        ParserLimits.DEFAULT,
        0.5,
        new LedgerAddress("jdbc:h2:file:" + out.resolve(name), "", ""),
        out.resolve(name + "-results").toString(),
        Rates.usual(),
        PrivacyChoice.KEEP,
        null);
  }

  private static void figures(Estimate estimate) {
    figure(READ, Estimated.exactly((double) estimate.drawn()));
    figure("documents", Estimated.exactly((double) estimate.work().documents()));
    figure("pages", Estimated.exactly((double) estimate.work().pages()));
    figure("document tokens", estimate.prefixTokens());
    figure("question tokens", estimate.questionTokens());
    figure("generated tokens", estimate.generatedTokens());
    figure(MODEL, estimate.modelSeconds());
    figure(HERE, estimate.here());
    for (Estimate.Total total : estimate.totals()) {
      figure(name(total.total()), total.amount());
    }
  }

  private static void figures(RunReport run) {
    Savings savings = run.savings();
    figure("documents", Estimated.exactly((double) savings.work().documents()));
    figure("pages", Estimated.exactly((double) savings.work().pages()));
    figure("document tokens", Estimated.exactly((double) savings.work().usage().prefixTokens()));
    figure("question tokens", Estimated.exactly((double) savings.work().usage().questionTokens()));
    figure(
        "generated tokens", Estimated.exactly((double) savings.work().usage().generatedTokens()));
    figure(MODEL, Estimated.exactly(run.modelNanos() / 1e9));
    figure(HERE, Estimated.exactly(savings.local().busyOnly().doubleValue()));
    savings
        .offers()
        .forEach(
            offer ->
                figure(
                    name(offer.total()), Estimated.exactly(offer.total().amount().doubleValue())));
  }

  private static String name(CostTotal total) {
    return total.provider() + " " + total.item();
  }

  private static void figure(String name, Estimated figure) {
    System.out.println(
        String.join(
            "\t",
            name,
            Double.toString(figure.value()),
            Double.toString(figure.standardError()),
            Double.toString(figure.low()),
            Double.toString(figure.high())));
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
