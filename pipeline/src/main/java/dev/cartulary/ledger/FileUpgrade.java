package dev.cartulary.ledger;

import dev.cartulary.access.OwnerOnly;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.function.Consumer;
import javax.sql.DataSource;

/**
 * Brings a ledger in a file up to date in a copy beside it, which then takes its place at once. H2
 * makes each change of a schema durable by itself, so that a migration that is cut off in place
 * would leave a part of one, which nothing can complete.
 */
final class FileUpgrade {
  private static final String SUFFIX = ".mv.db";

  private final LedgerAddress address;
  private final Path file;
  private final Path copy;

  FileUpgrade(LedgerAddress address, Path file) {
    this.address = address;
    this.file = file;
    this.copy =
        file.resolveSibling(
            String.valueOf(file.getFileName()).replace(SUFFIX, ".upgrade" + SUFFIX));
  }

  /** Where the copy is while it is worked on. */
  LedgerAddress copyAddress() {
    String path = copy.toString();
    return new LedgerAddress(
        "jdbc:h2:file:"
            + path.substring(0, path.length() - SUFFIX.length())
            + address.url().substring(address.toString().length()),
        address.user(),
        address.password());
  }

  /**
   * Does it. The database that is open keeps the file locked meanwhile, and is shut down.
   *
   * @param upgrade works on the database at {@link #copyAddress} and closes it
   */
  void run(DataSource open, Consumer<LedgerAddress> upgrade) {
    try {
      try {
        execute(open, "CHECKPOINT SYNC");
        Files.copy(
            file,
            copy,
            StandardCopyOption.REPLACE_EXISTING, // what a run that was cut off has left
            StandardCopyOption.COPY_ATTRIBUTES);
        OwnerOnly.restrict(copy);
        upgrade.accept(copyAddress());
        Files.move(copy, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      } finally {
        Files.deleteIfExists(copy);
      }
      execute(open, "SHUTDOWN IMMEDIATELY");
    } catch (IOException | SQLException e) {
      throw new LedgerException(
          "ledger "
              + address
              + " cannot be brought up to date: its file cannot be copied; check that the disk has room"
              + " for it twice and that this user may write to its folder",
          e);
    }
  }

  private static void execute(DataSource database, String what) throws SQLException {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(what);
    } catch (SQLException e) {
      // A database that is shut down does not close its connections in the usual way.
      if (e.getErrorCode() != Database.CLOSED) {
        throw e;
      }
    }
  }
}
