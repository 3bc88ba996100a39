package dev.cartulary.cli;

import dev.cartulary.beam.Selection;
import dev.cartulary.config.Job;
import dev.cartulary.config.JobFile;
import dev.cartulary.evaluation.Answers;
import dev.cartulary.evaluation.DocumentTexts;
import dev.cartulary.evaluation.Evaluation;
import dev.cartulary.evaluation.EvaluationFolder;
import dev.cartulary.evaluation.EvaluationText;
import dev.cartulary.evaluation.Figure;
import dev.cartulary.evaluation.Gate;
import dev.cartulary.evaluation.PairedTest;
import dev.cartulary.evaluation.Scores;
import dev.cartulary.evaluation.Workspace;
import dev.cartulary.gold.GoldSet;
import dev.cartulary.gold.Layout;
import dev.cartulary.parquet.OutputException;
import dev.cartulary.parquet.StoredRun;
import dev.cartulary.yaml.ConfigurationException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Judges a job by gold labels. */
@Command(
    name = "evaluate",
    description = {
      "Runs a job over documents whose values are known, and says how right it is.",
      "",
      "The job's type, model, limits and ledger are used; its documents are those that have gold"
          + " labels, and its own output stays as it is. What is in the ledger is not computed"
          + " again; it is judged as the model found it, whatever persons have decided in reviews."
          + " The same figures are printed for rules without a model."
    },
    exitCodeList = {
      "0:Judged.",
      "1:A fault of this program, or the machine failed it.",
      "2:The job file, the gold, or something they name, is wrong.",
      "4:Judged, and worse than --gate allows; what fell is listed."
    },
    footer = {
      "  cartulary evaluate jobs/nightly-contracts.yaml \\",
      "      --gold jobs/samples/contracts-gold --part all",
      "  cartulary evaluate my-job.yaml --gold data/cuad --part 5"
    })
final class EvaluateCommand extends CommandForm implements Callable<Integer> {
  /** Of swapping documents; gives two digits of p. */
  private static final int ROUNDS = 2000;

  private static final int WIDTH = 80;

  private final Operations operations;
  private final Surroundings surroundings;

  @Spec private CommandSpec spec;

  @Parameters(index = "0", paramLabel = "JOB.yaml", description = "The job file.")
  private Path file;

  @Option(
      names = "--gold",
      paramLabel = "FOLDER",
      required = true,
      description = "The labelled documents; docs/evaluation.md explains layouts.")
  private Path gold;

  @Option(
      names = "--layout",
      paramLabel = "LAYOUT",
      description = {
        "How the gold is kept: json, cuad, aci-bench, mtsamples, ccda or",
        "maccrobat.",
        "Found out by itself where it is not said."
      })
  private @Nullable String layout;

  @Option(
      names = "--part",
      paramLabel = "PART",
      description = {
        "Documents whose name falls into this part, 0 to 9, or all.",
        "Default: 5 for public sets, all for json."
      })
  private @Nullable String part;

  @Option(
      names = "--limit",
      paramLabel = "N",
      description = "Only the first N documents of the part.")
  private int limit = Integer.MAX_VALUE;

  @Option(
      names = "--from",
      paramLabel = "OUTPUT",
      description = "Judge the output of a run that is there already; run nothing.")
  private @Nullable Path from;

  @Option(
      names = "--out",
      paramLabel = "FOLDER",
      description = {
        "Where the figures and decisions go.",
        "Default: evaluation/SET-PART beside the job's output."
      })
  private @Nullable Path out;

  @Option(
      names = "--against",
      paramLabel = "FOLDER",
      description = {
        "What another evaluation has written: says for each field whether the",
        "difference can be chance."
      })
  private @Nullable Path against;

  @Option(
      names = "--save",
      paramLabel = "FILE",
      description = "Save the figures, for a later --gate.")
  private @Nullable Path save;

  @Option(
      names = "--gate",
      paramLabel = "FILE",
      description = "Exit with 4 if a figure is worse than the saved one allows.")
  private @Nullable Path gate;

  @Option(
      names = "--precision",
      paramLabel = "FORMAT",
      description = {
        "Number format of the model, in place of the job's:",
        "auto, float32, bfloat16, int8 or int4."
      })
  private Job.@Nullable Precision precision;

  @Mixin private Answer answer;

