package dev.cartulary.parquet;

import dev.cartulary.document.DocumentId;
import dev.cartulary.report.ReportRemoval;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.parquet.example.data.Group;
import org.jspecify.annotations.Nullable;

/**
 * The tables of a run without the rows of some documents: those under the documents' ids, those of
 * what lies inside of them there, and whatever has the path of either. Where names are hidden one
 * document can have the same path twice; its values stay as long as one of the two stays. The same
 * goes for the rows and pages of the run's report.
 */
public final class Rewriting {
  private final Path tables;
  private final @Nullable TableCipher cipher;
  private final Set<String> documents;

  /** Paths, in this run, of files and parts whose rows go. */
  private final Set<String> paths = new HashSet<>();

  /** Those of them that a row that stays has, too. */
  private final Set<String> shared = new HashSet<>();

  private Rewriting(Path tables, @Nullable TableCipher cipher, Set<DocumentId> documents) {
    this.tables = tables;
    this.cipher = cipher;
    this.documents = documents.stream().map(DocumentId::sha256).collect(Collectors.toSet());
  }

  /** How many rows of {@link OutputFolder#PAGES} are about the documents. */
  private static final String REPORT_ROWS = "report";

  /**
   * How many rows of each table, and of the report, are about the documents, by the table's name.
   *
   * @param tables a folder with the files of tables; none of them, or no folder, is no row
   * @param cipher decrypts them; not needed where they are not encrypted
   * @throws OutputException if a file cannot be read
   */
  public static SortedMap<String, Long> rows(
      Path tables, @Nullable TableCipher cipher, Set<DocumentId> documents) {
    SortedMap<String, Long> rows = new TreeMap<>();
    Rewriting rewriting = new Rewriting(tables, cipher, documents);
    try {
      rewriting.findPaths();
      for (Table<?> table : Table.ALL) {
        rows.put(table.name(), 0L);
        for (Path file : TableFiles.of(tables, table)) {
          TableReader.read(
              file,
              cipher,
              row -> rows.merge(table.name(), rewriting.goes(row) ? 1L : 0L, Long::sum));
        }
      }
      rows.put(
          REPORT_ROWS, ReportRemoval.rows(tables.resolve(OutputFolder.PAGES), rewriting::goes));
      return rows;
    } catch (IOException e) {
      throw OutputException.of(tables, e);
    }
  }

  /**
   * Makes the finished run of a folder visible without the documents, in one step.
   *
   * @throws OutputException if it cannot be read or written; it is then as it was before
   */
  public static void of(
      OutputFolder output, @Nullable TableCipher cipher, Set<DocumentId> documents) {
    Rewriting rewriting = new Rewriting(output.latest(), cipher, documents);
    try {
      rewriting.findPaths();
      for (Table<?> table : Table.ALL) {
        for (Path file : TableFiles.of(output.latest(), table)) {
          rewriting.copy(table, file, output.partial().resolve(file.getFileName()));
        }
      }
      ReportRemoval.copy(
          output.latest().resolve(OutputFolder.PAGES),
          output.partial().resolve(OutputFolder.PAGES),
          rewriting::goes);
      // They count and sum, and name no document.
      for (String name : List.of(OutputFolder.PAGE, OutputFolder.REPORT)) {
        Path kept = output.latest().resolve(name);
        if (Files.exists(kept)) {
          Files.copy(kept, output.partial().resolve(name));
        }
      }
    } catch (IOException e) {
      throw OutputException.of(output.latest(), e);
    }
    output.commit();
  }

  private void copy(Table<?> table, Path from, Path to) throws IOException {
    TableCopy.write(table, from, cipher, row -> !goes(row), to);
  }

  private void findPaths() throws IOException {
    for (Table<?> table : List.of(Table.DOCUMENTS, Table.FAILURES)) {
      for (Path file : TableFiles.of(tables, table)) {
        TableReader.read(
            file,
            cipher,
            row -> {
              if (isNamed(row)) {
                paths.add(row.getString("path", 0));
              }
            });
      }
    }
    for (Table<?> table : List.of(Table.DOCUMENTS, Table.FAILURES)) {
      for (Path file : TableFiles.of(tables, table)) {
        TableReader.read(
            file,
            cipher,
            row -> {
              if (!isNamed(row) && paths.contains(row.getString("path", 0))) {
                shared.add(row.getString("path", 0));
              }
            });
      }
    }
  }

  private boolean goes(Group row) {
    return goes(text(row, "document_id"), text(row, "parent_id"), row.getString("path", 0));
  }

  private boolean goes(@Nullable String id, @Nullable String parent, String path) {
    if (names(id) || names(parent)) {
      return true;
    }
    if (paths.contains(path)) {
      return !shared.contains(path);
    }
    for (int end = path.lastIndexOf('/'); end > 0; end = path.lastIndexOf('/', end - 1)) {
      if (paths.contains(path.substring(0, end))) {
        return true;
      }
    }
    return false;
  }

  private boolean isNamed(Group row) {
    return names(text(row, "document_id")) || names(text(row, "parent_id"));
  }

  private boolean names(@Nullable String id) {
    return id != null && documents.contains(id);
  }

  private static @Nullable String text(Group row, String column) {
    return row.getType().containsField(column) && row.getFieldRepetitionCount(column) > 0
        ? row.getString(column, 0)
        : null;
  }
}
