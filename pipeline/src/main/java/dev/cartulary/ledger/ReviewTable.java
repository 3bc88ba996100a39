package dev.cartulary.ledger;

import dev.cartulary.audit.AuditEvent;
import dev.cartulary.document.DocumentId;
import dev.cartulary.escalation.Trust;
import dev.cartulary.field.Field;
import dev.cartulary.outcome.DocumentRecord;
import dev.cartulary.review.Decision;
import dev.cartulary.review.ReviewCase;
import dev.cartulary.review.Subject;
import dev.cartulary.review.Verdict;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What persons decided, with its history. A decision belongs to a document, the text that the
 * person saw, a document type and a subject; whichever model works next, it stands. Safe for use by
 * several threads and processes.
 */
public final class ReviewTable {
  private static final String NAME = "review_decision";
  private static final String COLUMNS =
      "r.field, r.place, r.version, r.verdict, r.payload, r.reviewer, r.decided_at, r.seconds";
  private static final String OF_TYPE =
      " FROM review_decision r WHERE r.document_id = ? AND r.text_digest = ? AND r.document_type = ?";
  private static final String LAST =
      " AND r.version = (SELECT max(l.version) FROM review_decision l WHERE l.document_id = r.document_id AND l.text_digest ="
          + " r.text_digest AND l.document_type = r.document_type AND l.field = r.field AND l.place = r.place)";

  private final Database database;
  private final Payloads payloads;
  private final TextTable texts;
  private final AuditTrail audit;
  private final @Nullable Trust trust;

  /**
   * @param trust whose answers persons are shown; null for nobody's
   */
  ReviewTable(Database database, Payloads payloads, AuditTrail audit, @Nullable Trust trust) {
    this.trust = trust;
    this.database = database;
    this.payloads = payloads;
    this.texts = new TextTable(payloads);
    this.audit = audit;
  }

  /** A finished document for a person to look at; empty where its text was not kept. */
  public Optional<ReviewCase> find(DocumentId id, String work) {
    return database.transaction(
        "looking up a document for review",
        connection -> {
          Optional<TextTable.Found> text = texts.findKept(connection, id, work);
          if (text.isEmpty()) {
            return Optional.empty();
          }
          String digest = text.get().digest();
          DocumentRecord found =
              DocumentTable.answered(
                  connection, payloads, found(connection, id, work), digest, trust);
          return Optional.of(
              new ReviewCase(
                  found,
                  text.get().text(),
                  digest,
                  latest(connection, payloads, id, digest, found.type())));
        });
  }