  @SuppressWarnings("NullAway.Init") // The command line library fills the fields in.
  EvaluateCommand(Operations operations, Surroundings surroundings) {
    this.operations = operations;
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() throws InterruptedException {
    Job read = JobFile.readWithoutDocuments(file, surroundings.environment());
    if (read.privacy().hides()) {
      throw new ConfigurationException(
          file.toString(),
          List.of(
              "privacy: hidden values cannot be compared with gold labels; evaluate a copy of the"
                  + " job without its privacy section, over documents whose identifiers may be kept"));
    }
    Job job = precision == null ? read : read.with(precision);
    Layout kept = layout();
    String chosen = part == null ? (kept == Layout.JSON ? "all" : "5") : part;
    if (!chosen.matches("all|\\d")) {
      throw new ParameterException(spec.commandLine(), "--part is a digit or all, not " + chosen);
    }
    GoldSet set =
        kept.read(gold.toAbsolutePath().normalize(), job.input().folder(), job.type())
            .part(chosen, limit);
    // What is wrong with these is said before an hour of work.
    @Nullable Scores other =
        against == null ? null : EvaluationFolder.read(against).get(Evaluation.MODEL);
    if (gate != null) {
      Gate.check(gate);
    }
    Evaluation evaluation = evaluate(job, set, chosen);
    Figure compared = evaluation.comparisons().isEmpty() ? Figure.ROUGE_L : Figure.F1;
    List<PairedTest.Difference> differences =
        other == null
            ? null
            : new PairedTest(ROUNDS, compared)
                .compare(evaluation.scores().get(0), other, evaluation.clauses());
    Path folder =
        out == null
            ? job.output().resolveSibling("evaluation").resolve(set.name() + "-" + chosen)
            : out;
    write(evaluation, folder);
    List<String> worse = gate == null ? List.of() : Gate.failures(evaluation, gate);
    answer.print(
        () ->
            EvaluationFacts.of(evaluation, differences)
                .withTexts("worse", worse)
                .with("written", folder.toString()),
        to -> {
          EvaluationText.of(evaluation).forEach(to::println);
          if (differences != null) {
            EvaluationText.of(compared, differences).forEach(to::println);
          }
          to.println();
          to.println("written to " + folder);
          if (gate != null && worse.isEmpty()) {
            to.println("nothing is worse than " + gate + " allows");
          } else if (gate != null) {
            to.println("worse than " + gate + " allows:");
            worse.forEach(
                failure -> {
                  List<String> lines = Words.wrap(failure, WIDTH - 2);
                  lines.forEach(line -> to.println("  " + line));
                });
          }
        });
    return worse.isEmpty() ? ExitCode.OK : ExitCode.WORSE;
  }

  private Layout layout() {
    if (layout == null) {
      return Layout.of(gold.toAbsolutePath().normalize());
    }
    for (Layout known : Layout.values()) {
      if (known.label().equals(layout.toLowerCase(Locale.ROOT))) {
        return known;
      }
    }
    throw new ParameterException(
        spec.commandLine(),
        "--layout is one of "
            + String.join(", ", List.of(Layout.values()).stream().map(Layout::label).toList())
            + ", not "
            + layout);
  }

  private Evaluation evaluate(Job job, GoldSet set, String chosen) throws InterruptedException {
    try (Workspace workspace = Workspace.of(set.documents())) {
      operations.noteReading(job, "evaluate", from == null ? gold : from);
      StoredRun run = from == null ? run(job, workspace) : operations.stored(job, from);
      Map<String, String> texts = DocumentTexts.read(workspace.files(), Plans.limits(job));
      return Evaluation.of(set, chosen, job.type(), Answers.of(run), texts, job.reviewThreshold());
    }
  }

  private StoredRun run(Job job, Workspace workspace) {
    // Under a name of its own, so that the costs of the job's last run stay those of the job.
    Job over =
        job.over(
            job.name() + ".evaluation",
            new Job.Input(workspace.input(), List.of("**/*"), List.of()),
            workspace.output());
    try (Progress progress =
        new Progress(spec.commandLine().getErr(), surroundings.terminal(), System::nanoTime)) {
      progress.preparing("Listing the documents and loading the model");
      operations.run(over, Selection.AS_FOUND, Duration.ZERO, progress);
    }
    return operations.stored(job, workspace.output());
  }

  private void write(Evaluation evaluation, Path folder) {
    try {
      EvaluationFolder.write(evaluation, folder);
      if (save != null) {
        Gate.save(evaluation, save);
      }
    } catch (IOException e) {
      throw OutputException.of(folder, e);
    }
  }
}
