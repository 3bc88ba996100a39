package dev.cartulary.ledger;

import dev.cartulary.accounting.CostLines;
import dev.cartulary.accounting.Metered;
import dev.cartulary.cost.CostLine;
import dev.cartulary.document.DocumentId;
import dev.cartulary.outcome.DocumentRecord;
import dev.cartulary.reading.DocumentStore;
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
  private final String work;
  private final Clock clock;
  private volatile @Nullable CostLines lines;

  DocumentTable(Database database, Payloads payloads, String work, Clock clock) {
    this.database = database;
    this.payloads = payloads;
    this.work = work;
    this.clock = clock;
  }

  @Override
  public Optional<DocumentRecord> find(DocumentId id) {
    return database.transaction(
        "looking up a document",
        connection -> {
          try (PreparedStatement select =
              connection.prepareStatement(
                  "SELECT payload FROM document WHERE document_id = ? AND work = ?")) {
            select.setString(1, id.sha256());
            select.setString(2, work);
            try (ResultSet rows = select.executeQuery()) {
              if (!rows.next()) {
                return Optional.empty();
              }
              return Optional.of(
                  payloads.read(rows.getBytes(1), DocumentRecord.class, NAME, id.sha256(), work));
            }
          }
        });
  }

  @Override
  public boolean isBarred(DocumentId id) {
    return database.transaction(
        "looking up a purged document",
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
  public void store(DocumentRecord document, Metered metered) {
    String id = document.file().id().sha256();
    byte[] payload = payloads.write(document, NAME, id, work);
    database.transaction(
        "storing a document",
        connection -> {
          try (PreparedStatement insert =
              connection.prepareStatement(
                  "INSERT INTO document (document_id, work, payload, finished_at) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING")) {
            insert.setString(1, id);
            insert.setString(2, work);
            insert.setBytes(3, payload);
            insert.setTimestamp(4, Timestamp.from(clock.instant()));
            if (insert.executeUpdate() == 0) {
              return 0;
            }
          }
          return CostTable.insert(connection, document, work, metered);
        });
  }

  @Override
  public List<CostLine> costs(DocumentId id) {
    return database.transaction(
        "reading what a document cost",
        connection -> {
          Metered metered = CostTable.find(connection, id, work);
          return metered == null
              ? KeptLines.of(connection, id, work)
              : lines(connection).of(metered);
        });
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
