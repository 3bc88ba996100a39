package dev.cartulary.ledger;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.pool.HikariPool;
import dev.cartulary.access.OwnerOnly;
import dev.cartulary.audit.AuditEvent;
import dev.cartulary.egress.ConfiguredSockets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A pool of connections to a migrated database. */
final class Database implements AutoCloseable {
  /*
   * H2 speaks PostgreSQL's dialect. WRITE_DELAY=0 hands each commit to the operating system before
   * commit() returns, so that it survives the death of this process; the file grows with every
   * commit and is compacted when it is closed. DB_CLOSE_ON_EXIT=FALSE: a hook of H2's must not close
   * the file under the threads that still store. The statements of all tables fit into the cache of
   * a connection. Traces are off, for they hold values.
   */
  private static final String H2_OPTIONS =
      ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;WRITE_DELAY=0;DB_CLOSE_ON_EXIT=FALSE;MAX_COMPACT_TIME=5000;QUERY_CACHE_SIZE=64;TRACE_LEVEL_FILE=0;TRACE_LEVEL_SYSTEM_OUT=0";

  /** A server's crash takes back what it said was committed where it does not wait for its disk. */
  private static final String DURABLE =
      "SELECT set_config('synchronous_commit', 'on', false)"
          + " WHERE current_setting('synchronous_commit') = 'off'";

  /** Four for work, and one that a run holds for itself. */
  private static final int CONNECTIONS = 5;

  /** H2's code for use of a database that is closed. */
  static final int CLOSED = 90121;

  private static final int CONNECT_MILLIS = 5_000;
  private static final long FIRST_PAUSE_MILLIS = 250;
  private static final long LAST_PAUSE_MILLIS = 5_000;

  /** As long as a server may take for its restart. */
  private static final long PATIENCE_NANOS = 120_000_000_000L;

  private final LedgerAddress address;
  private final HikariDataSource pool;
  private final AuditChain audit;
  private final WriteBehind behind;
  private volatile @Nullable Instant awaySince;
  private volatile boolean closing;

  private Database(LedgerAddress address, HikariDataSource pool, AuditChain audit) {
    this.address = address;
    this.pool = pool;
    this.audit = audit;
    behind = new WriteBehind(this::commit, "ledger " + address + " is closed already");
  }

  static Database open(LedgerAddress address, AuditChain audit) {
    HikariDataSource pool = pool(address);
    try {
      Path file = address.file();
      if (file == null) {
        new Migrations(address, pool).run();
      } else if (new Migrations(address, pool).areDue()) {
        new FileUpgrade(address, file).run(pool, copy -> upgrade(address, copy));
        pool.close();
        pool = pool(address);
      }
      restrict(address);
    } catch (RuntimeException e) {
      pool.close();
      throw e;
    }
    return new Database(address, pool, audit);
  }

  private static HikariDataSource pool(LedgerAddress address) {
    String url = address.url();
    if (url.startsWith("jdbc:h2:")) {
      url += H2_OPTIONS;
    } else if (!url.startsWith("jdbc:postgresql:")) {
      throw new LedgerException(
          "ledger "
              + address
              + " is of an unknown kind; use jdbc:h2:file:/path/to/ledger or jdbc:postgresql://host/database");
    }
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl(url);
    config.setUsername(address.user());
    config.setPassword(address.password());
    config.setMaximumPoolSize(CONNECTIONS);
    if (url.startsWith("jdbc:postgresql:")) {
      config.addDataSourceProperty("socketFactory", ConfiguredSockets.class.getName());
      config.setConnectionInitSql(DURABLE);
      config.setConnectionTimeout(CONNECT_MILLIS);
    }
    config.setPoolName("ledger");
    config.setInitializationFailTimeout(1); // one attempt: a wrong password is not tried again
    try {
      return new HikariDataSource(config);
    } catch (HikariPool.PoolInitializationException | IllegalArgumentException e) {
      throw FaultText.unopened(address, e);
    }
  }

  private static void upgrade(LedgerAddress address, LedgerAddress copy) {
    try (HikariDataSource pool = pool(copy)) {
      new Migrations(address, pool).run();
    }
  }

  /** Work with a connection. */
  @FunctionalInterface
  interface Work<T> {
    T on(Connection connection) throws SQLException;
  }

  /**
   * Runs {@code work} in one transaction, rolled back when it throws; it sees all that this process
   * has written.
   */
  <T> T transaction(String what, Work<T> work) {
    behind.flush();
    return transaction(() -> what, Connection.TRANSACTION_READ_COMMITTED, work);
  }

  /** Runs {@code work}, which only reads, on the database as it is at one moment. */
  <T> T snapshot(String what, Work<T> work) {
    behind.flush();
    return transaction(() -> what, Connection.TRANSACTION_REPEATABLE_READ, work);
  }

  /** Runs {@code work}, which reads only what is written under {@code keys}. */
  <T> T look(String what, Collection<String> keys, Work<T> work) {
    behind.settle(keys);
    return transaction(() -> what, Connection.TRANSACTION_READ_COMMITTED, work);
  }

