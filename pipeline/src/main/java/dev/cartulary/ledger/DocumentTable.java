package dev.cartulary.ledger;

import dev.cartulary.accounting.CostLines;
import dev.cartulary.accounting.Metered;
import dev.cartulary.document.DocumentId;
import dev.cartulary.document.ExtractedText;
import dev.cartulary.escalation.Trust;
import dev.cartulary.outcome.DocumentRecord;
import dev.cartulary.reading.CostedDocument;
import dev.cartulary.reading.DocumentStore;
import dev.cartulary.review.Overlay;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The finished documents and what they took, for one kind of work. */
final class DocumentTable implements DocumentStore {
  /** The table; a part of its payloads' place. */
  static final String NAME = "document";

  private final Database database;
  private final Payloads payloads;
  private final TextTable texts;
  private final String work;
  private final Clock clock;
  private final boolean asFound;
  private final @Nullable Trust trust;
  private volatile @Nullable CostLines lines;

  /**
   * The table.
   *
   * @param asFound whether documents stand as the model found them, whatever others have answered
   *     and persons decided
   * @param trust whose answers count besides what persons decide; null for nobody's
   */
  DocumentTable(
      Database database,
      Payloads payloads,
      String work,
      Clock clock,
      boolean asFound,
      @Nullable Trust trust) {
    this.asFound = asFound;
    this.trust = trust;
    this.database = database;
    this.payloads = payloads;
    this.texts = new TextTable(payloads);
    this.work = work;
    this.clock = clock;
  }

  @Override
  public Optional<DocumentRecord> find(DocumentId id) {
    return database.look(
        "looking up a document",
        List.of(key(id.sha256())),
        connection -> {
          try (PreparedStatement select =
              connection.prepareStatement(
                  "SELECT payload, text_digest FROM document WHERE document_id = ? AND work = ?")) {
            select.setString(1, id.sha256());
            select.setString(2, work);
            try (ResultSet rows = select.executeQuery()) {
              if (!rows.next()) {
                return Optional.empty();
              }
              return Optional.of(record(connection, rows, id));
            }
          }
        });
  }

  @Override
  public Optional<CostedDocument> findCosted(DocumentId id) {
    return database.transaction(
        "looking up a document and its costs",
        connection -> {
          try (PreparedStatement select =
              connection.prepareStatement(
                  "SELECT "
                      + CostTable.METERED
                      + ", d.payload, d.text_digest FROM document d JOIN document_cost c ON c.document_id = d.document_id AND c.work = d.work"
                      + " WHERE d.document_id = ? AND d.work = ?")) {
            select.setString(1, id.sha256());
            select.setString(2, work);
            try (ResultSet rows = select.executeQuery()) {
              if (!rows.next()) {
                return Optional.empty();
              }
              Metered metered = CostTable.metered(rows);
              return Optional.of(
                  new CostedDocument(
                      record(connection, rows, id),
                      metered == null
                          ? KeptLines.of(connection, id, work)
                          : lines(connection).of(metered)));
            }
          }
        });
  }

  /** As it stands after what others answered and what persons decided, who have the last word. */
  private DocumentRecord record(Connection connection, ResultSet row, DocumentId id)
      throws SQLException {
    DocumentRecord found =
        payloads.read(row.getBytes("payload"), DocumentRecord.class, NAME, id.sha256(), work);
    String digest = row.getString("text_digest");
    return digest == null || asFound
        ? found
        : Overlay.of(
            answered(connection, payloads, found, digest, trust),
            ReviewTable.latest(connection, payloads, id, digest, found.type()));
  }

  /** The record of a row with what those whom a job trusts answered, and no person has seen. */
  static DocumentRecord answered(
      Connection connection,
      Payloads payloads,
      DocumentRecord found,
      String digest,
      @Nullable Trust trust)
      throws SQLException {
    return trust == null
        ? found
        : Overlay.of(
            found,
            EscalationTable.rulings(
                connection, payloads, found.file().id(), digest, found.type(), trust));
  }

  @Override
  public Optional<ExtractedText> findText(DocumentId id) {
    return database.transaction(
        "looking up a document's text", connection -> texts.find(connection, id, work));
  }

  @Override
  public boolean isBarred(DocumentId id) {
    return database.look(
        "looking up a purged document",
        List.of(),
        connection -> {
          try (PreparedStatement select =
              connection.prepareStatement("SELECT 1 FROM barred_document WHERE document_id = ?")) {
            select.setString(1, id.sha256());
            try (ResultSet rows = select.executeQuery()) {
              return rows.next();
            }
          }
        });
  }

  @Override
  public void store(DocumentRecord document, @Nullable ExtractedText text, Metered metered) {
    store(document, text, metered, false);
  }

  @Override
  public void replace(DocumentRecord document, @Nullable ExtractedText text, Metered metered) {
    store(document, text, metered, true);
  }

  private void store(
      DocumentRecord document, @Nullable ExtractedText text, Metered metered, boolean anew) {
    String id = document.file().id().sha256();
    TextTable.Kept kept = text == null ? null : texts.kept(text);
    byte[] payload = payloads.write(document, NAME, id, work);
    database
        .behind()
        .add(
            new WriteBehind.Write(
                key(id),
                "storing a document",
                connection -> {
                  if (anew) {
                    delete(connection, id);
                  }
                  insert(connection, document, payload, kept, metered, anew);
                  return List.of();
                }));
  }

  private void insert(
      Connection connection,
      DocumentRecord document,
      byte[] payload,
      TextTable.@Nullable Kept kept,
      Metered metered,
      boolean anew)
      throws SQLException {
    String id = document.file().id().sha256();
    try (PreparedStatement insert =
        connection.prepareStatement(
            "INSERT INTO document (document_id, work, payload, finished_at, text_digest) VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING")) {
      insert.setString(1, id);
      insert.setString(2, work);
      insert.setBytes(3, payload);
      insert.setTimestamp(4, Timestamp.from(clock.instant()));
      insert.setString(5, kept == null ? null : kept.digest());
      if (insert.executeUpdate() == 0) {
        return;
      }
    }
    if (kept != null) {
      TextTable.insert(connection, id, kept);
    }
    if (anew) {
      TextTable.deleteUnused(connection, id);
    }
    CostTable.insert(connection, document, work, metered);
  }

  /** What its rows are found by. */
  private String key(String id) {
    return work + id;
  }

  /** Its cost lines go with it. */
  private void delete(Connection connection, String id) throws SQLException {
    try (PreparedStatement delete =
        connection.prepareStatement("DELETE FROM document WHERE document_id = ? AND work = ?")) {
      delete.setString(1, id);
      delete.setString(2, work);
      delete.executeUpdate();
    }
  }

  /** By the prices of the time when the first line was asked for. */
  private CostLines lines(Connection connection) throws SQLException {
    CostLines known = lines;
    if (known == null) {
      known = new CostLines(PriceTable.read(connection));
      lines = known;
    }
    return known;
  }
}
