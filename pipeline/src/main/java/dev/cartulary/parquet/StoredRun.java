package dev.cartulary.parquet;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.parquet.example.data.Group;
import org.jspecify.annotations.Nullable;

/**
 * What the tables of a finished run say of its documents, as far as values are judged by it.
 *
 * @param documents one for each document
 * @param values in the order of the table
 * @param failures one for each file that came to no record
 */
public record StoredRun(
    List<StoredDocument> documents, List<StoredValue> values, List<StoredFailure> failures) {
  public StoredRun {
    documents = List.copyOf(documents);
    values = List.copyOf(values);
    failures = List.copyOf(failures);
  }

  /**
   * A row of {@link Table#DOCUMENTS}.
   *
   * @param model fingerprint of the checkpoint
   */
  public record StoredDocument(String path, String type, String model, String summary) {
    public StoredDocument {
      requireNonNull(path, "path is null");
      requireNonNull(type, "type is null");
      requireNonNull(model, "model is null");
      requireNonNull(summary, "summary is null");
    }
  }

  /**
   * A row of {@link Table#FIELDS}.
   *
   * @param status as the table writes it
   */
  public record StoredValue(
      String path,
      String name,
      String value,
      String canonical,
      boolean grounded,
      double probability,
      String status) {
    public StoredValue {
      requireNonNull(path, "path is null");
      requireNonNull(name, "name is null");
      requireNonNull(value, "value is null");
      requireNonNull(canonical, "canonical is null");
      requireNonNull(status, "status is null");
    }
  }

  /** A row of {@link Table#FAILURES}. */
  public record StoredFailure(String path, String reason) {
    public StoredFailure {
      requireNonNull(path, "path is null");
      requireNonNull(reason, "reason is null");
    }
  }

  /**
   * Reads the tables in {@code folder}: an output folder, or the {@code latest} in it.
   *
   * @throws OutputException if the folder holds no tables, or they cannot be read
   */
  public static StoredRun read(Path folder) {
    return read(folder, null);
  }

  /**
   * Reads the tables in {@code folder}: an output folder, or the {@code latest} in it.
   *
   * @param cipher decrypts them; not needed where they are not encrypted
   * @throws OutputException if the folder holds no tables, or they cannot be read or decrypted
   */
  public static StoredRun read(Path folder, @Nullable TableCipher cipher) {
    Path tables = tables(folder);
    Set<String> runs = new HashSet<>();
    try {
      List<StoredDocument> documents = new ArrayList<>();
      for (Group row : rows(tables, cipher, runs, Table.DOCUMENTS)) {
        Group summary = row.getGroup("summary", 0);
        documents.add(
            new StoredDocument(
                text(row, "path"),
                text(row, "document_type"),
                text(row, "model"),
                text(summary, "text")));
      }
      List<StoredValue> values = new ArrayList<>();
      for (Group row : rows(tables, cipher, runs, Table.FIELDS)) {
        values.add(
            new StoredValue(
                text(row, "path"),
                text(row, "name"),
                text(row, "value"),
                text(row.getGroup("normalized", 0), "canonical"),
                row.getFieldRepetitionCount("span") > 0,
                row.getDouble("probability", 0),
                text(row, "status")));
      }
      List<StoredFailure> failures = new ArrayList<>();
      for (Group row : rows(tables, cipher, runs, Table.FAILURES)) {
        failures.add(new StoredFailure(text(row, "path"), text(row, "reason")));
      }
      if (runs.size() > 1) {
        throw new OutputException(
            tables + " holds files of several runs: somebody put them there; run the job again");
      }
      return new StoredRun(documents, values, failures);
    } catch (IOException e) {
      throw OutputException.of(tables, e);
    }
  }

  /** The rows of a table's files, whose runs are added to {@code runs}. */
  private static List<Group> rows(
      Path folder, @Nullable TableCipher cipher, Set<String> runs, Table<?> table)
      throws IOException {
    List<Group> rows = new ArrayList<>();
    for (Path file : files(folder, table)) {
      TableReader.Rows read = TableReader.rows(file, cipher);
      rows.addAll(read.groups());
      runs.add(read.run());
    }
    return rows;
  }

  /** Where the tables are: {@code folder}, or the {@code latest} in it. */
  static Path tables(Path folder) {
    Path latest = folder.resolve(OutputFolder.LATEST);
    return Files.isDirectory(latest) ? latest : folder;
  }

  /**
   * The files of a table, in the order of their names.
   *
   * @throws OutputException if there are none
   */
  static List<Path> files(Path folder, Table<?> table) throws IOException {
    List<Path> files = TableFiles.of(folder, table);
    if (files.isEmpty()) {
      throw new OutputException(
          folder
              + " holds no table "
              + table.name()
              + "; name the output folder of a finished run, or run the job first");
    }
    return files;
  }

  private static String text(Group row, String column) {
    return row.getString(column, 0);
  }
}
