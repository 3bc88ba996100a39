package dev.cartulary.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Clock;
import java.util.List;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class FileUpgradeTest {
  private static final String OPTIONS = ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE";

  @TempDir Path folder;

  private LedgerAddress address() {
    return new LedgerAddress("jdbc:h2:file:" + folder.resolve("ledger"), "", "");
  }

  private Path file() {
    return folder.resolve("ledger.mv.db");
  }

  /** Leaves a ledger as an older version had it. */
  private void older(String... more) throws Exception {
    String url = address().url() + OPTIONS;
    Flyway.configure()
        .dataSource(url, "", "")
        .locations("classpath:dev/cartulary/migration", "classpath:dev/cartulary/h2")
        .table("schema_history")
        .target("3")
        .load()
        .migrate();
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement()) {
      for (String sql : more) {
        statement.execute(sql);
      }
    }
  }

  private List<String> files() throws Exception {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(path -> String.valueOf(path.getFileName())).sorted().toList();
    }
  }

  @Test
  void open_migrationFails_leavesTheLedgerAsItWas() throws Exception {
    older("CREATE TABLE audit_event (in_the_way INT)");
    assertThatThrownBy(() -> Ledger.open(address(), Clock.systemUTC()))
        .isInstanceOf(LedgerException.class)
        .hasMessageContaining("cannot be brought up to date");

    assertThat(files()).containsExactly("ledger.mv.db");
    try (Connection connection = DriverManager.getConnection(address().url() + OPTIONS);
        Statement statement = connection.createStatement();
        var row =
            statement.executeQuery("SELECT max(\"installed_rank\") FROM \"schema_history\"")) {
      assertThat(row.next()).isTrue();
      assertThat(row.getInt(1)).as("migrations done").isEqualTo(3);
    }
  }

  @Test
  void open_upgradeWasCutOffBefore_beginsAnewAndTidiesUp() throws Exception {
    older();
    Files.writeString(folder.resolve("ledger.upgrade.mv.db"), "half of a copy");

    try (Ledger ledger = Ledger.open(address(), Clock.systemUTC())) {
      assertThat(ledger.documents("a".repeat(64))).isNotNull();
    }

    assertThat(files()).containsExactly("ledger.mv.db");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file())))
        .isEqualTo("rw-------");
  }

  @Test
  void copyAddress_keepsTheOptionsOfTheUrl() {
    LedgerAddress address = new LedgerAddress("jdbc:h2:file:/a/led.ger;LOCK_TIMEOUT=5", "u", "p");
    assertThat(new FileUpgrade(address, Path.of("/a/led.ger.mv.db")).copyAddress())
        .isEqualTo(new LedgerAddress("jdbc:h2:file:/a/led.ger.upgrade;LOCK_TIMEOUT=5", "u", "p"));
  }
}
