package dev.cartulary.ledger;

import dev.cartulary.audit.AuditEvent;
import dev.cartulary.document.DocumentId;
import dev.cartulary.document.SourceFile;
import dev.cartulary.outcome.Failure;
import dev.cartulary.outcome.FailureReason;
import dev.cartulary.outcome.Stage;
import dev.cartulary.reading.Delivery;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The runs and what they delivered. */
public final class RunTable {
  private final Database database;
  private final Clock clock;
  private final AuditTrail audit;

  RunTable(Database database, Clock clock, AuditTrail audit) {
    this.database = database;
    this.clock = clock;
    this.audit = audit;
  }

  /**
   * Notes that a run begins.
   *
   * @param output the folder of its tables
   */
  public void start(AuditEvent.RunStarted started, String output) {
    database.transaction(
        "noting a run",
        connection -> {
          try (PreparedStatement insert =
              connection.prepareStatement(
                  "INSERT INTO run (id, job_name, work, product_version, started_at, output) VALUES (?, ?, ?, ?, ?, ?)")) {
            insert.setString(1, started.run());
            insert.setString(2, started.job());
            insert.setString(3, started.work());
            insert.setString(4, started.code());
            insert.setTimestamp(5, Timestamp.from(clock.instant()));
            insert.setString(6, output);
            insert.executeUpdate();
          }
          audit.append(connection, List.of(started));
          return 1;
        });
  }

  /**
   * Notes that {@code run} delivers a document, here and in the audit trail; noting it again
   * changes nothing.
   *
   * @param recalled whether an earlier run computed it
   */
  public void deliver(String run, SourceFile file, String work, boolean recalled) {
    database.transaction(
        "noting a delivered document",
        connection -> {
          try (PreparedStatement insert =
              connection.prepareStatement(
                  "INSERT INTO run_document (run_id, path, document_id, work, parent_id) VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING")) {
            insert.setString(1, run);
            insert.setString(2, file.path());
            insert.setString(3, file.id().sha256());
            insert.setString(4, work);
            insert.setString(5, text(file.parent()));
            if (insert.executeUpdate() == 0) {
              return 0;
            }
          }
          audit.append(connection, List.of(new AuditEvent.DocumentRead(run, file.id(), recalled)));
          return 1;
        });
  }

  /**
   * Notes that a file of {@code run} came to no document, here and in the audit trail; noting it
   * again changes nothing.
   */
  public void fail(String run, Failure failure) {
    database.transaction(
        "noting a failure",
        connection -> {
          try (PreparedStatement insert =
              connection.prepareStatement(
                  "INSERT INTO run_failure (run_id, path, document_id, stage, reason, message, parent_id) VALUES (?, ?, ?, ?, ?, ?, ?)"
                      + " ON CONFLICT DO NOTHING")) {
            insert.setString(1, run);
            insert.setString(2, failure.path());
            insert.setString(3, text(failure.id()));
            insert.setString(4, failure.stage().name());
            insert.setString(5, failure.reason().name());
            insert.setString(6, failure.message());
            insert.setString(7, text(failure.parent()));
            if (insert.executeUpdate() == 0) {
              return 0;
            }
          }
          audit.append(
              connection,
              List.of(
                  new AuditEvent.DocumentFailed(
                      run, failure.id(), failure.stage().name(), failure.reason().name())));
          return 1;
        });
  }

  /** What {@code run} has delivered so far. */
  public Delivery delivery(String run) {
    return database.transaction(
        "listing what a run delivered",
        connection -> new Delivery(documents(connection, run), failures(connection, run)));
  }

  private static List<Delivery.Delivered> documents(Connection connection, String run)
      throws SQLException {
    List<Delivery.Delivered> documents = new ArrayList<>();
    try (PreparedStatement select =
        connection.prepareStatement(
            "SELECT path, document_id, parent_id FROM run_document WHERE run_id = ?")) {
      select.setString(1, run);
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          documents.add(
              new Delivery.Delivered(
                  rows.getString(1), new DocumentId(rows.getString(2)), id(rows.getString(3))));
        }
      }
    }
    return documents;
  }

  private static List<Failure> failures(Connection connection, String run) throws SQLException {
    List<Failure> failures = new ArrayList<>();
    try (PreparedStatement select =
        connection.prepareStatement(
            "SELECT path, document_id, stage, reason, message, parent_id FROM run_failure WHERE run_id = ?")) {
      select.setString(1, run);
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          failures.add(
              new Failure(
                  id(rows.getString(2)),
                  rows.getString(1),
                  id(rows.getString(6)),
                  Stage.valueOf(rows.getString(3)),
                  FailureReason.valueOf(rows.getString(4)),
                  rows.getString(5)));
        }
      }
    }
    return failures;
  }

  private static @Nullable String text(@Nullable DocumentId id) {
    return id == null ? null : id.sha256();
  }

  private static @Nullable DocumentId id(@Nullable String text) {
    return text == null ? null : new DocumentId(text);
  }

  /** Notes that a run's output is visible. */
  public void finish(String run, int documents, int failures) {
    database.transaction(
        "finishing a run",
        connection -> {
          try (PreparedStatement update =
              connection.prepareStatement(
                  "UPDATE run SET finished_at = ?, files = ?, documents = ?, failures = ? WHERE id = ?")) {
            update.setTimestamp(1, Timestamp.from(clock.instant()));
            update.setInt(2, documents + failures);
            update.setInt(3, documents);
            update.setInt(4, failures);
            update.setString(5, run);
            update.executeUpdate();
          }
          audit.append(connection, List.of(new AuditEvent.RunFinished(run, documents, failures)));
          return 1;
        });
  }

  /** The last finished run of a job, or of any job when {@code job} is empty. */
  public Optional<FinishedRun> last(String job) {
    return database.transaction(
        "looking up a run",
        connection -> {
          try (PreparedStatement select =
              connection.prepareStatement(
                  "SELECT id, job_name, finished_at, documents, failures FROM run"
                      + " WHERE finished_at IS NOT NULL AND (job_name = ? OR ? = '') ORDER BY finished_at DESC, id DESC LIMIT 1")) {
            select.setString(1, job);
            select.setString(2, job);
            try (ResultSet rows = select.executeQuery()) {
              return rows.next()
                  ? Optional.of(
                      new FinishedRun(
                          rows.getString(1),
                          rows.getString(2),
                          rows.getTimestamp(3).toInstant(),
                          rows.getInt(4),
                          rows.getInt(5)))
                  : Optional.empty();
            }
          }
        });
  }
}
