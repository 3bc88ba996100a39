package dev.cartulary.cli;

import dev.cartulary.config.Books;
import dev.cartulary.export.Export;
import dev.cartulary.export.Format;
import dev.cartulary.status.Facts;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Writes the results of a run in another format. */
@Command(
    name = "export",
    description = {
      "Writes the results of a job's latest run for people and other programs.",
      "",
      "csv: documents, values and failures, a file each. xlsx: the same as one workbook. json: an"
          + " object a document. fhir: a bundle of FHIR R4 a clinical document. docs/export.md says"
          + " what is in them.",
      "",
      "Values that the job encrypts are written in the clear, and that they were read is an event of"
          + " the audit trail. Masked values stay masked."
    },
    exitCodeList = {
      "0:Written.",
      "1:A fault of this program, or the machine failed it.",
      "2:The job file or an option is wrong, something is there already, or the tables, the keys or"
          + " the ledger cannot be read."
    },
    footer = {
      "  cartulary export jobs/nightly-contracts.yaml --format xlsx \\",
      "      --out contracts.xlsx",
      "  cartulary export jobs/nightly-contracts.yaml --format csv --bom --out csv",
      "  cartulary export jobs/medical-records.yaml --format fhir --out bundles"
    })
final class ExportCommand extends CommandForm implements Callable<Integer> {
  private final Operations operations;
  private final Surroundings surroundings;

  @Mixin private NamedJob job;

  @Option(
      names = "--format",
      required = true,
      paramLabel = "FORMAT",
      description = "csv, xlsx, json or fhir.")
  private Format format;

  @Option(
      names = "--out",
      required = true,
      paramLabel = "PATH",
      description = {
        "A file for xlsx, else a folder; nothing may be there yet.",
        "Only its owner can read it."
      })
  private Path target;

  @Option(
      names = "--from",
      paramLabel = "FOLDER",
      description = "A copy of an output folder, in the place of the job's.")
  private @Nullable Path from;

  @Option(
      names = "--bom",
      description = "csv: begin files with the mark by which Excel knows UTF-8.")
  private boolean mark;

  @Mixin private Answer answer;

  @SuppressWarnings("NullAway.Init") // The command line library fills the fields in.
  ExportCommand(Operations operations, Surroundings surroundings) {
    this.operations = operations;
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() {
    Export export = new Export(format, target, mark);
    Books books = job.books(surroundings);
    Export.Counts counts = operations.export(books, from == null ? books.output() : from, export);
    answer.print(
        () ->
            new Facts()
                .with("documents", counts.documents())
                .with("failures", counts.failures())
                .with("written", export.target().toString()),
        out -> {
          out.println("documents  " + Words.count(counts.documents()));
          out.println("failures   " + Words.count(counts.failures()));
          out.println("written    " + export.target());
        });
    return ExitCode.OK;
  }
}
