package dev.cartulary.cli;

import dev.cartulary.config.Books;
import dev.cartulary.parquet.TableCipher;
import dev.cartulary.parquet.TableKeys;
import dev.cartulary.status.Facts;
import java.util.SortedMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Shows the data keys of a run. */
@Command(
    name = "reveal",
    description = {
      "Prints the keys that the tables in a job's latest output are encrypted with,",
      "for programs that take keys rather than ask for them: DuckDB, for example.",
      "",
      "Whoever has them can read these tables, and no others. They are in Base64."
    },
    exitCodeList = {
      "0:Done.",
      "1:A fault of this program, or the machine failed it.",
      "2:The job file is wrong, or its tables or keys cannot be read."
    },
    footer = "  cartulary keys reveal jobs/nightly-notes.yaml")
final class KeysRevealCommand extends CommandForm implements Callable<Integer> {
  private final Surroundings surroundings;

  @Spec private CommandSpec spec;

  @Mixin private NamedJob job;

  @Mixin private Answer answer;

  @SuppressWarnings("NullAway.Init") // The command line library fills the fields in.
  KeysRevealCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() {
    Books results = job.books(surroundings);
    TableCipher cipher = Door.of(results).cipher();
    if (cipher == null) {
      spec.commandLine()
          .getErr()
          .println(job.file() + " names no keys: its tables are not encrypted.");
      return ExitCode.USAGE;
    }
    SortedMap<String, String> keys = TableKeys.read(results.output(), cipher);
    answer.print(
        () -> {
          Facts facts = new Facts();
          keys.forEach(facts::with);
          return facts;
        },
        out -> keys.forEach((master, key) -> out.println(master + " " + key)));
    return ExitCode.OK;
  }
}
