package dev.cartulary.ledger;

import dev.cartulary.completion.Completion;
import dev.cartulary.document.DocumentId;
import dev.cartulary.reading.CompletionStore;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The finished inferences. */
final class CompletionTable implements CompletionStore {
  private final Database database;
  private final Payloads payloads;
  private final Clock clock;

  CompletionTable(Database database, Payloads payloads, Clock clock) {
    this.database = database;
    this.payloads = payloads;
    this.clock = clock;
  }

  @Override
  public Map<String, Completion> findAll(DocumentId document, Collection<String> keys) {
    if (keys.isEmpty()) {
      return Map.of();
    }
    Map<String, Completion> found =
        database.look("looking up completions", keys, connection -> found(connection, keys));
    for (String key : found.keySet()) {
      database
          .behind()
          .push(
              new WriteBehind.Write(
                  key,
                  "noting a document's completions",
                  connection -> {
                    claim(connection, document, key);
                    return List.of();
                  }));
    }
    return found;
  }

  private Map<String, Completion> found(Connection connection, Collection<String> keys)
      throws SQLException {
    Map<String, Completion> found = new HashMap<>();
    try (PreparedStatement select =
        connection.prepareStatement(
            "SELECT completion_key, payload FROM completion WHERE completion_key = ANY (?)")) {
      select.setArray(1, connection.createArrayOf("VARCHAR", keys.toArray(new String[0])));
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          String key = rows.getString(1);
          found.put(key, payloads.read(rows.getBytes(2), Completion.class, "completion", key));
        }
      }
    }
    return found;
  }

  @Override
  public void store(DocumentId document, String key, Completion completion) {
    store(document, key, completion, false);
  }

  @Override
  public void replace(DocumentId document, String key, Completion completion) {
    store(document, key, completion, true);
  }

  private void store(DocumentId document, String key, Completion completion, boolean anew) {
    Timestamp now = Timestamp.from(clock.instant());
    database
        .behind()
        .push(
            new WriteBehind.Write(
                key,
                "storing a completion",
                connection -> {
                  if (anew) {
                    delete(connection, key);
                  }
                  insert(connection, key, completion, now);
                  claim(connection, document, key);
                  return List.of();
                }));
  }

  private void insert(Connection connection, String key, Completion completion, Timestamp now)
      throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            "INSERT INTO completion (completion_key, payload, stored_at) VALUES (?, ?, ?) ON CONFLICT DO NOTHING")) {
      insert.setString(1, key);
      insert.setBytes(2, payloads.write(completion, "completion", key));
      insert.setTimestamp(3, now);
      insert.executeUpdate();
    }
  }

  private static void claim(Connection connection, DocumentId document, String key)
      throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            "INSERT INTO document_completion (document_id, completion_key) VALUES (?, ?) ON CONFLICT DO NOTHING")) {
      insert.setString(1, document.sha256());
      insert.setString(2, key);
      insert.executeUpdate();
    }
  }

  private static void delete(Connection connection, String key) throws SQLException {
    try (PreparedStatement delete =
        connection.prepareStatement("DELETE FROM completion WHERE completion_key = ?")) {
      delete.setString(1, key);
      delete.executeUpdate();
    }
  }
}
