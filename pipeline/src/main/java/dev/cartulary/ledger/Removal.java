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
   * Removes all rows, in one transaction with the events: one for each document of which there was
   * anything, or whose bar is another now.
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
          Set<DocumentId> changed = changed(connection, documents, barred);
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
              changed.stream()
                  .map(document -> new AuditEvent.DocumentPurged(document, barred))
                  .toList());
          return removed;
        });
  }

  /** Documents that are not yet as a removal leaves them. */
  private static Set<DocumentId> changed(
      Connection connection, Set<DocumentId> documents, boolean barred) throws SQLException {
    SortedSet<DocumentId> there = new TreeSet<>();
    for (String table : tables(connection)) {
      for (String column : List.of(ID, PARENT)) {
        if (tables(connection, column).contains(table)) {
          there.addAll(named(connection, column, table, documents));
        }
      }
    }
    Set<DocumentId> before = named(connection, ID, BARRED, documents);
    for (DocumentId document : documents) {
      if (before.contains(document) != barred) {
        there.add(document);
      }
    }
    return there;
  }

  private static Set<DocumentId> named(
      Connection connection, String column, String table, Set<DocumentId> documents)
      throws SQLException {
    String sql = "SELECT DISTINCT " + column + " FROM " + table + " WHERE " + column + " = ANY (?)";
    try (PreparedStatement select = filled(connection, sql, documents)) {
      return DocumentSearch.ids(select);
    }
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

  static Array array(Connection connection, Collection<DocumentId> documents) throws SQLException {
    return connection.createArrayOf(
        "VARCHAR", documents.stream().map(DocumentId::sha256).toArray(String[]::new));
  }
}
