package dev.cartulary.ledger;

import dev.cartulary.audit.AuditEvent;
import dev.cartulary.document.DocumentId;
import dev.cartulary.outcome.DocumentRecord;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Removes documents from every table that names them. Finds those tables by their columns, so that
 * none can be forgotten: {@code document_id} and {@code parent_id} mean a document wherever they
 * stand.
 */
public final class Removal {
  private static final String ID = "document_id";
  private static final String PARENT = "parent_id";

  /** Holds nothing but the ids of what was removed. */
  private static final String BARRED = "barred_document";

  /** Completions that no document needs but those in the array. */
  private static final String OWN_COMPLETIONS =
      "completion WHERE NOT EXISTS (SELECT 1 FROM document_completion l WHERE l.completion_key ="
          + " completion.completion_key AND NOT (l.document_id = ANY (?)))";

  private final Database database;
  private final Payloads payloads;
  private final Clock clock;
  private final AuditTrail audit;

  Removal(Database database, Payloads payloads, Clock clock, AuditTrail audit) {
    this.database = database;
    this.payloads = payloads;
    this.clock = clock;
    this.audit = audit;
  }

  /**
   * The documents that were last read before {@code then}: whose records were finished, or, where
   * there is none, which failed or were begun.
   */
  public SortedSet<DocumentId> olderThan(Instant then) {
    return database.transaction(
        "looking for old documents",
        connection -> {
          String none = " AND NOT EXISTS (SELECT 1 FROM document d WHERE d.document_id = ";
          SortedSet<DocumentId> old = new TreeSet<>();
          for (String sql :
              List.of(
                  "SELECT document_id FROM document GROUP BY document_id HAVING max(finished_at) < ?",
                  "SELECT f.document_id FROM run_failure f JOIN run r ON r.id = f.run_id WHERE"
                      + " f.document_id IS NOT NULL"
                      + none
                      + "f.document_id) GROUP BY f.document_id HAVING max(r.started_at) < ?",
                  "SELECT l.document_id FROM document_completion l JOIN completion c ON"
                      + " c.completion_key = l.completion_key WHERE NOT EXISTS (SELECT 1 FROM"
                      + " run_failure f WHERE f.document_id = l.document_id)"
                      + none
                      + "l.document_id) GROUP BY l.document_id HAVING max(c.stored_at) < ?")) {
            try (PreparedStatement select = connection.prepareStatement(sql)) {
              select.setTimestamp(1, Timestamp.from(then));
              old.addAll(ids(select));
            }
          }
          return old;
        });
  }

  /**
   * The documents with all that lie inside of them and nowhere else.
   *
   * @return the same and more
   */
  public SortedSet<DocumentId> withParts(Collection<DocumentId> documents) {
    return database.transaction(
        "looking for documents inside of others",
        connection -> {
          SortedSet<DocumentId> all = new TreeSet<>(documents);
          for (boolean grown = true; grown; ) {
            String noted =
                "(SELECT document_id, parent_id FROM run_document UNION SELECT document_id,"
                    + " parent_id FROM run_failure)";
            try (PreparedStatement select =
                connection.prepareStatement(
                    "SELECT DISTINCT p.document_id FROM "
                        + noted
                        + " p WHERE p.document_id IS NOT NULL AND p.parent_id = ANY (?) AND NOT"
                        + " EXISTS (SELECT 1 FROM "
                        + noted
                        + " o WHERE o.document_id = p.document_id AND (o.parent_id IS NULL OR NOT"
                        + " (o.parent_id = ANY (?))))")) {
              select.setArray(1, array(connection, all));
              select.setArray(2, array(connection, all));
              grown = all.addAll(ids(select));
            }
          }
          return all;
        });
  }

