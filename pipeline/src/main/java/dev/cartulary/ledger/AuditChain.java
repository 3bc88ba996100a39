package dev.cartulary.ledger;

import dev.cartulary.audit.Actor;
import dev.cartulary.audit.AuditEvent;
import dev.cartulary.audit.AuditHead;
import dev.cartulary.audit.AuditLink;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Adds audit events to their chain. Those of several writers, also in other processes, form one
 * without gaps: who adds to it holds the row of its head until the end of the transaction.
 */
record AuditChain(Clock clock, Actor actor) {
  /**
   * Adds events in the caller's transaction; to be called last, for it makes other writers wait.
   */
  void append(Connection connection, List<? extends AuditEvent> events) throws SQLException {
    if (events.isEmpty()) {
      return;
    }
    AuditHead head = head(connection, " FOR UPDATE");
    if (head == null) {
      throw new LedgerException(
          "the ledger's audit trail has lost its head; see cartulary audit verify, and restore the"
              + " ledger from a backup");
    }
    try (PreparedStatement insert =
        connection.prepareStatement(
            "INSERT INTO audit_event (sequence, event, hash) VALUES (?, ?, ?)")) {
      for (AuditEvent event : events) {
        AuditLink link = AuditLink.after(head, clock.instant(), actor, event);
        insert.setLong(1, link.sequence());
        insert.setString(2, link.event());
        insert.setString(3, link.hash());
        insert.addBatch();
        head = link.head();
      }
      insert.executeBatch();
    }
    try (PreparedStatement update =
        connection.prepareStatement("UPDATE audit_head SET sequence = ?, hash = ? WHERE id = 1")) {
      update.setLong(1, head.sequence());
      update.setString(2, head.hash());
      update.executeUpdate();
    }
  }

  /** The last event; null where it is lost. */
  static @Nullable AuditHead head(Connection connection, String lock) throws SQLException {
    try (PreparedStatement select =
            connection.prepareStatement(
                "SELECT sequence, hash FROM audit_head WHERE id = 1" + lock);
        ResultSet row = select.executeQuery()) {
      if (!row.next() || row.getLong(1) < 0 || !row.getString(2).matches("[0-9a-f]{64}")) {
        return null;
      }
      return new AuditHead(row.getLong(1), row.getString(2));
    }
  }
}
