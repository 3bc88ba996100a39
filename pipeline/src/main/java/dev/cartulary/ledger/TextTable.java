package dev.cartulary.ledger;

import dev.cartulary.digest.Sha256;
import dev.cartulary.document.DocumentId;
import dev.cartulary.document.ExtractedText;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;

/**
 * The texts of finished documents, each once however many kinds of work have read it. A record's
 * row names its text by a digest, so that the record's spans can never be taken for places in
 * another reading of the same bytes.
 */
final class TextTable {
  private static final String NAME = "document_text";

  private final Payloads payloads;

  TextTable(Payloads payloads) {
    this.payloads = payloads;
  }

  /** A text as it is kept. */
  static final class Kept {
    private final String digest;
    private final byte[] payload;

    private Kept(String digest, byte[] payload) {
      this.digest = digest;
      this.payload = payload;
    }

    String digest() {
      return digest;
    }
  }

  Kept kept(ExtractedText text) {
    String id = text.id().sha256();
    byte[] plain = PayloadCodec.encodeDeflated(text.withoutWords());
    String digest = digest(id, plain);
    return new Kept(digest, payloads.sealed(plain, NAME, id, digest));
  }

  /** With the id in it, so that equal texts of different documents are not told by their rows. */
  private static String digest(String id, byte[] plain) {
    return Sha256.of(id.getBytes(StandardCharsets.US_ASCII), plain).hex();
  }

  static void insert(Connection connection, String id, Kept text) throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            "INSERT INTO document_text (document_id, digest, payload) VALUES (?, ?, ?) ON CONFLICT DO NOTHING")) {
      insert.setString(1, id);
      insert.setString(2, text.digest);
      insert.setBytes(3, text.payload);
      insert.executeUpdate();
    }
  }

  /** Removes the document's texts that no record was made from. */
  static void deleteUnused(Connection connection, String id) throws SQLException {
    try (PreparedStatement delete =
        connection.prepareStatement(
            "DELETE FROM document_text WHERE document_id = ? AND NOT EXISTS (SELECT 1 FROM document d"
                + " WHERE d.document_id = document_text.document_id AND d.text_digest = document_text.digest)")) {
      delete.setString(1, id);
      delete.executeUpdate();
    }
  }

  /** A text and its digest. */
  record Found(ExtractedText text, String digest) {}

  Optional<ExtractedText> find(Connection connection, DocumentId id, String work)
      throws SQLException {
    return findKept(connection, id, work).map(Found::text);
  }

  Optional<Found> findKept(Connection connection, DocumentId id, String work) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            "SELECT t.digest, t.payload FROM document d JOIN document_text t ON t.document_id = d.document_id"
                + " AND t.digest = d.text_digest WHERE d.document_id = ? AND d.work = ?")) {
      select.setString(1, id.sha256());
      select.setString(2, work);
      try (ResultSet rows = select.executeQuery()) {
        return rows.next()
            ? Optional.of(
                new Found(
                    payloads.read(
                        rows.getBytes(2),
                        ExtractedText.class,
                        NAME,
                        id.sha256(),
                        rows.getString(1)),
                    rows.getString(1)))
            : Optional.empty();
      }
    }
  }
}
