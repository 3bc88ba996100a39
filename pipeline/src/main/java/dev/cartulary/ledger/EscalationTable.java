package dev.cartulary.ledger;

import dev.cartulary.audit.AuditEvent;
import dev.cartulary.document.DocumentId;
import dev.cartulary.endpoint.ChatReply;
import dev.cartulary.escalation.Answered;
import dev.cartulary.escalation.Letter;
import dev.cartulary.escalation.Said;
import dev.cartulary.escalation.Trust;
import dev.cartulary.review.Ruling;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Questions for models elsewhere: who allowed them, and what became of them. Like a decision, an
 * answer belongs to a document, the text that it is about and a document type, whichever model
 * works next. Safe for use by several threads and processes.
 */
public final class EscalationTable {
  private static final String NAME = "escalation";
  private static final String OF_LETTER =
      " WHERE document_id = ? AND text_digest = ? AND document_type = ? AND field = ? AND request = ?";

  private final Database database;
  private final Payloads payloads;
  private final AuditTrail audit;
  private final Clock clock;

  EscalationTable(Database database, Payloads payloads, AuditTrail audit, Clock clock) {
    this.database = database;
    this.payloads = payloads;
    this.audit = audit;
    this.clock = clock;
  }

  /**
   * How a question stands that was allowed.
   *
   * @param standing whether by the job's written consent
   * @param sentAt of the last attempt; null before the first
   * @param failure why the last attempt came to nothing; null if it did not
   * @param answeredAt null until there is an answer
   */
  public record Kept(
      String approvedBy,
      boolean standing,
      Instant approvedAt,
      @Nullable Instant sentAt,
      @Nullable String failure,
      @Nullable Instant answeredAt,
      long promptTokens,
      long completionTokens) {}

  /** The questions about a text that were allowed, by their digest. */
  public Map<String, Kept> about(DocumentId document, String textDigest, String type) {
    return database.transaction(
        "looking up escalations",
        connection -> {
          try (PreparedStatement select =
              connection.prepareStatement(
                  "SELECT request, approved_by, standing, approved_at, sent_at, failure, answered_at,"
                      + " prompt_tokens, completion_tokens FROM escalation WHERE document_id = ? AND"
                      + " text_digest = ? AND document_type = ? ORDER BY approved_at, request")) {
            select.setString(1, document.sha256());
            select.setString(2, textDigest);
            select.setString(3, type);
            Map<String, Kept> kept = new LinkedHashMap<>();
            try (ResultSet rows = select.executeQuery()) {
              while (rows.next()) {
                kept.put(
                    rows.getString(1),
                    new Kept(
                        rows.getString(2),
                        rows.getBoolean(3),
                        rows.getTimestamp(4).toInstant(),
                        instant(rows.getTimestamp(5)),
                        rows.getString(6),
                        instant(rows.getTimestamp(7)),
                        rows.getLong(8),
                        rows.getLong(9)));
              }
            }
            return kept;
          }
        });
  }

  private static @Nullable Instant instant(@Nullable Timestamp at) {
    return at == null ? null : at.toInstant();
  }

  /**
   * Keeps that a question may be sent, and the event of it.
   *
   * @param standing whether the job's written consent says so, which {@code by} gave
   * @return whether nobody had allowed it before
   */
  public boolean approve(Letter letter, String by, boolean standing) {
    byte[] question = payloads.write(new Sent(letter.question().body()), place(letter, "question"));
    return database.transaction(
        "keeping an approval",
        connection -> {
          try (PreparedStatement insert =
              connection.prepareStatement(
                  "INSERT INTO escalation (document_id, text_digest, document_type, field, request,"
                      + " endpoint, model, question, approved_by, standing, approved_at) VALUES (?, ?,"
                      + " ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING")) {
            name(insert, 1, letter);
            insert.setString(6, letter.to().url());
            insert.setString(7, letter.to().model());
            insert.setBytes(8, question);
            insert.setString(9, by);
            insert.setBoolean(10, standing);
            insert.setTimestamp(11, Timestamp.from(now()));
            if (insert.executeUpdate() == 0) {
              return false;
            }
          }
          note(connection, new AuditEvent.EscalationApproved(letter.noted(), by, standing));
          return true;
        });
  }

  /** All that is sent, as the ledger keeps it. */
  private record Sent(String body) {}

  /**
   * Takes an approval back.
   *
   * @return whether there was one of a question without an answer
   */
  public boolean withdraw(Letter letter, String by) {
    return changed(
        "taking an approval back",
        "DELETE FROM escalation" + OF_LETTER + " AND answered_at IS NULL",
        letter,
        new AuditEvent.EscalationWithdrawn(letter.noted(), by));
  }

