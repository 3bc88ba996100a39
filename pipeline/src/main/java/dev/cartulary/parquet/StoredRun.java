package dev.cartulary.parquet;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.parquet.example.data.Group;

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
    Path latest = folder.resolve(OutputFolder.LATEST);
    Path tables = Files.isDirectory(latest) ? latest : folder;
    try {
      List<StoredDocument> documents = new ArrayList<>();
      for (Group row : rows(tables, Table.DOCUMENTS)) {
        Group summary = row.getGroup("summary", 0);
        documents.add(
            new StoredDocument(
                text(row, "path"),
                text(row, "document_type"),
                text(row, "model"),
                text(summary, "text")));
      }
      List<StoredValue> values = new ArrayList<>();
      for (Group row : rows(tables, Table.FIELDS)) {
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
      for (Group row : rows(tables, Table.FAILURES)) {
        failures.add(new StoredFailure(text(row, "path"), text(row, "reason")));
      }
      return new StoredRun(documents, values, failures);
    } catch (IOException e) {
      throw OutputException.of(tables, e);
    }
  }

  private static List<Group> rows(Path folder, Table<?> table) throws IOException {
    List<Path> files = TableFiles.of(folder, table);
    if (files.isEmpty()) {
      throw new OutputException(
          folder
              + " holds no table "
              + table.name()
              + "; name the output folder of a finished run, or run the job first");
    }
    List<Group> rows = new ArrayList<>();
    for (Path file : files) {
      rows.addAll(TableReader.rows(file));
    }
    return rows;
  }

  private static String text(Group row, String column) {
    return row.getString(column, 0);
  }
}
