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
import java.util.Map;
import java.util.TreeSet;

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
  public void claim(DocumentId document, Collection<String> keys) {
    if (keys.isEmpty()) {
      return;
    }
    database.transaction(
        "noting a document's completions",
        connection -> {
          try (PreparedStatement insert =
              connection.prepareStatement(
                  "INSERT INTO document_completion (document_id, completion_key) VALUES (?, ?) ON CONFLICT DO NOTHING")) {
            for (String key : new TreeSet<>(keys)) {
              insert.setString(1, document.sha256());
              insert.setString(2, key);
              insert.addBatch();
            }
            return insert.executeBatch().length;
          }
        });
  }

  @Override
  public Map<String, Completion> findAll(Collection<String> keys) {
    if (keys.isEmpty()) {
      return Map.of();
    }
    return database.transaction(
        "looking up completions",
        connection -> {
          Map<String, Completion> found = new HashMap<>();
          try (PreparedStatement select =
              connection.prepareStatement(
                  "SELECT completion_key, payload FROM completion WHERE completion_key = ANY (?)")) {
            select.setArray(1, connection.createArrayOf("VARCHAR", keys.toArray(new String[0])));
            try (ResultSet rows = select.executeQuery()) {
              while (rows.next()) {
                String key = rows.getString(1);
                found.put(
                    key, payloads.read(rows.getBytes(2), Completion.class, "completion", key));
              }
            }
          }
          return found;
        });
  }

  @Override
  public void store(Map<String, Completion> completions) {
    store(completions, false);
  }

  @Override
  public void replace(Map<String, Completion> completions) {
    store(completions, true);
  }

  private void store(Map<String, Completion> completions, boolean anew) {
    Timestamp now = Timestamp.from(clock.instant());
    database.transaction(
        "storing completions",
        connection -> {
          if (anew) {
            delete(connection, completions.keySet());
          }
          try (PreparedStatement insert =
              connection.prepareStatement(
                  "INSERT INTO completion (completion_key, payload, stored_at) VALUES (?, ?, ?) ON CONFLICT DO NOTHING")) {
            for (Map.Entry<String, Completion> entry : completions.entrySet()) {
              insert.setString(1, entry.getKey());
              insert.setBytes(2, payloads.write(entry.getValue(), "completion", entry.getKey()));
              insert.setTimestamp(3, now);
              insert.addBatch();
            }
            return insert.executeBatch().length;
          }
        });
  }

  private static void delete(Connection connection, Collection<String> keys) throws SQLException {
    try (PreparedStatement delete =
        connection.prepareStatement("DELETE FROM completion WHERE completion_key = ANY (?)")) {
      delete.setArray(1, connection.createArrayOf("VARCHAR", keys.toArray(new String[0])));
      delete.executeUpdate();
    }
  }
}