  /**
   * Notes that a question is sent next; to be called before it is.
   *
   * @return whether it may be: it was allowed, and has no answer yet
   */
  public boolean sending(Letter letter) {
    return changed(
        "noting that a question is sent",
        "UPDATE escalation SET sent_at = ?, failure = NULL"
            + OF_LETTER
            + " AND answered_at IS NULL AND (sent_at IS NULL OR sent_at <> ?)",
        letter,
        new AuditEvent.EscalationSent(letter.noted(), letter.question().body().length()),
        Timestamp.from(now()));
  }

  /** Keeps why a question that was sent came to no answer. */
  public void failed(Letter letter, String reason, String message) {
    changed(
        "keeping a failure",
        "UPDATE escalation SET failure = ?"
            + OF_LETTER
            + " AND failure IS NULL AND answered_at IS NULL",
        letter,
        new AuditEvent.EscalationFailed(letter.noted(), reason),
        message);
  }

  /** Keeps an answer. */
  public void answered(Letter letter, Answered answer, ChatReply reply) {
    byte[] payload = payloads.write(answer, place(letter, "answer"));
    database.transaction(
        "keeping an answer",
        connection -> {
          try (PreparedStatement update =
              connection.prepareStatement(
                  "UPDATE escalation SET answer = ?, answered_at = ?, prompt_tokens = ?,"
                      + " completion_tokens = ?"
                      + OF_LETTER
                      + " AND answered_at IS NULL")) {
            update.setBytes(1, payload);
            update.setTimestamp(2, Timestamp.from(now()));
            update.setLong(3, reply.promptTokens());
            update.setLong(4, reply.completionTokens());
            name(update, 5, letter);
            if (update.executeUpdate() == 0) {
              return false;
            }
          }
          note(
              connection,
              new AuditEvent.EscalationAnswered(
                  letter.noted(),
                  answer.values(),
                  answer.ungrounded(),
                  reply.promptTokens(),
                  reply.completionTokens()));
          return true;
        });
  }

  /**
   * Changes the row of a letter, with an event if there was something to change.
   *
   * @param first parameter before those of the row; one that is a time is the last one, too
   */
  private boolean changed(
      String what, String sql, Letter letter, AuditEvent event, Object... first) {
    return database.transaction(
        what,
        connection -> {
          try (PreparedStatement change = connection.prepareStatement(sql)) {
            int at = 1;
            for (Object parameter : first) {
              change.setObject(at++, parameter);
            }
            at = name(change, at, letter);
            if (first.length > 0 && first[0] instanceof Timestamp time) {
              change.setTimestamp(at, time);
            }
            if (change.executeUpdate() == 0) {
              return false;
            }
          }
          note(connection, event);
          return true;
        });
  }

  private void note(Connection connection, AuditEvent event) throws SQLException {
    audit.append(connection, List.of(event));
  }

  /** Databases keep no more of a time. */
  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }

  private static int name(PreparedStatement statement, int from, Letter letter)
      throws SQLException {
    int at = from;
    statement.setString(at++, letter.document().sha256());
    statement.setString(at++, letter.textDigest());
    statement.setString(at++, letter.type());
    statement.setString(at++, letter.field());
    statement.setString(at++, letter.question().digest());
    return at;
  }

  private static String[] place(Letter letter, String column) {
    return place(
        letter.document(),
        letter.textDigest(),
        letter.type(),
        letter.field(),
        letter.question().digest(),
        column);
  }

  private static String[] place(
      DocumentId id, String digest, String type, String field, String request, String column) {
    return new String[] {NAME, id.sha256(), digest, type, field, request, column};
  }

  /** What those whom a job trusts said of a text; of two answers about a field, the last. */
  static List<Ruling> rulings(
      Connection connection,
      Payloads payloads,
      DocumentId id,
      String digest,
      String type,
      Trust trust)
      throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            "SELECT field, request, answer FROM escalation WHERE document_id = ? AND text_digest = ?"
                + " AND document_type = ? AND endpoint = ? AND model = ? AND answer IS NOT NULL"
                + " ORDER BY answered_at, request")) {
      select.setString(1, id.sha256());
      select.setString(2, digest);
      select.setString(3, type);
      select.setString(4, trust.endpoint());
      select.setString(5, trust.model());
      Map<String, List<Said>> said = new LinkedHashMap<>();
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          String field = rows.getString(1);
          String[] place = place(id, digest, type, field, rows.getString(2), "answer");
          said.put(field, payloads.read(rows.getBytes(3), Answered.class, place).said());
        }
      }
      return said.values().stream().flatMap(List::stream).map(one -> one.by(trust)).toList();
    }
  }
}
