package dev.cartulary.ledger;

import dev.cartulary.audit.AuditEvent;
import dev.cartulary.document.DocumentId;
import dev.cartulary.document.SourceFile;
import dev.cartulary.outcome.Failure;
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
  static final String DOCUMENTS = "run_document";
  static final String FAILURES = "run_failure";

  private final Database database;
  private final Payloads payloads;
  private final Clock clock;
  private final AuditTrail audit;

  RunTable(Database database, Payloads payloads, Clock clock, AuditTrail audit) {
    this.database = database;
    this.payloads = payloads;
    this.clock = clock;
    this.audit = audit;
  }

  /**
   * Notes that a run begins; noting it again changes nothing.
   *
   * @param output the folder of its tables
   * @param circumstances fingerprint of what decides, besides the document, whether its text can be
   *     taken out; 64 hexadecimal digits
   */
  public void start(AuditEvent.RunStarted started, String output, String circumstances) {
    database.transaction(
        "noting a run",
        connection -> {
          try (PreparedStatement insert =
              connection.prepareStatement(
                  "INSERT INTO run (id, job_name, work, product_version, started_at, output, circumstances) VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING")) {
            insert.setString(1, started.run());
            insert.setString(2, started.job());
            insert.setString(3, started.work());
            insert.setString(4, started.code());
            insert.setTimestamp(5, Timestamp.from(clock.instant()));
            insert.setString(6, output);
            insert.setString(7, circumstances);
            if (insert.executeUpdate() == 0) {
              return 0;
            }
          }
          audit.append(connection, List.of(started));
          return 1;
        });
  }

  /**
   * Notes that {@code run} delivers a document, here and in the audit trail, without waiting for a
   * disk; noting it again changes nothing.
   *
   * @param recalled whether an earlier run computed it
   */
  public void deliver(String run, SourceFile file, String work, boolean recalled) {
    String mark = payloads.mark(file.path());
    byte[] sealed = sealed(file.path(), file.path(), DOCUMENTS, run, mark);
    database
        .behind()
        .add(
            new WriteBehind.Write(
                DOCUMENTS + mark,
                "noting a delivered document",
                connection -> {
                  try (PreparedStatement insert =
                      connection.prepareStatement(
                          "INSERT INTO run_document (run_id, path, document_id, work, parent_id, sealed) VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING")) {
                    insert.setString(1, run);
                    insert.setString(2, mark);
                    insert.setString(3, file.id().sha256());
                    insert.setString(4, work);
                    insert.setString(5, text(file.parent()));
                    insert.setBytes(6, sealed);
                    return insert.executeUpdate() == 0
                        ? List.of()
                        : List.of(new AuditEvent.DocumentRead(run, file.id(), recalled));
                  }
                }));
  }

  /**
   * Notes that a file of {@code run} came to no document, here and in the audit trail, without
   * waiting for a disk; noting it again changes nothing.
   */
  public void fail(String run, Failure failure) {
    String mark = payloads.mark(failure.path());
    byte[] sealed = sealed(failure, failure.path(), FAILURES, run, mark);
    DocumentId id = failure.id();
    database
        .behind()
        .add(
            new WriteBehind.Write(
                id == null ? FAILURES + mark : FailureTable.key(id),
                "noting a failure",
                connection -> fail(connection, run, failure, mark, sealed)));
  }

  private List<AuditEvent> fail(
      Connection connection, String run, Failure failure, String mark, byte @Nullable [] sealed)
      throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            "INSERT INTO run_failure (run_id, path, document_id, stage, reason, message, parent_id, sealed, attempts) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"
                + " ON CONFLICT DO NOTHING")) {
      insert.setString(1, run);
      insert.setString(2, mark);
      insert.setString(3, text(failure.id()));
      insert.setString(4, failure.stage().name());
      insert.setString(5, failure.reason().name());
      insert.setString(6, sealed == null ? failure.message() : "");
      insert.setString(7, text(failure.parent()));
      insert.setBytes(8, sealed);
      insert.setInt(9, failure.attempts());
      return insert.executeUpdate() == 0
          ? List.of()
          : List.of(
              new AuditEvent.DocumentFailed(
                  run, failure.id(), failure.stage().name(), failure.reason().name()));
    }
  }

  /** How many documents and failures {@code run} has delivered so far. */
  public long delivered(String run) {
    return database.transaction(
        "counting what a run delivered",
        connection -> {
          try (PreparedStatement select =
              connection.prepareStatement(
                  "SELECT (SELECT count(*) FROM run_document WHERE run_id = ?) + (SELECT count(*) FROM run_failure WHERE run_id = ?)")) {
            select.setString(1, run);
            select.setString(2, run);
            try (ResultSet rows = select.executeQuery()) {
              rows.next();
              return rows.getLong(1);
            }
          }
        });
  }

  /** What {@code run} has delivered so far. */
  public Delivery delivery(String run) {
    return database.transaction(
        "listing what a run delivered",
        connection -> new Delivery(documents(connection, run), failures(connection, run)));
  }

  private List<Delivery.Delivered> documents(Connection connection, String run)
      throws SQLException {
    List<Delivery.Delivered> documents = new ArrayList<>();
    try (PreparedStatement select =
        connection.prepareStatement(
            "SELECT path, document_id, parent_id, sealed, work FROM run_document WHERE run_id = ?")) {
      select.setString(1, run);
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          String path = rows.getString(1);
          byte[] sealed = rows.getBytes(4);
          documents.add(
              new Delivery.Delivered(
                  sealed == null ? path : payloads.read(sealed, String.class, DOCUMENTS, run, path),
                  new DocumentId(rows.getString(2)),
                  id(rows.getString(3)),
                  rows.getString(5)));
        }
      }
    }
    return documents;
  }

  private List<Failure> failures(Connection connection, String run) throws SQLException {
    List<Failure> failures = new ArrayList<>();
    try (PreparedStatement select =
        connection.prepareStatement(
            "SELECT " + FailureTable.COLUMNS + " FROM run_failure f WHERE f.run_id = ?")) {
      select.setString(1, run);
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          failures.add(FailureTable.failure(rows, payloads));
        }
      }
    }
    return failures;
  }

  /** Null where the mark is the path itself: then the other columns say it. */
  private byte @Nullable [] sealed(
      Object record, String path, String table, String run, String mark) {
    return mark.equals(path) ? null : payloads.write(record, table, run, mark);
  }

  /** Whether the last run that delivered anything was encrypted. */
  boolean isSealed() {
    return database.transaction(
        "looking up whether the ledger is encrypted",
        connection -> lastIsSealed(connection, DOCUMENTS) || lastIsSealed(connection, FAILURES));
  }

  /** Ids of runs begin with their time: the primary key finds the last without a search. */
  private static boolean lastIsSealed(Connection connection, String table) throws SQLException {
    try (PreparedStatement select =
            connection.prepareStatement(
                "SELECT sealed FROM " + table + " ORDER BY run_id DESC, path DESC LIMIT 1");
        ResultSet rows = select.executeQuery()) {
      byte[] sealed = rows.next() ? rows.getBytes(1) : null;
      return sealed != null && Payloads.isSealed(sealed);
    }
  }

  private static @Nullable String text(@Nullable DocumentId id) {
    return id == null ? null : id.sha256();
  }

  static @Nullable DocumentId id(@Nullable String text) {
    return text == null ? null : new DocumentId(text);
  }

  /** Notes that a run's output is visible; noting it again changes nothing. */
  public void finish(String run, int documents, int failures) {
    database.transaction(
        "finishing a run",
        connection -> {
          try (PreparedStatement update =
              connection.prepareStatement(
                  "UPDATE run SET finished_at = ?, files = ?, documents = ?, failures = ?, finished_number ="
                      + " (SELECT COALESCE(MAX(other.finished_number), 0) + 1 FROM run other)"
                      + " WHERE id = ? AND finished_at IS NULL")) {
            update.setTimestamp(1, Timestamp.from(clock.instant()));
            update.setInt(2, documents + failures);
            update.setInt(3, documents);
            update.setInt(4, failures);
            update.setString(5, run);
            if (update.executeUpdate() == 0) {
              return 0;
            }
          }
          audit.append(connection, List.of(new AuditEvent.RunFinished(run, documents, failures)));
          return 1;
        });
  }

  /**
   * The run of a job, or of any job when {@code job} is empty, that was finished last, whatever the
   * clock said then.
   */
  public Optional<FinishedRun> last(String job) {
    return finished(job, null);
  }

  /**
   * A finished run of a job, or of any job when {@code job} is empty.
   *
   * @param run null for the last one
   */
  public Optional<FinishedRun> finished(String job, @Nullable String run) {
    String id = run == null ? "" : run;
    return database.transaction(
        "looking up a run",
        connection -> {
          try (PreparedStatement select =
              connection.prepareStatement(
                  "SELECT id, job_name, finished_at, documents, failures FROM run"
                      + " WHERE finished_at IS NOT NULL AND (job_name = ? OR ? = '') AND (id = ? OR ? = '')"
                      + " ORDER BY finished_number DESC, id DESC LIMIT 1")) {
            select.setString(1, job);
            select.setString(2, job);
            select.setString(3, id);
            select.setString(4, id);
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

  /** Ids of the finished runs of a job, or of any job when {@code job} is empty, the last first. */
  public List<String> finished(String job) {
    return database.transaction(
        "listing runs",
        connection -> {
          List<String> runs = new ArrayList<>();
          try (PreparedStatement select =
              connection.prepareStatement(
                  "SELECT id FROM run WHERE finished_at IS NOT NULL AND (job_name = ? OR ? = '') ORDER BY finished_number DESC, id DESC")) {
            select.setString(1, job);
            select.setString(2, job);
            try (ResultSet rows = select.executeQuery()) {
              while (rows.next()) {
                runs.add(rows.getString(1));
              }
            }
          }
          return runs;
        });
  }
}