  /** What is written without anybody waiting for it. */
  WriteBehind behind() {
    return behind;
  }

  private void commit(List<WriteBehind.Write> group) {
    AtomicReference<String> what = new AtomicReference<>("");
    transaction(
        what::get,
        Connection.TRANSACTION_READ_COMMITTED,
        connection -> {
          List<AuditEvent> events = new ArrayList<>();
          for (WriteBehind.Write write : group) {
            what.set(write.what());
            events.addAll(write.work().on(connection));
          }
          what.set("writing the audit trail");
          audit.append(connection, events);
          return group.size();
        });
  }

  private <T> T transaction(Supplier<String> what, int isolation, Work<T> work) {
    long begun = 0;
    for (long pause = FIRST_PAUSE_MILLIS; ; pause = Math.min(2 * pause, LAST_PAUSE_MILLIS)) {
      try {
        T result = once(isolation, work);
        if (begun != 0) {
          awaySince = null;
        }
        return result;
      } catch (SQLException e) {
        begun = begun == 0 ? System.nanoTime() : begun;
        // A snapshot hands out rows as it goes, and must not do so twice.
        boolean again =
            isolation == Connection.TRANSACTION_READ_COMMITTED
                && isAway(e)
                && System.nanoTime() - begun < PATIENCE_NANOS;
        if (!again || closing || !paused(pause)) {
          throw failed(what.get(), e);
        }
      }
    }
  }

  /**
   * Whether a server did not answer, and may do so soon: it is restarted, or the way to it is down;
   * or it has ended a transaction for the sake of another. All that is done in one transaction can
   * be done again, for what is stored twice is stored once.
   */
  private boolean isAway(SQLException e) {
    String state = e.getSQLState() == null ? "" : e.getSQLState();
    return address.isServer()
        && (e instanceof SQLTransientConnectionException
            || state.startsWith("08")
            || state.startsWith("57P")
            || state.startsWith("40")
            || state.equals("53300"));
  }

  private boolean paused(long millis) {
    if (awaySince == null) {
      awaySince = Instant.now();
    }
    try {
      Thread.sleep(millis);
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** The number of the newest migration that was done. */
  String schema() {
    return transaction(
        "asking for the schema",
        connection -> {
          try (Statement statement = connection.createStatement();
              ResultSet row =
                  statement.executeQuery(
                      "SELECT \"version\" FROM \"schema_history\" WHERE \"version\" IS NOT NULL"
                          + " ORDER BY \"installed_rank\" DESC LIMIT 1")) {
            return row.next() ? row.getString(1) : "0";
          }
        });
  }

  /** Since when the server has not answered; null while it does. */
  @Nullable Instant awaySince() {
    return awaySince;
  }

  private <T> T once(int isolation, Work<T> work) throws SQLException {
    try (Connection connection = pool.getConnection()) {
      connection.setAutoCommit(false);
      if (isolation != Connection.TRANSACTION_READ_COMMITTED) {
        // The pool gives the connection its usual isolation back.
        connection.setTransactionIsolation(isolation);
      }
      try {
        T result = work.on(connection);
        connection.commit();
        return result;
      } catch (SQLException | RuntimeException e) {
        try {
          connection.rollback();
        } catch (SQLException lost) {
          // With its connection, the transaction is gone as well.
          e.addSuppressed(lost);
        }
        throw e;
      }
    }
  }

  LedgerException failed(String what, SQLException e) {
    return FaultText.failed(address, what, e);
  }

  /**
   * Closes the database; of a file, only what is live is copied into a new one, which takes its
   * place. Deleted rows stay readable in the old file's unused pages otherwise.
   */
  void closeCompacted() {
    behind.flush();
    if (!address.isServer()) {
      try (Connection connection = pool.getConnection();
          Statement statement = connection.createStatement()) {
        statement.execute("SHUTDOWN COMPACT");
      } catch (SQLException e) {
        // The connection that shut the database down cannot be closed in the usual way.
        if (e.getErrorCode() != CLOSED) {
          throw failed("compacting the file", e);
        }
      }
    }
    close();
  }

  /** H2 makes its file as the umask will have it, and a new one when it compacts. */
  private static void restrict(LedgerAddress address) {
    Path file = address.file();
    if (file != null && Files.exists(file)) {
      try {
        OwnerOnly.restrict(file);
      } catch (IOException e) {
        throw new LedgerException(
            "ledger "
                + address
                + " is open to others, and its mode cannot be changed; let this user own it, or name"
                + " another ledger",
            e);
      }
    }
  }

  LedgerAddress address() {
    return address;
  }

  /** A connection that stays with the caller until he closes it. */
  Connection connection() throws SQLException {
    return pool.getConnection();
  }

  @Override
  public void close() {
    closing = true;
    try {
      behind.close();
    } finally {
      pool.close();
      restrict(address);
    }
  }
}
