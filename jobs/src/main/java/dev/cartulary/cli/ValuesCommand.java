package dev.cartulary.cli;

import dev.cartulary.config.Books;
import dev.cartulary.parquet.OpenedValues.OpenedValue;
import dev.cartulary.status.Facts;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Prints the values of a run. */
@Command(
    name = "values",
    description = {
      "Prints the values in a job's latest output as CSV or, with --json, as an array, decrypted"
          + " with the job's keys.",
      "",
      "Also those that privacy.phi encrypts one by one. That they were read is an event of the audit"
          + " trail. Masked values are gone: nothing brings them back."
    },
    exitCodeList = {
      "0:Printed.",
      "1:A fault of this program, or the output could not be written.",
      "2:The job file is wrong, or its tables, keys or ledger cannot be read."
    },
    footer = "  cartulary values jobs/nightly-notes.yaml --field mrn > numbers.csv")
final class ValuesCommand extends CommandForm implements Callable<Integer> {
  private final Operations operations;
  private final Surroundings surroundings;

  @Spec private CommandSpec spec;

  @Mixin private NamedJob job;

  @Option(
      names = "--field",
      paramLabel = "NAME",
      description = "Only this field; may be given several times.")
  private @Nullable List<String> fields;

  @Mixin private Answer answer;

  @SuppressWarnings("NullAway.Init") // The command line library fills the fields in.
  ValuesCommand(Operations operations, Surroundings surroundings) {
    this.operations = operations;
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    List<String> wanted = fields == null ? List.of() : fields;
    Books books = job.books(surroundings);
    // One by one, for there may be more than memory holds.
    out.print(answer.isJson() ? "[" : "path,document_id,name,value,normalized,status\n");
    AtomicBoolean first = new AtomicBoolean(true);
    operations.readValues(
        books,
        value -> {
          if (wanted.isEmpty() || wanted.contains(value.name())) {
            boolean begins = first.getAndSet(false);
            out.print(
                answer.isJson() ? (begins ? "\n" : ",\n") + facts(value).json() : line(value));
          }
        });
    out.print(answer.isJson() ? "]\n" : "");
    if (out.checkError()) {
      spec.commandLine().getErr().println("the values could not be written to their end");
      return ExitCode.FAULT;
    }
    return ExitCode.OK;
  }

  private static Facts facts(OpenedValue value) {
    return new Facts()
        .with("path", value.path())
        .with("document_id", value.document().sha256())
        .with("name", value.name())
        .with("value", value.value())
        .with("normalized", value.canonical())
        .with("status", value.status());
  }

  /** By RFC 4180, but for the line's end. */
  private static String line(OpenedValue value) {
    return Stream.of(
            value.path(),
            value.document().sha256(),
            value.name(),
            value.value(),
            value.canonical(),
            value.status())
        .map(text -> '"' + text.replace("\"", "\"\"") + '"')
        .collect(Collectors.joining(",", "", "\n"));
  }
}
