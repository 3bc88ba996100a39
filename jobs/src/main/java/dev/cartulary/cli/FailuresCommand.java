package dev.cartulary.cli;

import dev.cartulary.beam.Selection;
import dev.cartulary.config.Books;
import dev.cartulary.config.JobFile;
import dev.cartulary.ledger.FailedFile;
import dev.cartulary.outcome.Failure;
import dev.cartulary.outcome.FailureReason;
import dev.cartulary.status.FailureList;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Lists what a run could not read, or tries it again. */
@Command(
    name = "failures",
    description = {
      "Lists the files that a run could not read, by their reasons, or tries them again.",
      "",
      "A failure that would come again is not tried in later runs, until the file, the job's limits"
          + " or the program change, or until it is asked for with --replay. docs/failures.md"
          + " explains the reasons."
    },
    exitCodeList = {
      "0:Listed; with --replay, nothing fails any more.",
      "1:A fault of this program, or the machine failed it.",
      "2:The job file or the ledger's address is wrong, or the ledger cannot be opened, or holds no"
          + " such run.",
      "3:With --replay: some files still fail."
    },
    footer = {
      "  cartulary failures jobs/nightly-contracts.yaml",
      "  cartulary failures jobs/nightly-contracts.yaml --replay",
      "  cartulary failures --ledger jdbc:h2:file:./out/ledger --json"
    })
final class FailuresCommand extends CommandForm implements Callable<Integer> {
  private final Operations operations;
  private final Surroundings surroundings;

  @Spec private CommandSpec spec;

  @Mixin private JobOrLedger ledger;

  @Option(
      names = "--run",
      paramLabel = "ID",
      description = "A finished run; by default the last one.")
  private @Nullable String run;

  @Mixin private Answer answer;

  @Option(
      names = "--replay",
      description = "Try the failed files of the last run again, as run --only-failures does.")
  private boolean replay;

  @SuppressWarnings("NullAway.Init") // The command line library fills the fields in.
  FailuresCommand(Operations operations, Surroundings surroundings) {
    this.operations = operations;
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() {
    if (replay) {
      Path file = ledger.job();
      if (file == null || run != null) {
        throw new ParameterException(
            spec.commandLine(),
            "--replay takes a job file and nothing else, for example: cartulary failures"
                + " jobs/nightly-contracts.yaml --replay");
      }
      return new JobRun(operations, surroundings, spec.commandLine(), answer)
          .of(
              JobFile.read(file, surroundings.environment()),
              new Selection(Selection.Kind.FAILED, null, false),
              Duration.ZERO);
    }
    Books books = ledger.books(surroundings);
    Optional<FailureList> list = operations.failures(books, run);
    if (list.isEmpty()) {
      spec.commandLine()
          .getErr()
          .println(
              run == null
                  ? "The ledger holds no finished run of this job yet: run it first."
                  : "The ledger holds no finished run " + run + " of this job.");
      return ExitCode.USAGE;
    }
    answer.printText(list.get()::json, out -> print(list.get(), out));
    return ExitCode.OK;
  }

  private static void print(FailureList list, PrintWriter out) {
    out.println(
        "run        "
            + list.run().id()
            + " of "
            + list.run().job()
            + ": "
            + Words.count(list.files().size())
            + " of "
            + Words.count((long) list.run().documents() + list.run().failures())
            + " failed");
    Map<FailureReason, List<FailedFile>> byReason =
        list.files().stream()
            .collect(
                Collectors.groupingBy(
                    each -> each.failure().reason(), TreeMap::new, Collectors.toList()));
    byReason.forEach(
        (reason, files) -> {
          out.println();
          Words.wrap(Words.count(files.size()) + " " + named(reason) + ": " + reason.remedy(), 80)
              .forEach(out::println);
          files.forEach(each -> print(each, out));
        });
  }

  private static String named(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  private static void print(FailedFile file, PrintWriter out) {
    Failure failure = file.failure();
    out.println("  " + failure.path());
    out.println(
        "      "
            + named(failure.stage())
            + ", "
            + tried(file.attempts())
            + ", since "
            + file.since().atZone(ZoneOffset.UTC).toLocalDate());
  }

  private static String tried(int attempts) {
    return attempts == 0
        ? "never tried"
        : attempts == 1 ? "tried once" : "tried " + Words.count(attempts) + " times";
  }
}
