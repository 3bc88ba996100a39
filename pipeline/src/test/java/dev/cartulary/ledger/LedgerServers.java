package dev.cartulary.ledger;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
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

  /** The address of an empty database. */
  public static LedgerAddress fresh(Kind kind, Path folder) throws SQLException, IOException {
    int number = NUMBER.incrementAndGet();
    return switch (kind) {
      case H2 -> {
        Files.createDirectories(folder);
        yield new LedgerAddress("jdbc:h2:file:" + folder.resolve("ledger" + number), "", "");
      }
      case POSTGRESQL -> {
        try (Connection connection = Server.POSTGRES.getPostgresDatabase().getConnection();
            Statement statement = connection.createStatement()) {
          statement.execute("CREATE DATABASE ledger" + number);
        }
        yield new LedgerAddress(
            Server.POSTGRES.getJdbcUrl("postgres", "ledger" + number), "postgres", "");
      }
    };
  }
}
