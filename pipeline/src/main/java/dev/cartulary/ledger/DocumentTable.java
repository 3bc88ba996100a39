package dev.cartulary.ledger;

import dev.cartulary.cost.CostLine;
import dev.cartulary.document.DocumentId;
import dev.cartulary.field.FieldStatus;
import dev.cartulary.outcome.DocumentRecord;
import dev.cartulary.reading.DocumentStore;
import dev.cartulary.reading.FinishedDocument;
import java.sql.Connection;
import java.sql.Date;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** The finished documents with their cost lines, for one kind of work. */
final class DocumentTable implements DocumentStore {
  /** The table; a part of its payloads' place. */
  static final String NAME = "document";

  /*
   * One statement with all rows: the lines of a document are many (one for each product of the price book), and a statement for each of them
   * takes several times as long. A statement of PostgreSQL has at most 65,535 parameters.
   */
  private static final int COST_COLUMNS = 13;
  private static final String COST_ROW = "(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
  private static final int ROWS_AT_ONCE = 1_000;

  private final Database database;
  private final Payloads payloads;
  private final String work;
  private final Clock clock;

  DocumentTable(Database database, Payloads payloads, String work, Clock clock) {
    this.database = database;
    this.payloads = payloads;
    this.work = work;
    this.clock = clock;
  }

  @Override
  public Optional<FinishedDocument> find(DocumentId id) {
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
              DocumentRecord document =
                  payloads.read(rows.getBytes(1), DocumentRecord.class, NAME, id.sha256(), work);
              return Optional.of(new FinishedDocument(document, costs(connection, id)));
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

  private List<CostLine> costs(Connection connection, DocumentId id) throws SQLException {
    List<CostLine> costs = new ArrayList<>();
    try (PreparedStatement select =
        connection.prepareStatement(
            "SELECT kind, provider, item, quantity, unit, amount, currency, estimated, priced_on, verified"
                + " FROM cost_line WHERE document_id = ? AND work = ? ORDER BY position")) {
      select.setString(1, id.sha256());
      select.setString(2, work);
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          Date pricedOn = rows.getDate("priced_on");
          costs.add(
              new CostLine(
                  CostLine.Kind.valueOf(rows.getString("kind")),
                  rows.getString("provider"),
                  rows.getString("item"),
                  rows.getBigDecimal("quantity"),
                  rows.getString("unit"),
                  rows.getBigDecimal("amount"),
                  rows.getString("currency"),
                  rows.getBoolean("estimated"),
                  pricedOn == null ? null : pricedOn.toLocalDate(),
                  rows.getBoolean("verified")));
        }
      }
    }
    return costs;
  }

  @Override
  public void store(FinishedDocument finished) {
    store(finished, false);
  }

  @Override
  public void replace(FinishedDocument finished) {
    store(finished, true);
  }

  private void store(FinishedDocument finished, boolean anew) {
    DocumentRecord document = finished.document();
    String id = document.file().id().sha256();
    byte[] payload = payloads.write(document, NAME, id, work);
    database.transaction(
        "storing a document",
        connection -> {
          if (anew) {
            delete(connection, id);
          }
          try (PreparedStatement insert =
              connection.prepareStatement(
                  "INSERT INTO document (document_id, work, payload, finished_at, pages, characters, prefix_tokens, question_tokens,"
                      + " generated_tokens, chunks, fields, review_fields) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING")) {
            insert.setString(1, id);
            insert.setString(2, work);
            insert.setBytes(3, payload);
            insert.setTimestamp(4, Timestamp.from(clock.instant()));
            insert.setInt(5, document.pages());
            insert.setInt(6, document.characters());
            insert.setLong(7, document.usage().prefixTokens());
            insert.setLong(8, document.usage().questionTokens());
            insert.setLong(9, document.usage().generatedTokens());
            insert.setInt(10, document.chunks());
            insert.setInt(11, document.fields().size());
            insert.setInt(12, toReview(document));
            if (insert.executeUpdate() == 0) {
              return 0;
            }
          }
          return insertCosts(connection, id, finished.costs());
        });
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

  private static int toReview(DocumentRecord document) {
    return Math.toIntExact(
        document.fields().stream()
            .filter(field -> field.status() == FieldStatus.NEEDS_REVIEW)
            .count());
  }

  private int insertCosts(Connection connection, String id, List<CostLine> costs)
      throws SQLException {
    int inserted = 0;
    for (int from = 0; from < costs.size(); from += ROWS_AT_ONCE) {
      int to = Math.min(costs.size(), from + ROWS_AT_ONCE);
      String rows = String.join(", ", Collections.nCopies(to - from, COST_ROW));
      try (PreparedStatement insert =
          connection.prepareStatement(
              "INSERT INTO cost_line (document_id, work, position, kind, provider, item, quantity, unit, amount, currency, estimated,"
                  + " priced_on, verified) VALUES "
                  + rows)) {
        for (int i = from; i < to; i++) {
          bind(insert, (i - from) * COST_COLUMNS, id, i, costs.get(i));
        }
        inserted += insert.executeUpdate();
      }
    }
    return inserted;
  }

  private void bind(PreparedStatement insert, int before, String id, int position, CostLine line)
      throws SQLException {
    insert.setString(before + 1, id);
    insert.setString(before + 2, work);
    insert.setInt(before + 3, position);
    insert.setString(before + 4, line.kind().name());
    insert.setString(before + 5, line.provider());
    insert.setString(before + 6, line.item());
    insert.setBigDecimal(before + 7, line.quantity());
    insert.setString(before + 8, line.unit());
    insert.setBigDecimal(before + 9, line.amount());
    insert.setString(before + 10, line.currency());
    insert.setBoolean(before + 11, line.estimated());
    insert.setObject(before + 12, line.pricedOn(), Types.DATE);
    insert.setBoolean(before + 13, line.verified());
  }
}
