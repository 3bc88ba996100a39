package dev.cartulary.ledger;

import dev.cartulary.document.DocumentId;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/** Finds documents in the ledger that are to be removed, and where else their rows are. */
public final class DocumentSearch {
  private final Database database;

  DocumentSearch(Database database) {
    this.database = database;
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
              select.setArray(1, Removal.array(connection, all));
              select.setArray(2, Removal.array(connection, all));
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
              select.setArray(1, Removal.array(connection, documents));
              select.setArray(2, Removal.array(connection, documents));
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

  static Set<DocumentId> ids(PreparedStatement select) throws SQLException {
    Set<DocumentId> ids = new TreeSet<>();
    try (ResultSet rows = select.executeQuery()) {
      while (rows.next()) {
        ids.add(new DocumentId(rows.getString(1)));
      }
    }
    return ids;
  }
}
