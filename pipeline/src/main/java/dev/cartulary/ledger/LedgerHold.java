package dev.cartulary.ledger;

import dev.cartulary.access.Holder;
import dev.cartulary.access.OwnerOnly;
import dev.cartulary.digest.Sha256;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The right of one run of a job to work with a ledger, until it is closed or its process dies.
 *
 * <p>A file-based ledger is locked as a whole by the database itself; a note beside it says by
 * whom. On a server a lock of the database's own is held by a connection; runs of other jobs go on
 * beside it.
 */
public final class LedgerHold implements AutoCloseable {
  private final @Nullable Connection connection;
  private final @Nullable Path note;

  private LedgerHold(@Nullable Connection connection, @Nullable Path note) {
    this.connection = connection;
    this.note = note;
  }

  /**
   * Takes the job.
   *
   * @throws LedgerException if another run has it; says which
   */
  static LedgerHold take(Database database, Clock clock, String job) {
    Holder self = Holder.ofThisProcess(clock.instant());
    Path file = database.address().file();
    if (!database.address().isServer()) {
      return new LedgerHold(null, file == null ? null : noted(noteOf(file), self));
    }
    Connection connection = null;
    try {
      connection = database.connection();
      connection.setAutoCommit(true);
      if (!tryLock(connection, key(job))) {
        Optional<Holder> holder = holder(connection, job);
        connection.close();
        throw LedgerException.held(
            "another run of the job "
                + job
                + " is going on with ledger "
                + database.address()
                + holder.map(by -> " (" + by + ")").orElse("")
                + "; wait until it ends, which cartulary run --wait 30m does, or give this job another"
                + " name");
      }
      note(connection, job, self);
      return new LedgerHold(connection, null);
    } catch (SQLException e) {
      quietly(connection);
      throw database.failed("taking the job", e);
    }
  }

  /** The process that a note beside a file-based ledger names; empty for one that is gone. */
  static Optional<Holder> of(LedgerAddress address) {
    Path file = address.file();
    try {
      return file == null
          ? Optional.empty()
          : Holder.parse(Files.readString(noteOf(file))).filter(holder -> !holder.isGone());
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  static LedgerException heldBy(LedgerAddress address, Optional<Holder> holder) {
    return LedgerException.held(
        "ledger "
            + address
            + " cannot be opened: another process has it open"
            + holder.map(by -> " (" + by + ")").orElse("")
            + "; wait until it has ended, which cartulary run --wait 30m does, or name another"
            + " ledger");
  }

  private static Path noteOf(Path file) {
    return file.resolveSibling(
        String.valueOf(file.getFileName()).replaceFirst("\\.mv\\.db$", ".holder"));
  }

  private static @Nullable Path noted(Path note, Holder self) {
    try (FileChannel to =
        OwnerOnly.file(
            note,
            StandardOpenOption.CREATE,
            StandardOpenOption.WRITE,
            StandardOpenOption.TRUNCATE_EXISTING)) {
      to.write(ByteBuffer.wrap(self.text().getBytes(StandardCharsets.UTF_8)));
      return note;
    } catch (IOException e) {
      // It is for a sentence only; the database's lock is what counts.
      return null;
    }
  }

  private static boolean tryLock(Connection connection, long key) throws SQLException {
    try (PreparedStatement select = connection.prepareStatement("SELECT pg_try_advisory_lock(?)")) {
      select.setLong(1, key);
      try (ResultSet row = select.executeQuery()) {
        row.next();
        return row.getBoolean(1);
      }
    }
  }

  private static void note(Connection connection, String job, Holder self) throws SQLException {
    try (PreparedStatement delete =
            connection.prepareStatement("DELETE FROM run_holder WHERE job_name = ?");
        PreparedStatement insert =
            connection.prepareStatement(
                "INSERT INTO run_holder (job_name, pid, host, since, process_started) VALUES (?, ?, ?, ?, ?)")) {
      delete.setString(1, job);
      delete.executeUpdate();
      insert.setString(1, job);
      insert.setLong(2, self.pid());
      insert.setString(3, self.host());
      insert.setTimestamp(4, Timestamp.from(self.since()));
      insert.setTimestamp(5, Timestamp.from(self.started()));
      insert.executeUpdate();
    }
  }

  private static Optional<Holder> holder(Connection connection, String job) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            "SELECT pid, host, since, process_started FROM run_holder WHERE job_name = ?")) {
      select.setString(1, job);
      try (ResultSet row = select.executeQuery()) {
        return row.next()
            ? Optional.of(
                new Holder(row.getLong(1), row.getString(2), instant(row, 3), instant(row, 4)))
            : Optional.empty();
      }
    }
  }

  private static Instant instant(ResultSet row, int column) throws SQLException {
    return row.getTimestamp(column).toInstant();
  }

  /** Names the job among the locks of a database, which are numbers. */
  private static long key(String job) {
    return Long.parseUnsignedLong(Sha256.of("cartulary run " + job).hex().substring(0, 16), 16);
  }

  private static void quietly(@Nullable Connection connection) {
    try {
      if (connection != null) {
        connection.close();
      }
    } catch (SQLException e) {
      // The reason for closing it is told.
    }
  }

  @Override
  public void close() {
    try {
      if (note != null) {
        Files.deleteIfExists(note);
      }
      if (connection != null) {
        try (connection;
            PreparedStatement unlock =
                connection.prepareStatement("SELECT pg_advisory_unlock_all()")) {
          unlock.execute();
        }
      }
    } catch (IOException | SQLException e) {
      // A lock goes with its connection, and a note of a process that is gone says nothing.
    }
  }
}
