package dev.cartulary.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cartulary.access.Holder;
import dev.cartulary.document.DocumentId;
import dev.cartulary.document.SourceFile;
import dev.cartulary.outcome.Failure;
import dev.cartulary.outcome.FailureReason;
import dev.cartulary.outcome.Stage;
import dev.cartulary.reading.Delivery;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class LedgerHoldTest {
  private static final Clock CLOCK = Clock.systemUTC();
  private static final String WORK = "a".repeat(64);

  @TempDir Path folder;

  @Test
  void hold_onAServer_keepsTheJobFromOthersUntilItsHolderIsGone() throws Exception {
    LedgerAddress address = LedgerServers.fresh(LedgerServers.Kind.POSTGRESQL, folder);
    try (Ledger first = Ledger.open(address, CLOCK);
        Ledger second = Ledger.open(address, CLOCK)) {
      LedgerHold held = first.hold("nightly");
      assertThatThrownBy(() -> second.hold("nightly"))
          .isInstanceOfSatisfying(LedgerException.class, e -> assertThat(e.isHeld()).isTrue())
          .hasMessageContaining("another run of the job nightly")
          .hasMessageContaining("pid " + ProcessHandle.current().pid() + " on ")
          .hasMessageContaining("--wait");
      second.hold("another job").close();

      held.close();
      second.hold("nightly").close();

      try (LedgerHold lost = first.hold("nightly")) {
        assertThat(lost).isNotNull();
        // As when the process dies.
        execute(
            address,
            "SELECT pg_terminate_backend(pid, 30000) FROM pg_locks WHERE locktype = 'advisory'");
        second.hold("nightly").close();
      }
    }
  }

  @Test
  void hold_ofAFile_isNotedBesideItForOtherProcesses() throws Exception {
    LedgerAddress address = LedgerServers.fresh(LedgerServers.Kind.H2, folder);
    try (Ledger ledger = Ledger.open(address, CLOCK)) {
      try (LedgerHold held = ledger.hold("nightly")) {
        assertThat(held).isNotNull();
        assertThatThrownBy(() -> Ledger.requireFree(address))
            .isInstanceOf(LedgerException.class)
            .hasMessageContaining("pid " + ProcessHandle.current().pid());
      }
      Ledger.requireFree(address);
    }
    // Left by a process that was killed: its number may have been given to another one since.
    Holder self = Holder.ofThisProcess(CLOCK.instant());
    Path note = Path.of(address.url().replace("jdbc:h2:file:", "") + ".holder");
    Files.writeString(
        note,
        new Holder(self.pid(), self.host(), self.since(), self.started().minusSeconds(60)).text());
    Ledger.requireFree(address);
  }

  @Test
  void transaction_serverCutsAllConnections_goesOnWithNewOnes() throws Exception {
    LedgerAddress address = LedgerServers.fresh(LedgerServers.Kind.POSTGRESQL, folder);
    try (Ledger ledger = Ledger.open(address, CLOCK)) {
      ledger.runs().start(LedgerTest.started("R1"), "/out", "c");
      execute(
          address,
          "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname ="
              + " current_database() AND pid <> pg_backend_pid()");

      ledger
          .completions()
          .store(LedgerTest.DOCUMENT, LedgerTest.key(1), LedgerTest.completion("a", 0.5));
      ledger.runs().start(LedgerTest.started("R1"), "/out", "c");

      assertThat(ledger.completions().findAll(LedgerTest.DOCUMENT, List.of(LedgerTest.key(1))))
          .hasSize(1);
      assertThat(ledger.audit().head().sequence()).as("started once").isEqualTo(1);
      assertThat(ledger.awaySince()).isNull();
    }
  }

  @Test
  void runs_ofTwoJobsAtOnce_deliverTheirOwnDocumentsOnly() throws Exception {
    LedgerAddress address = LedgerServers.fresh(LedgerServers.Kind.POSTGRESQL, folder);
    ExecutorService threads = Executors.newFixedThreadPool(2);
    try {
      List<Callable<Delivery>> jobs = new ArrayList<>();
      for (String job : List.of("one", "two")) {
        jobs.add(() -> run(address, job));
      }
      List<Delivery> delivered = new ArrayList<>();
      for (Future<Delivery> future : threads.invokeAll(jobs)) {
        delivered.add(future.get());
      }
      for (int i = 0; i < 2; i++) {
        String job = i == 0 ? "one" : "two";
        assertThat(delivered.get(i).documents())
            .hasSize(30)
            .allMatch(each -> each.path().startsWith(job + "/"));
        assertThat(delivered.get(i).failures())
            .hasSize(10)
            .allMatch(each -> each.path().startsWith(job + "/"));
      }
      try (Ledger ledger = Ledger.open(address, CLOCK)) {
        assertThat(ledger.audit().verify(null).isWhole()).isTrue();
        assertThat(ledger.audit().head().sequence()).isEqualTo(2 * (30 + 10 + 1));
      }
    } finally {
      threads.shutdownNow();
    }
  }

  /** Half of the documents have bytes that the other job reads, too. */
  private static Delivery run(LedgerAddress address, String job) throws Exception {
    try (Ledger ledger = Ledger.open(address, CLOCK);
        LedgerHold held = ledger.hold(job)) {
      assertThat(held).isNotNull();
      ledger.runs().start(LedgerTest.started(job), "/out/" + job, "c");
      for (int i = 0; i < 30; i++) {
        String bytes = i % 2 == 0 ? "both " + i : job + " " + i;
        DocumentId id = new DocumentId(String.format("%064x", bytes.hashCode() & 0xffffffffL));
        ledger.runs().deliver(job, new SourceFile(id, job + "/" + i, "/in", 1), WORK, i % 2 == 0);
        if (i % 3 == 0) {
          ledger
              .runs()
              .fail(
                  job,
                  new Failure(id, job + "/bad" + i, Stage.EXTRACT, FailureReason.CORRUPT, "why"));
        }
      }
      return ledger.runs().delivery(job);
    }
  }

  private static void execute(LedgerAddress address, String sql) throws SQLException {
    try (Connection connection = DriverManager.getConnection(address.url(), address.user(), "");
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
