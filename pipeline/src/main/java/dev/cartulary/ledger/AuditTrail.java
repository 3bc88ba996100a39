package dev.cartulary.ledger;

import dev.cartulary.audit.AuditEvent;
import dev.cartulary.audit.AuditHead;
import dev.cartulary.audit.AuditLink;
import dev.cartulary.audit.AuditVerdict;
import dev.cartulary.audit.ChainCheck;
import dev.cartulary.audit.KeptHead;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The audit events. */
public final class AuditTrail {
  private static final int PAGE = 1_000;

  private final Database database;
  private final AuditChain chain;

  AuditTrail(Database database, AuditChain chain) {
    this.database = database;
    this.chain = chain;
  }

  /** Adds events, all or none; durable on return. */
  public void append(AuditEvent... events) {
    append(List.of(events));
  }

  /** Adds events, all or none; durable on return. */
  public void append(List<? extends AuditEvent> events) {
    database.transaction(
        "writing the audit trail",
        connection -> {
          append(connection, events);
          return events.size();
        });
  }

  /**
   * Adds events in the caller's transaction; to be called last, for it makes other writers wait.
   */
  void append(Connection connection, List<? extends AuditEvent> events) throws SQLException {
    chain.append(connection, events);
  }

  /** The last event. */
  public AuditHead head() {
    AuditHead head =
        database
            .transaction(
                "reading the audit trail", connection -> new Noted(AuditChain.head(connection, "")))
            .head();
    return head == null ? AuditHead.START : head;
  }

  private record Noted(@Nullable AuditHead head) {}

  /**
   * Checks the chain as it is at this moment; what others add meanwhile is not looked at.
   *
   * @param kept a head that was kept elsewhere; null for none
   */
  public AuditVerdict verify(@Nullable KeptHead kept) {
    return database.snapshot(
        "reading the audit trail",
        connection ->
            ChainCheck.of(
                (from, to) -> {
                  try {
                    read(connection, from, to);
                  } catch (SQLException e) {
                    throw database.failed("reading the audit trail", e);
                  }
                },
                AuditChain.head(connection, ""),
                kept));
  }

  /** Gives all links in their order, as they are, whole or not. */
  public void read(Consumer<AuditLink> to) {
    database.snapshot(
        "reading the audit trail",
        connection -> {
          read(connection, Long.MIN_VALUE, to);
          return 0;
        });
  }

  private static void read(Connection connection, long from, Consumer<AuditLink> to)
      throws SQLException {
    long after = from == Long.MIN_VALUE ? from : from - 1;
    try (PreparedStatement select =
        connection.prepareStatement(
            "SELECT sequence, event, hash FROM audit_event WHERE sequence > ? ORDER BY sequence"
                + " FETCH FIRST "
                + PAGE
                + " ROWS ONLY")) {
      for (int rows = PAGE; rows == PAGE; ) {
        select.setLong(1, after);
        rows = 0;
        try (ResultSet row = select.executeQuery()) {
          while (row.next()) {
            rows++;
            after = row.getLong(1);
            to.accept(new AuditLink(row.getLong(1), row.getString(2), row.getString(3)));
          }
        }
      }
    }
  }
}