  /** Where runs that met the documents have put their tables. */
  public SortedSet<String> outputs(Set<DocumentId> documents) {
    return database.transaction(
        "looking for output folders",
        connection -> {
          SortedSet<String> outputs = new TreeSet<>();
          for (String table : List.of("run_document", "run_failure")) {
            try (PreparedStatement select =
                connection.prepareStatement(
                    "SELECT DISTINCT r.output FROM run r JOIN "
                        + table
                        + " t ON t.run_id = r.id WHERE r.output IS NOT NULL AND (t.document_id ="
                        + " ANY (?) OR t.parent_id = ANY (?))")) {
              select.setArray(1, array(connection, documents));
              select.setArray(2, array(connection, documents));
              try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                  outputs.add(rows.getString(1));
                }
              }
            }
          }
          return outputs;
        });
  }

  /** Rows of each table that are about the documents; completions that only they need. */
  public SortedMap<String, Long> rows(Set<DocumentId> documents) {
    return database.transaction(
        "counting rows",
        connection -> {
          SortedMap<String, Long> counts = new TreeMap<>();
          for (String table : tables(connection)) {
            String where = " WHERE " + condition(connection, table);
            counts.put(
                table, count(connection, "SELECT count(*) FROM " + table + where, documents));
          }
          counts.put(
              "completion",
              count(connection, "SELECT count(*) FROM " + OWN_COMPLETIONS, documents));
          return counts;
        });
  }

  /**
   * Removes all rows, in one transaction with the events.
   *
   * @param barred whether the documents may not be read again
   * @param filesBefore removes the notes of files that could not even be read in runs before then,
   *     too; null to leave them
   * @return removed rows of each table
   */
  public SortedMap<String, Long> remove(
      Set<DocumentId> documents, boolean barred, @Nullable Instant filesBefore) {
    return database.transaction(
        "removing documents",
        connection -> {
          SortedMap<String, Long> removed = new TreeMap<>();
          forgetInHolders(connection, documents);
          removeBelow(connection, documents);
          for (String table : tables(connection)) {
            String delete = "DELETE FROM " + table + " WHERE " + condition(connection, table);
            removed.put(table, update(connection, delete, documents));
          }
          removed.put(
              "completion", update(connection, "DELETE FROM " + OWN_COMPLETIONS, documents));
          if (filesBefore != null) {
            try (PreparedStatement delete =
                connection.prepareStatement(
                    "DELETE FROM run_failure WHERE document_id IS NULL AND run_id IN (SELECT id"
                        + " FROM run WHERE started_at < ?)")) {
              delete.setTimestamp(1, Timestamp.from(filesBefore));
              removed.merge("run_failure", (long) delete.executeUpdate(), Long::sum);
            }
          }
          update(connection, "DELETE FROM " + BARRED + " WHERE document_id = ANY (?)", documents);
          if (barred) {
            bar(connection, documents);
          }
          audit.append(
              connection,
              documents.stream()
                  .map(document -> new AuditEvent.DocumentPurged(document, barred))
                  .toList());
          return removed;
        });
  }

  private void bar(Connection connection, Set<DocumentId> documents) throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            "INSERT INTO " + BARRED + " (document_id, purged_at) VALUES (?, ?)")) {
      for (DocumentId document : documents) {
        insert.setString(1, document.sha256());
        insert.setTimestamp(2, Timestamp.from(clock.instant()));
        insert.addBatch();
      }
      insert.executeBatch();
    }
  }

  /** What lies deeper has the paths of its holders in its own, whatever becomes of it elsewhere. */
  private static void removeBelow(Connection connection, Set<DocumentId> documents)
      throws SQLException {
    for (String table : List.of("run_document", "run_failure")) {
      update(
          connection,
          "DELETE FROM "
              + table
              + " WHERE parent_id IS NOT NULL AND EXISTS (SELECT 1 FROM (SELECT run_id, path FROM"
              + " run_document WHERE document_id = ANY (?) OR parent_id = ANY (?) UNION SELECT run_id,"
              + " path FROM run_failure WHERE document_id = ANY (?) OR parent_id = ANY (?)) h WHERE"
              + " h.run_id = "
              + table
              + ".run_id AND substring("
              + table
              + ".path FROM 1 FOR char_length(h.path) + 1) = h.path || '/')",
          documents);
    }
  }

  /** A message or archive that stays says no more which of the documents it holds. */
  private void forgetInHolders(Connection connection, Set<DocumentId> documents)
      throws SQLException {
    try (PreparedStatement select =
            connection.prepareStatement(
                "SELECT document_id, work, payload FROM document WHERE document_id IN (SELECT"
                    + " parent_id FROM run_document WHERE document_id = ANY (?) UNION SELECT"
                    + " parent_id FROM run_failure WHERE document_id = ANY (?)) AND NOT"
                    + " (document_id = ANY (?))");
        PreparedStatement update =
            connection.prepareStatement(
                "UPDATE document SET payload = ? WHERE document_id = ? AND work = ?")) {
      for (int i = 1; i <= 3; i++) {
        select.setArray(i, array(connection, documents));
      }
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          String id = rows.getString(1);
          String work = rows.getString(2);
          DocumentRecord holder =
              payloads.read(rows.getBytes(3), DocumentRecord.class, DocumentTable.NAME, id, work);
          update.setBytes(
              1, payloads.write(holder.withoutParts(documents), DocumentTable.NAME, id, work));
          update.setString(2, id);
          update.setString(3, work);
          update.executeUpdate();
        }
      }
    }
  }

  /** Tables about documents; those that others refer to last. */
  private static List<String> tables(Connection connection) throws SQLException {
    SortedSet<String> tables = new TreeSet<>();
    for (String column : List.of(ID, PARENT)) {
      tables.addAll(tables(connection, column));
    }
    tables.remove(BARRED);
    return tables.stream()
        .sorted((a, b) -> Boolean.compare(a.equals("document"), b.equals("document")))
        .toList();
  }

  private static SortedSet<String> tables(Connection connection, String column)
      throws SQLException {
    SortedSet<String> tables = new TreeSet<>();
    try (ResultSet columns =
        connection.getMetaData().getColumns(null, connection.getSchema(), "%", column)) {
      while (columns.next()) {
        // "_" stands for any character in the pattern.
        if (columns.getString("COLUMN_NAME").equals(column)) {
          tables.add(columns.getString("TABLE_NAME"));
        }
      }
    }
    // Views hold nothing of their own.
    try (ResultSet views =
        connection
            .getMetaData()
            .getTables(null, connection.getSchema(), "%", new String[] {"VIEW"})) {
      while (views.next()) {
        tables.remove(views.getString("TABLE_NAME"));
      }
    }
    return tables;
  }

  private static String condition(Connection connection, String table) throws SQLException {
    boolean id = tables(connection, ID).contains(table);
    boolean parent = tables(connection, PARENT).contains(table);
    return (id ? ID + " = ANY (?)" : "")
        + (id && parent ? " OR " : "")
        + (parent ? PARENT + " = ANY (?)" : "");
  }

  private static long count(Connection connection, String sql, Set<DocumentId> documents)
      throws SQLException {
    try (PreparedStatement select = filled(connection, sql, documents);
        ResultSet rows = select.executeQuery()) {
      rows.next();
      return rows.getLong(1);
    }
  }

  private static long update(Connection connection, String sql, Set<DocumentId> documents)
      throws SQLException {
    try (PreparedStatement update = filled(connection, sql, documents)) {
      return update.executeUpdate();
    }
  }

  /** Every parameter is the array of the documents. */
  private static PreparedStatement filled(
      Connection connection, String sql, Set<DocumentId> documents) throws SQLException {
    PreparedStatement statement = connection.prepareStatement(sql);
    for (int i = 1; i <= sql.chars().filter(c -> c == '?').count(); i++) {
      statement.setArray(i, array(connection, documents));
    }
    return statement;
  }

  private static Array array(Connection connection, Collection<DocumentId> documents)
      throws SQLException {
    return connection.createArrayOf(
        "VARCHAR", documents.stream().map(DocumentId::sha256).toArray(String[]::new));
  }

  private static Set<DocumentId> ids(PreparedStatement select) throws SQLException {
    Set<DocumentId> ids = new TreeSet<>();
    try (ResultSet rows = select.executeQuery()) {
      while (rows.next()) {
        ids.add(new DocumentId(rows.getString(1)));
      }
    }
    return ids;
  }
}
