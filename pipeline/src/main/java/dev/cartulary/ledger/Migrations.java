package dev.cartulary.ledger;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Objects;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationInfoService;
import org.flywaydb.core.api.MigrationVersion;
import org.flywaydb.core.api.exception.FlywayValidateException;

/** What brings the schema of a database up to date. */
record Migrations(LedgerAddress address, DataSource database) {
  private static final String COMMON = "classpath:dev/cartulary/migration";
  private static final String FILE = "classpath:dev/cartulary/h2";
  private static final String SERVER = "classpath:dev/cartulary/postgresql";

  /** Does those that are due. */
  void run() {
    Flyway flyway = flyway();
    inWords(
        () -> {
          known(flyway);
          return flyway.migrate();
        });
  }

  /** Whether any are to be done. Where none are, those that were done are looked at. */
  boolean areDue() {
    Flyway flyway = flyway();
    return inWords(
        () -> {
          boolean due = known(flyway).pending().length > 0;
          if (!due) {
            flyway.validate();
          }
          return due;
        });
  }

  /** The migrations, all of which this version has. */
  private MigrationInfoService known(Flyway flyway) {
    MigrationInfoService info = flyway.info();
    for (MigrationInfo migration : info.all()) {
      if (migration.getState().isApplied() && !migration.getState().isResolved()) {
        throw new LedgerException(
            "ledger "
                + address
                + " was written by a newer version of Cartulary (schema "
                + migration.getVersion()
                + "; this version knows "
                + newest(info.all())
                + "); install that version, or name another ledger");
      }
    }
    return info;
  }

  private <T> T inWords(Supplier<T> migrating) {
    try {
      return migrating.get();
    } catch (FlywayValidateException e) {
      throw new LedgerException(
          "ledger "
              + address
              + " has another schema than this version of Cartulary: it was written by a build that was never released, or"
              + " its tables were changed by hand; restore a backup, or name another ledger",
          e);
    } catch (FlywayException e) {
      throw new LedgerException(
          "ledger "
              + address
              + " cannot be brought up to date: "
              + FaultText.firstLine(e)
              + "; check that its user may create tables, or name another ledger",
          e);
    }
  }

  /** The newest schema among the program's own. */
  private static String newest(MigrationInfo[] migrations) {
    return Arrays.stream(migrations)
        .filter(migration -> migration.getState().isResolved())
        .map(MigrationInfo::getVersion)
        .filter(Objects::nonNull)
        .max(Comparator.naturalOrder())
        .map(MigrationVersion::getVersion)
        .orElse("none");
  }

  /** One dialect as far as it goes, and what each database has of its own. */
  private Flyway flyway() {
    return Flyway.configure()
        .dataSource(database)
        .locations(COMMON, address.isServer() ? SERVER : FILE)
        .table("schema_history")
        .load();
  }
}
