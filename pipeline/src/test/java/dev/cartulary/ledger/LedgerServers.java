package dev.cartulary.ledger;

import dev.cartulary.scratch.ScratchFolder;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Fresh databases of every kind that a ledger can be in; PostgreSQL is a real server, started once.
 */
public final class LedgerServers {
  public enum Kind {
    H2,
    POSTGRESQL
  }

  private static final AtomicInteger NUMBER = new AtomicInteger();

  private LedgerServers() {}

  private static final class Server {
    private static final EmbeddedPostgres POSTGRES = start();
    private static final String UNUSED = unused();

    /** A database with a ledger that nobody has used. */
    private static String unused() {
      String name = "unused";
      try {
        open(create(name, ""));
      } catch (SQLException e) {
        throw new IllegalStateException(e);
      }
      return name;
    }

    static LedgerAddress create(String name, String from) throws SQLException {
      try (Connection connection = POSTGRES.getPostgresDatabase().getConnection();
          Statement statement = connection.createStatement()) {
        statement.execute("CREATE DATABASE " + name + from);
      }
      return new LedgerAddress(POSTGRES.getJdbcUrl("postgres", name), "postgres", "");
    }

    private static EmbeddedPostgres start() {
      try {
        EmbeddedPostgres server =
            EmbeddedPostgres.builder().setPGStartupWait(Duration.ofSeconds(60)).start();
        Runtime.getRuntime()
            .addShutdownHook(
                new Thread(
                    () -> {
                      try {
                        server.close();
                      } catch (IOException e) {
                        throw new UncheckedIOException(e);
                      }
                    }));
        return server;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /** An H2 file with a ledger that nobody has used: to migrate one takes longer than many tests. */
  private static final class UnusedFile {
    private static final byte[] BYTES = bytes();

    private static byte[] bytes() {
      try {
        Path folder = Files.createTempDirectory("ledger");
        open(file(folder, "unused"));
        byte[] bytes = Files.readAllBytes(folder.resolve("unused.mv.db"));
        ScratchFolder.delete(folder);
        return bytes;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private static void open(LedgerAddress address) {
    Ledger.open(address, Clock.systemUTC()).close();
  }

  /** The address of an empty database. */
  static LedgerAddress empty(Kind kind, Path folder) throws SQLException, IOException {
    String name = "ledger" + NUMBER.incrementAndGet();
    return switch (kind) {
      case H2 -> file(folder, name);
      case POSTGRESQL -> Server.create(name, "");
    };
  }

  /** The address of a database with an unused ledger. */
  public static LedgerAddress fresh(Kind kind, Path folder) throws SQLException, IOException {
    String name = "ledger" + NUMBER.incrementAndGet();
    return switch (kind) {
      case H2 -> {
        LedgerAddress address = file(folder, name);
        Files.write(folder.resolve(name + ".mv.db"), UnusedFile.BYTES);
        yield address;
      }
      case POSTGRESQL -> Server.create(name, " TEMPLATE " + Server.UNUSED);
    };
  }

  private static LedgerAddress file(Path folder, String name) throws IOException {
    Files.createDirectories(folder);
    return new LedgerAddress("jdbc:h2:file:" + folder.resolve(name), "", "");
  }
}
