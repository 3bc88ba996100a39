package dev.cartulary.export;

import static java.util.Objects.requireNonNull;

import dev.cartulary.access.OwnerOnly;
import dev.cartulary.bundle.BundleFolder;
import dev.cartulary.parquet.DeliveredRun;
import dev.cartulary.parquet.OutputFolder;
import dev.cartulary.report.ReportFolder;
import dev.cartulary.scratch.ScratchFolder;
import dev.cartulary.sheet.CsvFile;
import dev.cartulary.sheet.Sheet;
import dev.cartulary.sheet.Sheets;
import dev.cartulary.spreadsheet.WorkbookFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * An export as somebody asked for it.
 *
 * @param target a file for {@link Format#XLSX}, else a folder; nothing may be there
 * @param mark whether files of {@link Format#CSV} begin with a byte order mark
 */
public record Export(Format format, Path target, boolean mark) {
  private static final String WORKBOOK = ".xlsx";

  public Export {
    requireNonNull(format, "format is null");
    target = target.toAbsolutePath().normalize();
    boolean isFile = target.toString().endsWith(WORKBOOK);
    if (isFile != (format == Format.XLSX)) {
      throw new ExportException(
          format == Format.XLSX
              ? target + " is no name of a workbook; write one that ends in .xlsx"
              : target + " is the name of a workbook; name a folder");
    }
  }

  /** What an export holds. */
  public record Counts(long documents, long failures) {}

  /**
   * Writes it.
   *
   * @throws ExportException if something is there already, or it cannot be written
   */
  public Counts write(DeliveredRun run) {
    Path folder = target.getParent();
    if (folder == null || Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
      throw new ExportException(
          target + " is there already; take it away, or name another place with --out");
    }
    if (format == Format.FHIR && !BundleFolder.holdsAnyOf(run.fieldNames())) {
      throw new ExportException(
          "the fields of "
              + run.folder()
              + " mean nothing that FHIR has a resource for; docs/export.md lists the names it"
              + " knows; csv, xlsx and json take any fields");
    }
    Path partial = folder.resolve("." + target.getFileName() + ".partial");
    try {
      OwnerOnly.folders(folder);
      ScratchFolder.delete(partial);
      OwnerOnly.folder(partial);
      try {
        Path whole = fill(partial, run);
        Files.move(whole, target, StandardCopyOption.ATOMIC_MOVE);
        return new Counts(run.documentCount(), run.failureCount());
      } finally {
        ScratchFolder.delete(partial);
      }
    } catch (IOException e) {
      throw ExportException.of(target, e);
    } catch (UncheckedIOException e) {
      throw ExportException.of(
          target, requireNonNull(e.getCause(), "it has a cause by its definition"));
    }
  }

  /** Writes into {@code partial}, and gives what is to be moved into place. */
  private Path fill(Path partial, DeliveredRun run) throws IOException {
    switch (format) {
      case CSV -> {
        for (Sheet sheet : Sheets.of(run, Sheets.Pages.NONE)) {
          CsvFile.write(sheet, partial.resolve(sheet.name() + ".csv"), mark);
        }
      }
      case XLSX -> {
        Path file = partial.resolve(target.getFileName());
        WorkbookFile.write(Sheets.of(run, pages(run)), file);
        return file;
      }
      case JSON -> {
        JsonFiles.documents(run, partial.resolve("documents.json"));
        JsonFiles.failures(run, partial.resolve("failures.json"));
      }
      case FHIR -> {
        BundleFolder.write(run, partial);
        JsonFiles.failures(run, partial.resolve("failures.json"));
      }
    }
    return partial;
  }

  /** The pages of the run's report, from where the workbook will lie; both can move together. */
  private Sheets.Pages pages(DeliveredRun run) throws IOException {
    Path report = run.folder().toAbsolutePath().normalize().resolve(OutputFolder.PAGES);
    Path home = requireNonNull(target.getParent(), "a file lies in a folder");
    Map<String, String> pages = ReportFolder.pages(report);
    String folder = escaped(home.relativize(report));
    return path -> {
      String page = pages.get(path);
      return page == null ? null : folder + "/" + page;
    };
  }

  /** As an address: names of folders may hold anything. */
  private static String escaped(Path path) {
    List<String> names = new ArrayList<>();
    path.forEach(
        name ->
            names.add(
                URLEncoder.encode(name.toString(), StandardCharsets.UTF_8).replace("+", "%20")));
    return String.join("/", names);
  }
}
