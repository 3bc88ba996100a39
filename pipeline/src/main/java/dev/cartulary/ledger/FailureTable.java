package dev.cartulary.ledger;

import dev.cartulary.document.DocumentId;
import dev.cartulary.document.Part;
import dev.cartulary.outcome.Failure;
import dev.cartulary.outcome.FailureReason;
import dev.cartulary.outcome.Stage;
import dev.cartulary.reading.FailureStore;
import dev.cartulary.reading.StandingFailure;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The failures of all runs: which of them stand, and which a run has left. */
public final class FailureTable {
  /** Of {@code run_failure f}, as {@link #failure} reads them. */
  static final String COLUMNS =
      "f.run_id, f.path, f.document_id, f.stage, f.reason, f.message, f.parent_id, f.sealed, f.attempts";

  /**
   * In so many runs a document is tried whose failure may be an accident; then it stands like any
   * other, for a document that passes its deadline every night takes that time every night.
   */
  private static final int MOST_RUNS = 3;

  /** In a run of the same circumstances; of later stages, with the same kind of work, too. */
  private static final String SAME =
      " f.attempts > 0 AND r.circumstances = ? AND (f.stage IN ('SCAN', 'EXTRACT') OR r.work = ?)";

  private final Database database;
  private final Payloads payloads;

  FailureTable(Database database, Payloads payloads) {
    this.database = database;
    this.payloads = payloads;
  }

  /**
   * The failures that would come again.
   *
   * @param work as {@link Ledger#documents} takes it
   * @param circumstances as {@link RunTable#start} takes it
   */
  public FailureStore standing(String work, String circumstances) {
    return id ->
        database.look(
            "looking up earlier failures",
            List.of(key(id)),
            connection -> standing(connection, id, circumstances, work));
  }

  /** What the failures of a document are found by. */
  static String key(DocumentId id) {
    return RunTable.FAILURES + id.sha256();
  }

  private Optional<StandingFailure> standing(
      Connection connection, DocumentId id, String circumstances, String work) throws SQLException {
    Failure last = null;
    String lastRun = "";
    Set<String> runs = new HashSet<>();
    try (PreparedStatement select =
        connection.prepareStatement(
            "SELECT "
                + COLUMNS
                + " FROM run_failure f JOIN run r ON r.id = f.run_id WHERE f.document_id = ? AND"
                + SAME
                + " ORDER BY f.run_id DESC, f.path")) {
      select.setString(1, id.sha256());
      select.setString(2, circumstances);
      select.setString(3, work);
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          runs.add(rows.getString(1));
          if (last == null) {
            last = failure(rows, payloads);
            lastRun = rows.getString(1);
          }
        }
      }
    }
    if (last == null || (last.reason().retryable() && runs.size() < MOST_RUNS)) {
      return Optional.empty();
    }
    return Optional.of(new StandingFailure(last, parts(connection, lastRun, id, last.path())));
  }

  /** What a run took out of a document that lay at {@code path}. */
  private List<Part> parts(Connection connection, String run, DocumentId holder, String path)
      throws SQLException {
    List<Part> parts = new ArrayList<>();
    try (PreparedStatement select =
        connection.prepareStatement(
            "SELECT path, document_id, sealed FROM run_document WHERE run_id = ? AND parent_id = ?")) {
      select.setString(1, run);
      select.setString(2, holder.sha256());
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          byte[] sealed = rows.getBytes(3);
          String mark = rows.getString(1);
          String part =
              sealed == null
                  ? mark
                  : payloads.read(sealed, String.class, RunTable.DOCUMENTS, run, mark);
          add(parts, path, part, new DocumentId(rows.getString(2)));
        }
      }
    }
    try (PreparedStatement select =
        connection.prepareStatement(
            "SELECT " + COLUMNS + " FROM run_failure f WHERE f.run_id = ? AND f.parent_id = ?")) {
      select.setString(1, run);
      select.setString(2, holder.sha256());
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          Failure part = failure(rows, payloads);
          add(parts, path, part.path(), part.id());
        }
      }
    }
    return parts;
  }

  private static void add(List<Part> parts, String holder, String path, @Nullable DocumentId id) {
    String above = holder + "/";
    if (path.startsWith(above) && path.length() > above.length()) {
      parts.add(new Part(path.substring(above.length()), id));
    }
  }

  /**
   * What {@code run} left.
   *
   * @return sorted by path
   */
  public List<FailedFile> of(String run) {
    return database.transaction(
        "listing failures",
        connection -> {
          List<FailedFile> files = new ArrayList<>();
          // The same file of the same job, in this run and in those before it.
          try (PreparedStatement select =
              connection.prepareStatement(
                  "SELECT "
                      + COLUMNS
                      + ", (SELECT min(q.started_at) FROM run_failure e JOIN run q ON q.id = e.run_id WHERE e.path = f.path"
                      + " AND e.reason = f.reason AND (e.document_id = f.document_id OR f.document_id IS NULL) AND q.job_name = r.job_name)"
                      + ", (SELECT sum(e.attempts) FROM run_failure e JOIN run q ON q.id = e.run_id WHERE e.path = f.path"
                      + " AND e.reason = f.reason AND (e.document_id = f.document_id OR f.document_id IS NULL) AND q.job_name = r.job_name)"
                      + " FROM run_failure f JOIN run r ON r.id = f.run_id WHERE f.run_id = ?")) {
            select.setString(1, run);
            try (ResultSet rows = select.executeQuery()) {
              while (rows.next()) {
                files.add(
                    new FailedFile(
                        failure(rows, payloads),
                        rows.getTimestamp(10).toInstant(),
                        rows.getInt(11)));
              }
            }
          }
          files.sort(Comparator.comparing(file -> file.failure().path()));
          return files;
        });
  }

  static Failure failure(ResultSet row, Payloads payloads) throws SQLException {
    String path = row.getString(2);
    byte[] sealed = row.getBytes(8);
    if (sealed != null) {
      return payloads
          .read(sealed, Failure.class, RunTable.FAILURES, row.getString(1), path)
          .after(row.getInt(9));
    }
    return new Failure(
        RunTable.id(row.getString(3)),
        path,
        RunTable.id(row.getString(7)),
        Stage.valueOf(row.getString(4)),
        FailureReason.valueOf(row.getString(5)),
        row.getString(6),
        row.getInt(9));
  }
}
