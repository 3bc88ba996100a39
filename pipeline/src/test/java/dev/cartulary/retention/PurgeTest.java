package dev.cartulary.retention;

import static dev.cartulary.retention.Letters.LETTER;
import static dev.cartulary.retention.Letters.MAIL;
import static dev.cartulary.retention.Letters.NOW;
import static dev.cartulary.retention.Letters.OWN_PART;
import static dev.cartulary.retention.Letters.SCAN;
import static dev.cartulary.retention.Letters.SHARED_PART;
import static dev.cartulary.retention.Letters.WORK;
import static dev.cartulary.retention.Letters.YOUNG;
import static dev.cartulary.retention.Letters.key;
import static dev.cartulary.retention.Letters.planted;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cartulary.audit.AuditLink;
import dev.cartulary.document.Part;
import dev.cartulary.ledger.Ledger;
import dev.cartulary.ledger.LedgerAddress;
import dev.cartulary.ledger.LedgerServers;
import dev.cartulary.outcome.DocumentRecord;
import dev.cartulary.outcome.Failure;
import dev.cartulary.parquet.OutputException;
import dev.cartulary.parquet.OutputFolder;
import dev.cartulary.parquet.Rewriting;
import dev.cartulary.parquet.StoredRun;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PurgeTest {
  @TempDir Path folder;

  private LedgerAddress address = new LedgerAddress("", "", "");

  @ParameterizedTest
  @EnumSource
  void run_ofADocument_leavesNoTraceOfItButItsId(LedgerServers.Kind kind) throws Exception {
    fill(kind);
    assertThat(found(planted(LETTER))).as("the planted value before").isTrue();
    assertThat(found("Letter of Zebulon.pdf")).isTrue();
    List<StoredRun.StoredValue> before = values("out");

    PurgeReport report = purge(new Choice(LETTER, null), false).run();

    assertThat(report.documents()).isEqualTo(1);
    assertThat(report.rowsLeft()).isZero();
    assertThat(report.folders()).containsExactly(folder.resolve("other"), folder.resolve("out"));
    assertThat(report.absent()).containsExactly(folder.resolve("elsewhere"));
    assertThat(report.before())
        .containsEntry("ledger_document", 1L)
        .containsEntry("ledger_document_cost", 1L)
        .containsEntry("ledger_document_text", 1L)
        .containsEntry("ledger_cost_line", 0L)
        .containsEntry("ledger_run_document", 3L)
        .containsEntry("ledger_document_completion", 2L)
        .containsEntry("ledger_completion", 3L)
        .containsEntry("tables_documents", 2L)
        .containsEntry("tables_fields", 2L)
        .containsEntry("tables_costs", 2L)
        .containsEntry("tables_failures", 0L);
    assertThat(report.left()).containsOnlyKeys(report.before().keySet());
    assertThat(found(planted(LETTER))).as("the planted value afterwards").isFalse();
    assertThat(found("Letter of Zebulon.pdf")).isFalse();
    assertThat(values("out"))
        .isEqualTo(before.stream().filter(value -> !value.path().startsWith("Letter")).toList())
        .isNotEmpty();
    assertThat(values("other")).isEmpty();
    try (Ledger ledger = open()) {
      assertThat(ledger.documents(WORK).find(LETTER)).isEmpty();
      assertThat(ledger.documents(WORK).isBarred(LETTER)).isTrue();
      assertThat(ledger.documents(WORK).findText(LETTER)).isEmpty();
      assertThat(ledger.documents(WORK).find(MAIL)).isPresent();
      assertThat(ledger.documents(WORK).findText(MAIL)).isPresent();
      assertThat(ledger.documents(WORK).isBarred(MAIL)).isFalse();
      assertThat(ledger.completions().findAll(YOUNG, List.of(key(1), key(2), key(9), key(10))))
          .as("its own and the one of nobody are gone, the one that another document needs stays")
          .containsOnlyKeys(key(10));
    }
  }

  @ParameterizedTest
  @EnumSource
  void run_leavesEventsThatProveIt(LedgerServers.Kind kind) throws Exception {
    fill(kind);
    PurgeReport report = purge(new Choice(MAIL, null), true).run();

    try (Ledger ledger = open()) {
      List<AuditLink> links = new ArrayList<>();
      ledger.audit().read(links::add);
      assertThat(ledger.audit().verify(null).isWhole()).isTrue();
      assertThat(links.get(links.size() - 1).head()).isEqualTo(report.head());
      List<String> last =
          links.subList(links.size() - 4, links.size()).stream().map(AuditLink::event).toList();
      assertThat(last.get(0))
          .contains("purge.started", "\"criterion\":\"document " + MAIL, "\"documents\":\"2\"");
      assertThat(last.get(1)).contains("document.purged", MAIL.sha256(), "\"barred\":\"false\"");
      assertThat(last.get(2)).contains("document.purged", OWN_PART.sha256());
      assertThat(last.get(3))
          .contains("purge.finished", "\"before_ledger_document\":\"2\"")
          .contains("\"removed_ledger_document\":\"2\"", "\"left_ledger_document\":\"0\"")
          .contains("\"removed_tables_documents\":\"4\"", "\"left_tables_fields\":\"0\"");
      assertThat(links).noneMatch(link -> link.event().contains("Zebulon"));
    }
  }

  @ParameterizedTest
  @EnumSource
  void run_ofAMessage_takesAlongWhatLiesNowhereElse(LedgerServers.Kind kind) throws Exception {
    fill(kind);
    assertThat(purge(new Choice(MAIL, null), false).run().rowsLeft()).isZero();

    try (Ledger ledger = open()) {
      assertThat(ledger.documents(WORK).find(OWN_PART)).isEmpty();
      assertThat(ledger.documents(WORK).find(SHARED_PART)).isPresent();
      assertThat(ledger.runs().delivery("R1").documents())
          .extracting(delivered -> delivered.path())
          .containsExactlyInAnyOrder(
              "Letter of Zebulon.pdf", "plan.pdf", "plan.pdf/deep.txt", "young.txt");
      assertThat(ledger.runs().delivery("R1").failures())
          .extracting(Failure::path)
          .containsExactlyInAnyOrder("scan.tiff", "locked.pdf");
    }
    assertThat(StoredRun.read(folder.resolve("out")).documents())
        .extracting(StoredRun.StoredDocument::path)
        .containsExactly("Letter of Zebulon.pdf", "plan.pdf", "plan.pdf/deep.txt", "young.txt");
    assertThat(StoredRun.read(folder.resolve("out")).failures())
        .extracting(StoredRun.StoredFailure::path)
        .containsExactly("scan.tiff", "locked.pdf");
  }

  @ParameterizedTest
  @EnumSource
  void run_ofAPart_isForgottenByItsMessage(LedgerServers.Kind kind) throws Exception {
    fill(kind);
    purge(new Choice(OWN_PART, null), false).run();

    try (Ledger ledger = open()) {
      DocumentRecord mail = ledger.documents(WORK).find(MAIL).orElseThrow();
      assertThat(mail.parts())
          .containsExactly(new Part("purged-1", null), new Part("plan.pdf", SHARED_PART));
    }
    assertThat(found(OWN_PART.sha256())).isFalse();
    assertThat(found("own of Zebulon.txt")).isFalse();
  }

  @ParameterizedTest
  @EnumSource
  void run_olderThan_takesWhatWasLastReadBefore(LedgerServers.Kind kind) throws Exception {
    fill(kind);
    Choice choice = new Choice(null, NOW.minus(Duration.ofDays(30)));
    PurgeReport report = purge(choice, false).run();

    assertThat(report.documents()).isEqualTo(6);
    assertThat(report.rowsLeft()).isZero();
    try (Ledger ledger = open()) {
      assertThat(ledger.documents(WORK).find(YOUNG)).isPresent();
      assertThat(ledger.documents(WORK).isBarred(SCAN)).as("which only failed").isTrue();
      assertThat(ledger.runs().delivery("R1").failures())
          .as("also the file that could not be read")
          .isEmpty();
      assertThat(ledger.runs().delivery("R1").documents()).hasSize(1);
    }
    assertThat(StoredRun.read(folder.resolve("out")).documents())
        .extracting(StoredRun.StoredDocument::path)
        .containsExactly("young.txt");
    assertThat(found("Zebulon")).isFalse();
    assertThat(purge(choice, false).dryRun().documents()).isZero();
  }

  @ParameterizedTest
  @EnumSource
  void dryRun_countsTheSameAndChangesNothing(LedgerServers.Kind kind) throws Exception {
    fill(kind);
    SortedMap<String, Long> counted = purge(new Choice(LETTER, null), false).dryRun().before();

    assertThat(found(planted(LETTER))).isTrue();
    assertThat(values("out")).anyMatch(value -> value.path().startsWith("Letter"));
    try (Ledger ledger = open()) {
      assertThat(ledger.documents(WORK).isBarred(LETTER)).isFalse();
      List<AuditLink> links = new ArrayList<>();
      ledger.audit().read(links::add);
      assertThat(links).noneMatch(link -> link.event().contains("purge"));
    }
    assertThat(purge(new Choice(LETTER, null), false).run().before()).isEqualTo(counted);
  }

  @ParameterizedTest
  @EnumSource
  void run_again_findsNothingAndForgetLiftsTheBar(LedgerServers.Kind kind) throws Exception {
    fill(kind);
    purge(new Choice(LETTER, null), false).run();
    assertThat(purge(new Choice(LETTER, null), false).run().before().values()).containsOnly(0L);
    try (Ledger ledger = open()) {
      assertThat(ledger.documents(WORK).isBarred(LETTER)).isTrue();
    }
    purge(new Choice(LETTER, null), true).run();
    try (Ledger ledger = open()) {
      assertThat(ledger.documents(WORK).isBarred(LETTER)).isFalse();
    }
  }

  @Test
  void run_cutOffAfterTheTables_isDoneByTheNext() throws Exception {
    fill(LedgerServers.Kind.H2);
    try (OutputFolder again = OutputFolder.again(folder.resolve("out")).orElseThrow()) {
      Rewriting.of(again, null, Set.of(LETTER));
    }
    // A killed purge leaves its unfinished folder, too.
    Files.createDirectories(folder.resolve("other/.run-R2.partial"));

    PurgeReport report = purge(new Choice(null, NOW.minus(Duration.ofDays(30))), false).run();

    assertThat(report.documents()).isEqualTo(6);
    assertThat(report.rowsLeft()).isZero();
    assertThat(found("Zebulon")).isFalse();
    assertThat(folder.resolve("other/.run-R2.partial")).doesNotExist();
  }

  @Test
  void run_whileAJobWrites_isRefusedAndRemovesNothing() throws Exception {
    fill(LedgerServers.Kind.H2);
    try (OutputFolder busy = OutputFolder.prepare(folder.resolve("other"), "R9")) {
      assertThat(busy.partial()).isDirectory();
      assertThatThrownBy(() -> purge(new Choice(LETTER, null), false).run())
          .isInstanceOf(OutputException.class)
          .hasMessageContaining("another run is writing");
    }
    try (Ledger ledger = open()) {
      assertThat(ledger.documents(WORK).find(LETTER)).isPresent();
    }
    assertThat(values("out")).anyMatch(value -> value.path().startsWith("Letter"));
  }

  private Purge purge(Choice choice, boolean forgotten) {
    return new Purge(
        "letters",
        address,
        folder.resolve("out"),
        null,
        choice,
        forgotten,
        Clock.fixed(NOW, ZoneOffset.UTC));
  }

  private Ledger open() {
    return Ledger.open(address, Clock.fixed(NOW, ZoneOffset.UTC));
  }

  private List<StoredRun.StoredValue> values(String output) {
    return StoredRun.read(folder.resolve(output)).values();
  }

  private void fill(LedgerServers.Kind kind) throws IOException, SQLException {
    address = LedgerServers.fresh(kind, folder.resolve("db"));
    Letters.fill(address, folder);
  }

  /**
   * Whether the ledger holds the text: the raw bytes of an H2 file, all columns of all tables of a
   * server; the audit trail and the bars, which keep ids, are left out there.
   */
  private boolean found(String text) throws IOException, SQLException {
    if (address.isServer()) {
      try (Connection connection =
              DriverManager.getConnection(address.url(), address.user(), address.password());
          Statement statement = connection.createStatement()) {
        List<String> tables = new ArrayList<>();
        try (ResultSet rows =
            statement.executeQuery(
                "SELECT table_name FROM information_schema.tables WHERE table_schema = 'public'"
                    + " AND table_name NOT IN ('audit_event', 'barred_document')")) {
          while (rows.next()) {
            tables.add(rows.getString(1));
          }
        }
        assertThat(tables).contains("document", "completion", "run_document", "run_failure");
        for (String table : tables) {
          try (ResultSet rows = statement.executeQuery("SELECT * FROM " + table)) {
            while (rows.next()) {
              for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
                byte[] bytes = rows.getBytes(i);
                if (bytes != null && new String(bytes, StandardCharsets.UTF_8).contains(text)) {
                  return true;
                }
              }
            }
          }
        }
      }
      return false;
    }
    if (text.matches("[0-9a-f]{64}")) {
      // The audit trail in the same file keeps the id.
      return foundInRecords(text);
    }
    try (Stream<Path> files = Files.list(folder.resolve("db"))) {
      for (Path file : files.toList()) {
        String bytes = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
        if (bytes.contains(text)) {
          return true;
        }
      }
    }
    return false;
  }

  private boolean foundInRecords(String text) {
    try (Ledger ledger = open()) {
      return Stream.of(LETTER, MAIL, OWN_PART, SHARED_PART, YOUNG)
          .flatMap(id -> ledger.documents(WORK).find(id).stream())
          .anyMatch(document -> document.toString().contains(text));
    }
  }
}