  private DocumentRecord found(Connection connection, DocumentId id, String work)
      throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            "SELECT payload FROM document WHERE document_id = ? AND work = ?")) {
      select.setString(1, id.sha256());
      select.setString(2, work);
      try (ResultSet rows = select.executeQuery()) {
        rows.next();
        return payloads.read(
            rows.getBytes(1), DocumentRecord.class, DocumentTable.NAME, id.sha256(), work);
      }
    }
  }

  /** The last decision about each subject. */
  static List<Decision> latest(
      Connection connection, Payloads payloads, DocumentId id, String digest, String type)
      throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            "SELECT " + COLUMNS + OF_TYPE + LAST + " ORDER BY r.field, r.place")) {
      return decisions(select, payloads, id, digest, type);
    }
  }

  /** All decisions about the document as this text and type, the first first. */
  public List<Decision> history(DocumentId id, String digest, String type) {
    return database.transaction(
        "looking up decisions",
        connection -> {
          try (PreparedStatement select =
              connection.prepareStatement(
                  "SELECT " + COLUMNS + OF_TYPE + " ORDER BY r.decided_at, r.version")) {
            return decisions(select, payloads, id, digest, type);
          }
        });
  }

  private static List<Decision> decisions(
      PreparedStatement select, Payloads payloads, DocumentId id, String digest, String type)
      throws SQLException {
    select.setString(1, id.sha256());
    select.setString(2, digest);
    select.setString(3, type);
    List<Decision> decisions = new ArrayList<>();
    try (ResultSet rows = select.executeQuery()) {
      while (rows.next()) {
        Subject subject = new Subject(rows.getString(1), rows.getString(2));
        int version = rows.getInt(3);
        byte[] payload = rows.getBytes(5);
        decisions.add(
            new Decision(
                subject,
                version,
                Verdict.valueOf(rows.getString(4)),
                payload == null
                    ? null
                    : payloads.read(
                        payload, Field.class, place(id, digest, type, subject, version)),
                rows.getString(6),
                rows.getTimestamp(7).toInstant(),
                rows.getInt(8)));
      }
    }
    return decisions;
  }

  private static String[] place(
      DocumentId id, String digest, String type, Subject subject, int version) {
    return new String[] {
      NAME, id.sha256(), digest, type, subject.field(), subject.place(), String.valueOf(version)
    };
  }

  /**
   * Keeps a decision, and the event of it.
   *
   * @return empty if it is kept; else the decision that somebody made meanwhile
   * @throws LedgerException if the document is gone
   */
  public Optional<Decision> decide(ReviewCase about, Decision decision) {
    DocumentId id = about.found().file().id();
    String type = about.found().type();
    Field value = decision.value();
    byte[] payload =
        value == null
            ? null
            : payloads.write(
                value, place(id, about.digest(), type, decision.subject(), decision.version()));
    return database.transaction(
        "keeping a decision",
        connection -> {
          requireThere(connection, id, about.digest());
          Optional<Decision> standing =
              latest(connection, payloads, id, about.digest(), type).stream()
                  .filter(last -> last.subject().equals(decision.subject()))
                  .findFirst();
          if (standing.filter(decision::repeats).isPresent()) {
            return Optional.empty();
          }
          int last = standing.map(Decision::version).orElse(0);
          if (last != decision.version() - 1
              || !insert(connection, id, about.digest(), type, decision, payload)) {
            return Optional.of(
                latest(connection, payloads, id, about.digest(), type).stream()
                    .filter(now -> now.subject().equals(decision.subject()))
                    .findFirst()
                    .orElseThrow(
                        () -> new LedgerException("a decision of the ledger was taken out of it")));
          }
          audit.append(
              connection,
              List.of(
                  new AuditEvent.FieldDecided(
                      id,
                      decision.subject().field(),
                      decision.subject().place(),
                      decision.version(),
                      decision.verdict().name(),
                      decision.reviewer())));
          return Optional.empty();
        });
  }

  /** Whether nobody else has just written the same version. */
  private static boolean insert(
      Connection connection,
      DocumentId id,
      String digest,
      String type,
      Decision decision,
      byte @Nullable [] payload)
      throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            "INSERT INTO review_decision (document_id, text_digest, document_type, field, place, version, verdict, payload,"
                + " reviewer, decided_at, seconds) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING")) {
      insert.setString(1, id.sha256());
      insert.setString(2, digest);
      insert.setString(3, type);
      insert.setString(4, decision.subject().field());
      insert.setString(5, decision.subject().place());
      insert.setInt(6, decision.version());
      insert.setString(7, decision.verdict().name());
      insert.setBytes(8, payload);
      insert.setString(9, decision.reviewer());
      insert.setTimestamp(10, Timestamp.from(decision.at()));
      insert.setInt(11, decision.seconds());
      return insert.executeUpdate() == 1;
    }
  }

  private static void requireThere(Connection connection, DocumentId id, String digest)
      throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            "SELECT 1 FROM document WHERE document_id = ? AND text_digest = ?")) {
      select.setString(1, id.sha256());
      select.setString(2, digest);
      try (ResultSet rows = select.executeQuery()) {
        if (!rows.next()) {
          throw new LedgerException(
              "the document "
                  + id.brief()
                  + " was removed or read anew meanwhile; open the review again");
        }
      }
    }
  }
}
