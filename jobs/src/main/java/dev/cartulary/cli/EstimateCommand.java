package dev.cartulary.cli;

import dev.cartulary.accounting.Assumptions;
import dev.cartulary.accounting.Comparison;
import dev.cartulary.accounting.ComparisonText;
import dev.cartulary.accounting.Savings;
import dev.cartulary.accounting.TokenRatios;
import dev.cartulary.beam.EstimateRun;
import dev.cartulary.config.Job;
import dev.cartulary.config.JobFile;
import dev.cartulary.cost.CostLine;
import dev.cartulary.estimate.Effort;
import dev.cartulary.estimate.Estimate;
import dev.cartulary.estimate.Estimated;
import dev.cartulary.report.EstimateText;
import dev.cartulary.report.SavingsPage;
import dev.cartulary.status.Facts;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Estimates what a job would take. */
@Command(
    name = "estimate",
    description = {
      "Says what a job would take and cost, here and in clouds, without having the model read"
          + " everything.",
      "",
      "All files are parsed; the model reads some, drawn by chance among files of like size. Every"
          + " figure comes with its error. What was read is kept in the ledger, where a run of the"
          + " job finds it; no tables are written. How it is computed is in docs/accounting.md."
    },
    exitCodeList = {
      "0:Printed.",
      "1:A fault of this program, or the machine failed it.",
      "2:The job file, or something it names, is wrong, or no file has a text."
    },
    footer = {
      "  cartulary estimate jobs/savings-estimate.yaml",
      "  cartulary estimate my-job.yaml --files 40 --html estimate.html"
    })
final class EstimateCommand extends CommandForm implements Callable<Integer> {
  private final Operations operations;
  private final Surroundings surroundings;

  @Spec private CommandSpec spec;

  @Parameters(index = "0", paramLabel = "JOB.yaml", description = "The job file.")
  private Path file;

  @Option(
      names = "--files",
      paramLabel = "N",
      description = {
        "How many files are drawn at least, 2 or more. More make the error smaller.",
        "Default: estimate.files of the job, else 20."
      })
  private @Nullable Integer files;

  @Option(
      names = "--seconds",
      paramLabel = "N",
      description = {
        "So long the model works on the files drawn, about: more are drawn where it is fast. A pace"
            + " is not seen in less time.",
        "Default: estimate.seconds of the job, else 20."
      })
  private @Nullable Integer seconds;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "Which files are drawn. Default: estimate.seed of the job, else 7.")
  private @Nullable Long seed;

  @Option(
      names = "--html",
      paramLabel = "FILE",
      description = "Write it as a page with charts, too; it needs no network.")
  private @Nullable Path html;

  @Mixin private Answer answer;

  @SuppressWarnings("NullAway.Init") // The command line library fills the fields in.
  EstimateCommand(Operations operations, Surroundings surroundings) {
    this.operations = operations;
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() {
    least("--files", files, Effort.LEAST_FILES);
    least("--seconds", seconds, 0);
    Job job = JobFile.read(file, surroundings.environment());
    EstimateRun.Result result;
    try (Progress progress =
        new Progress(spec.commandLine().getErr(), surroundings.terminal(), System::nanoTime)) {
      progress.preparing("Listing the documents and loading the model");
      result = operations.estimate(job, effort(job.effort()), progress);
    }
    Comparison comparison =
        Comparison.of(
            result.savings(),
            new Assumptions(
                null,
                job.model().folder() == null ? TokenRatios.embedded() : TokenRatios.unmeasured(),
                job.accounting().review(),
                List.of(EstimateText.sentence(result.estimate()))));
    Path page =
        html == null
            ? null
            : Pages.write(
                html, SavingsPage.of(comparison, result.estimate(), LocalDate.now(ZoneOffset.UTC)));
    answer.print(
        () -> facts(result.estimate()).with("page", page == null ? null : page.toString()),
        out -> {
          out.print(EstimateText.of(result.estimate()));
          out.println();
          out.print(ComparisonText.of(comparison));
          if (page != null) {
            out.println();
            out.println("written to " + page);
          }
        });
    return ExitCode.OK;
  }

  private void least(String option, @Nullable Integer value, int least) {
    if (value != null && value < least) {
      throw new ParameterException(
          spec.commandLine(), option + " is at least " + least + ", not " + value);
    }
  }

  private Effort effort(Effort ofJob) {
    return new Effort(
        files == null ? ofJob.files() : files,
        seconds == null ? ofJob.seconds() : seconds,
        seed == null ? ofJob.seed() : seed);
  }

  private static Facts facts(Estimate estimate) {
    return new Facts()
        .with("files", estimate.files())
        .with("drawn", estimate.drawn())
        .with("unreadable", estimate.unreadable())
        .with("seed", estimate.seed())
        .with("documents", estimate.work().documents())
        .with("pages", estimate.work().pages())
        .with("characters", estimate.work().characters())
        .with("tokens_read_of_documents", facts(estimate.prefixTokens()))
        .with("tokens_read_of_questions", facts(estimate.questionTokens()))
        .with("tokens_written", facts(estimate.generatedTokens()))
        .with("seconds_of_the_model", facts(estimate.modelSeconds()))
        .with("seconds_of_the_machine", facts(estimate.machineSeconds()))
        .with("here_busy_only", facts(estimate.here()).with("currency", Savings.CURRENCY))
        .with(
            "clouds",
            estimate.totals().stream()
                .filter(total -> total.total().kind() == CostLine.Kind.CLOUD)
                .map(
                    total ->
                        facts(total.amount())
                            .with("currency", total.total().currency())
                            .with("provider", total.total().provider())
                            .with("product", total.total().item()))
                .toList());
  }

  private static Facts facts(Estimated figure) {
    return new Facts()
        .with("estimate", figure.value())
        .with("low", figure.low())
        .with("high", figure.high());
  }
}
