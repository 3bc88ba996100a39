package dev.cartulary.parquet;

import dev.cartulary.document.DocumentId;
import dev.cartulary.field.Field;
import dev.cartulary.outcome.Failure;
import dev.cartulary.outcome.Summary;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.parquet.example.data.Group;
import org.jspecify.annotations.Nullable;

/**
 * The documents, values and failures of a finished run, decrypted, one after the other: of a run of
 * any size one document is in memory.
 */
public final class DeliveredRun {
  private final Path tables;
  private final @Nullable TableCipher cipher;

  private DeliveredRun(Path tables, @Nullable TableCipher cipher) {
    this.tables = tables;
    this.cipher = cipher;
  }

  /**
   * The run in {@code folder}: an output folder, or the {@code latest} in it.
   *
   * @param cipher decrypts the tables; not needed where they are not encrypted
   */
  public static DeliveredRun in(Path folder, @Nullable TableCipher cipher) {
    return new DeliveredRun(StoredRun.tables(folder), cipher);
  }

  /** The folder of the tables. */
  public Path folder() {
    return tables;
  }

  /** How many documents there are; no row is read. */
  public long documentCount() {
    return count(Table.DOCUMENTS);
  }

  /** How many failures there are; no row is read. */
  public long failureCount() {
    return count(Table.FAILURES);
  }

  private long count(Table<?> table) {
    long count = 0;
    for (Path file : files(table)) {
      try {
        count += TableReader.count(file, cipher);
      } catch (IOException e) {
        throw OutputException.of(file, e);
      }
    }
    return count;
  }

  /** The names of all fields, in the order in which documents have them. */
  public List<String> fieldNames() {
    Set<String> names = new LinkedHashSet<>();
    for (Path file : files(Table.FIELDS)) {
      try (TableCursor rows = TableCursor.open(file, cipher, Set.of("name"))) {
        for (Group row = rows.next(); row != null; row = rows.next()) {
          names.add(Cells.text(row, "name"));
        }
      } catch (IOException e) {
        throw OutputException.of(file, e);
      }
    }
    return List.copyOf(names);
  }

  /** Gives the documents in the order of the tables, each with all its values. */
  public void documents(Consumer<DeliveredDocument> to) {
    List<Path> documents = files(Table.DOCUMENTS);
    List<Path> fields = files(Table.FIELDS);
    if (documents.size() != fields.size()) {
      throw mixed();
    }
    for (int i = 0; i < documents.size(); i++) {
      shard(documents.get(i), fields.get(i), to);
    }
  }

  /** Both files of a shard have their rows in the order of the documents. */
  private void shard(Path documents, Path fields, Consumer<DeliveredDocument> to) {
    try (TableCursor rows = TableCursor.open(documents, cipher);
        TableCursor values = TableCursor.open(fields, cipher)) {
      Group value = values.next();
      for (Group row = rows.next(); row != null; row = rows.next()) {
        List<Field> found = new ArrayList<>();
        while (value != null && Cells.text(value, "path").equals(Cells.text(row, "path"))) {
          if (!sameOrigin(row, value)) {
            throw mixed();
          }
          found.add(Cells.field(value, cipher, tables));
          value = values.next();
        }
        to.accept(document(row, found));
      }
      if (value != null) {
        throw mixed();
      }
    } catch (IOException e) {
      throw OutputException.of(documents, e);
    }
  }

  private static boolean sameOrigin(Group row, Group value) {
    return Cells.text(row, "document_id").equals(Cells.text(value, "document_id"))
        && Cells.text(row, "run_id").equals(Cells.text(value, "run_id"));
  }

  private OutputException mixed() {
    return new OutputException(
        tables
            + " holds tables that do not belong together: somebody put files there; run the job"
            + " again");
  }

  private static DeliveredDocument document(Group row, List<Field> fields) {
    Group summary = row.getGroup("summary", 0);
    return new DeliveredDocument(
        Cells.text(row, "run_id"),
        new DocumentId(Cells.text(row, "document_id")),
        Cells.text(row, "path"),
        Cells.id(row, "parent_id"),
        Cells.text(row, "media_type"),
        Cells.text(row, "document_type"),
        Cells.text(row, "model"),
        row.getInteger("pages", 0),
        row.getInteger("characters", 0),
        new Summary(
            Cells.constant(Summary.Kind.class, Cells.text(summary, "kind")),
            Cells.text(summary, "text"),
            List.of()),
        Instant.EPOCH.plus(
            Duration.ofNanos(Math.multiplyExact(row.getLong("finished_at", 0), 1_000L))),
        fields);
  }

  /** Gives the failures in the order of the table. */
  public void failures(Consumer<Failure> to) {
    for (Path file : files(Table.FAILURES)) {
      try (TableCursor rows = TableCursor.open(file, cipher)) {
        for (Group row = rows.next(); row != null; row = rows.next()) {
          to.accept(Cells.failure(row));
        }
      } catch (IOException e) {
        throw OutputException.of(file, e);
      }
    }
  }

  private List<Path> files(Table<?> table) {
    try {
      return StoredRun.files(tables, table);
    } catch (IOException e) {
      throw OutputException.of(tables, e);
    }
  }
}
