package dev.cartulary.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cartulary.accounting.CostLines;
import dev.cartulary.accounting.Metered;
import dev.cartulary.audit.Actor;
import dev.cartulary.audit.AuditEvent;
import dev.cartulary.completion.Answer;
import dev.cartulary.completion.Branch;
import dev.cartulary.completion.BranchAnswer;
import dev.cartulary.completion.Choice;
import dev.cartulary.completion.Completion;
import dev.cartulary.completion.Constraint;
import dev.cartulary.completion.PrefixRequest;
import dev.cartulary.completion.TokenUsage;
import dev.cartulary.cost.CloudPrice;
import dev.cartulary.document.Box;
import dev.cartulary.document.CharSpan;
import dev.cartulary.document.DocumentId;
import dev.cartulary.document.ExtractedText;
import dev.cartulary.document.Page;
import dev.cartulary.document.PageLayout;
import dev.cartulary.document.SourceFile;
import dev.cartulary.document.WordBox;
import dev.cartulary.field.Field;
import dev.cartulary.field.FieldStatus;
import dev.cartulary.field.FieldValue;
import dev.cartulary.outcome.DocumentRecord;
import dev.cartulary.outcome.Failure;
import dev.cartulary.outcome.FailureReason;
import dev.cartulary.outcome.Stage;
import dev.cartulary.outcome.Summary;
import dev.cartulary.outcome.Timings;
import dev.cartulary.reading.Delivery;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LedgerTest {
  private static final Instant NOW = Instant.parse("2026-11-21T02:03:04.567Z");
  private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
  private static final String WORK = "a".repeat(64);

  /** Whose the completions are. */
  static final DocumentId DOCUMENT = new DocumentId("d".repeat(64));

  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource
  void completions_stored_areFoundAfterReopening(LedgerServers.Kind kind) throws Exception {
    LedgerAddress address = LedgerServers.fresh(kind, folder);
    Completion first = completion("Acme \u2014 \uD83D\uDE00 \u0000 Inc.", 0.1 + 0.2);
    Completion empty = new Completion(List.of(), TokenUsage.ZERO, 0);
    try (Ledger ledger = Ledger.open(address, CLOCK)) {
      ledger.completions().store(DOCUMENT, key(1), first);
      ledger.completions().store(DOCUMENT, key(2), empty);
      ledger.completions().store(DOCUMENT, key(1), empty);
    }
    try (Ledger ledger = Ledger.open(address, CLOCK)) {
      assertThat(ledger.completions().findAll(DOCUMENT, List.of(key(1), key(2), key(3))))
          .containsOnlyKeys(key(1), key(2))
          .containsEntry(key(1), first)
          .containsEntry(key(2), empty);
      assertThat(ledger.completions().findAll(DOCUMENT, List.of())).isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource
  void completions_storedByManyThreads_areAllFound(LedgerServers.Kind kind) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(6);
    try (Ledger ledger = Ledger.open(LedgerServers.fresh(kind, folder), CLOCK)) {
      List<Callable<Void>> stores = new ArrayList<>();
      for (int i = 0; i < 120; i++) {
        int number = i % 60;
        stores.add(
            () -> {
              ledger.completions().store(DOCUMENT, key(number), completion("value " + number, 0.5));
              return null;
            });
      }
      for (Future<Void> stored : threads.invokeAll(stores)) {
        stored.get();
      }
      List<String> keys = IntStream.range(0, 60).mapToObj(LedgerTest::key).toList();
      assertThat(ledger.completions().findAll(DOCUMENT, keys)).hasSize(60);
      assertThat(ledger.completions().findAll(DOCUMENT, keys).get(key(7)))
          .isEqualTo(completion("value 7", 0.5));
    } finally {
      threads.shutdownNow();
    }
  }

  @ParameterizedTest
  @EnumSource
  void documents_stored_areFoundForTheSameWorkOnly(LedgerServers.Kind kind) throws Exception {
    LedgerAddress address = LedgerServers.fresh(kind, folder);
    try (Ledger ledger = Ledger.open(address, CLOCK)) {
      ledger.documents(WORK).store(document(), metered());
      ledger.documents(WORK).store(document(), metered());
    }
    try (Ledger ledger = Ledger.open(address, CLOCK)) {
      DocumentId id = document().file().id();
      assertThat(ledger.documents(WORK).find(id)).contains(document());
      assertThat(ledger.documents(WORK).findCosted(id).orElseThrow().costs())
          .isEqualTo(new CostLines(ledger.prices()).of(metered()))
          .hasSizeGreaterThan(50);
      assertThat(ledger.documents("b".repeat(64)).find(id)).isEmpty();
      assertThat(ledger.documents("b".repeat(64)).findCosted(id)).isEmpty();
      assertThat(ledger.documents(WORK).find(new DocumentId(key(99)))).isEmpty();
    }
  }

  /** Also one that no database likes: long, and of bytes that cannot be deflated. */
  @ParameterizedTest
  @EnumSource
  void texts_stored_areFoundByTheRecordsThatWereMadeFromThem(LedgerServers.Kind kind)
      throws Exception {
    DocumentRecord document = document();
    DocumentId id = document.file().id();
    StringBuilder letters = new StringBuilder();
    Random random = new Random(7);
    for (int i = 0; i < 3_000_000; i++) {
      letters.append((char) (0x4e00 + random.nextInt(0x5000)));
    }
    try (Ledger ledger = Ledger.open(LedgerServers.fresh(kind, folder), CLOCK)) {
      ledger.documents(WORK).store(document, text(id, "One. Two."), metered());
      ledger.documents("b".repeat(64)).store(document, text(id, letters.toString()), metered());
      ledger.documents("c".repeat(64)).store(document, metered());
      ledger.documents("d".repeat(64)).store(document, text(id, "One. Two."), metered());

      assertThat(ledger.documents(WORK).findText(id))
          .as("its pages keep their size; boxes of words are too dear")
          .contains(text(id, "One. Two.").withoutWords());
      assertThat(ledger.documents("b".repeat(64)).findText(id).orElseThrow().text())
          .isEqualTo(letters.toString());
      assertThat(ledger.documents("c".repeat(64)).findText(id)).isEmpty();
      assertThat(ledger.documents("e".repeat(64)).findText(id)).isEmpty();
      assertThat(ledger.removal().rows(Set.of(id))).containsEntry("document_text", 2L);

      ledger.documents("b".repeat(64)).replace(document, text(id, "Three."), metered());
      assertThat(ledger.documents("b".repeat(64)).findText(id).orElseThrow().text())
          .isEqualTo("Three.");
      assertThat(ledger.documents("d".repeat(64)).findText(id)).isPresent();
      assertThat(ledger.removal().rows(Set.of(id)))
          .as("what nobody refers to is gone")
          .containsEntry("document_text", 2L);
    }
  }

  static ExtractedText text(DocumentId id, String text) {
    return new ExtractedText(
        id,
        "application/pdf",
        text,
        List.of(new Page(1, new CharSpan(0, text.length()), true, 0.75)),
        List.of(PageLayout.of(5950, 8420, List.of(new WordBox(0, 3, 1, 2, 3, 4)))));
  }

  @ParameterizedTest
  @EnumSource
  void finished_clockSetBackBetweenRuns_keepsTheirOrder(LedgerServers.Kind kind) throws Exception {
    LedgerAddress address = LedgerServers.fresh(kind, folder);
    Clock back = Clock.offset(CLOCK, Duration.ofDays(-1));
    for (Clock clock : List.of(CLOCK, back)) {
      try (Ledger ledger = Ledger.open(address, clock)) {
        String run = clock.equals(back) ? "earlier-by-its-clock" : "later-by-its-clock";
        ledger.runs().start(started(run), "/out", "c");
        ledger.runs().finish(run, 0, 0);
      }
    }
    try (Ledger ledger = Ledger.open(address, CLOCK)) {
      assertThat(ledger.runs().last("nightly"))
          .contains(new FinishedRun("earlier-by-its-clock", "nightly", back.instant(), 0, 0));
      assertThat(ledger.runs().finished("nightly"))
          .containsExactly("earlier-by-its-clock", "later-by-its-clock");
    }
  }

  @ParameterizedTest
  @EnumSource
  void runs_unfinished_areNotTheLast(LedgerServers.Kind kind) throws Exception {
    SourceFile file = document().file();
    try (Ledger ledger = Ledger.open(LedgerServers.fresh(kind, folder), CLOCK)) {
      assertThat(ledger.runs().last("")).isEmpty();
      ledger.documents(WORK).store(document(), metered());
      ledger.runs().start(started("run-1"), "/out", "c");
      ledger.runs().deliver("run-1", file, WORK, false);
      ledger.runs().deliver("run-1", file, WORK, false);
      ledger.runs().finish("run-1", 1, 2);
      ledger.runs().start(started("run-2"), "/out", "c");
      assertThat(ledger.runs().last("nightly"))
          .contains(new FinishedRun("run-1", "nightly", NOW, 1, 2));
      assertThat(ledger.runs().last("")).map(FinishedRun::id).contains("run-1");
      assertThat(ledger.runs().last("other")).isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource
  void delivery_ofARun_isWhatItNotedOnce(LedgerServers.Kind kind) throws Exception {
    SourceFile file = document().file();
    Failure unread =
        new Failure(null, "b.pdf", Stage.SCAN, FailureReason.UNREADABLE, "no permission to read");
    Failure empty =
        new Failure(file.id(), "c.pdf", Stage.EXTRACT, FailureReason.NO_TEXT, "holds no text");
    try (Ledger ledger = Ledger.open(LedgerServers.fresh(kind, folder), CLOCK)) {
      ledger.documents(WORK).store(document(), metered());
      for (String run : List.of("run-1", "run-2")) {
        ledger.runs().start(started(run), "/out", "c");
      }
      for (int again = 0; again < 2; again++) {
        ledger.runs().deliver("run-1", file, WORK, false);
        ledger.runs().fail("run-1", unread);
        ledger.runs().fail("run-1", empty);
      }
      Delivery delivery = ledger.runs().delivery("run-1");
      assertThat(delivery.documents())
          .containsExactly(new Delivery.Delivered(file.path(), file.id(), null, WORK));
      assertThat(delivery.failures()).containsExactlyInAnyOrder(unread, empty);
      assertThat(ledger.runs().delivery("run-2")).isEqualTo(new Delivery(List.of(), List.of()));
    }
  }

  /** Longer than any column or index takes, of characters that nothing makes shorter. */
  @ParameterizedTest
  @EnumSource
  void delivery_ofVeryLongPaths_isWhatItNoted(LedgerServers.Kind kind) throws Exception {
    String longest =
        new Random(5)
            .ints(4_090, 0x4e00, 0x9fff)
            .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
            .toString();
    String astral = "\uD83D\uDE00".repeat(600);
    DocumentId id = document().file().id();
    List<String> paths =
        List.of(longest + "a", longest + "b", astral, "x" + astral, longest.substring(0, 666));
    LedgerAddress address = LedgerServers.fresh(kind, folder);
    try (Ledger ledger = Ledger.open(address, CLOCK)) {
      ledger.runs().start(started("run-1"), "/out", "c");
      for (String path : paths) {
        ledger.runs().deliver("run-1", new SourceFile(id, path, "/in/1", 5), WORK, false);
        ledger.runs().fail("run-1", failed(id, path));
      }
    }
    try (Ledger ledger = Ledger.open(address, CLOCK)) {
      Delivery delivery = ledger.runs().delivery("run-1");
      assertThat(delivery.documents())
          .extracting(Delivery.Delivered::path)
          .containsExactlyInAnyOrderElementsOf(paths);
      assertThat(delivery.failures())
          .containsExactlyInAnyOrderElementsOf(
              paths.stream().map(path -> failed(id, path)).toList());
      assertThat(ledger.failures().of("run-1"))
          .extracting(file -> file.failure().path())
          .containsExactlyElementsOf(paths.stream().sorted().toList());
    }
  }

  private static Failure failed(DocumentId id, String path) {
    return new Failure(id, path, Stage.EXTRACT, FailureReason.NO_TEXT, "no text in " + path);
  }

  @ParameterizedTest
  @EnumSource
  void open_ofANewerSchema_isRefusedWithWords(LedgerServers.Kind kind) throws Exception {
    LedgerAddress address = LedgerServers.fresh(kind, folder);
    Ledger.open(address, CLOCK).close();
    try (Connection connection = DriverManager.getConnection(url(address), address.user(), "");
        Statement statement = connection.createStatement()) {
      statement.execute(
          "INSERT INTO \"schema_history\" VALUES (900, '900', 'from the future', 'SQL', 'V900__from_the_future.sql', 0, 'x', now(), 1, true)");
    }
    assertThatThrownBy(() -> Ledger.open(address, CLOCK))
        .isInstanceOf(LedgerException.class)
        .hasMessageContaining(address.toString())
        .hasMessageContaining("newer version of Cartulary (schema 900; this version knows ")
        .hasMessageContaining("install that version");
  }

  @ParameterizedTest
  @EnumSource
  void open_ofAnotherSchemaOfTheSameNumber_isRefusedWithWords(LedgerServers.Kind kind)
      throws Exception {
    LedgerAddress address = LedgerServers.fresh(kind, folder);
    Ledger.open(address, CLOCK).close();
    try (Connection connection = DriverManager.getConnection(url(address), address.user(), "");
        Statement statement = connection.createStatement()) {
      statement.execute("UPDATE \"schema_history\" SET \"checksum\" = 7 WHERE \"version\" = '3'");
    }
    assertThatThrownBy(() -> Ledger.open(address, CLOCK))
        .isInstanceOf(LedgerException.class)
        .hasMessageContaining(address.toString())
        .hasMessageContaining("has another schema than this version");
  }

  private static String url(LedgerAddress address) {
    return address.url() + (address.isServer() ? "" : ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE");
  }

  @Test
  void open_ofAFileThatIsInUse_saysSo() throws Exception {
    LedgerAddress address = new LedgerAddress("jdbc:h2:file:" + folder.resolve("busy"), "", "");
    Process holder = LedgerHolder.start(address, "hold");
    try {
      LedgerHolder.awaitReady(holder);
      assertThatThrownBy(() -> Ledger.open(address, CLOCK))
          .isInstanceOf(LedgerException.class)
          .hasMessageContaining("another process has it open")
          .hasMessageContaining("busy");
    } finally {
      holder.destroyForcibly().waitFor();
    }
  }

  /** Two processes on one server have the same answers to store, the one from behind. */
  @Test
  void completions_storedInOppositeOrders_areAllFound() throws Exception {
    LedgerAddress address = LedgerServers.fresh(LedgerServers.Kind.POSTGRESQL, folder);
    ExecutorService threads = Executors.newFixedThreadPool(2);
    int count = 3_000;
    try (Ledger one = Ledger.open(address, CLOCK);
        Ledger other = Ledger.open(address, CLOCK)) {
      List<Callable<Void>> stores =
          List.of(
              () -> {
                for (int i = 0; i < count; i++) {
                  one.completions().store(DOCUMENT, key(i), completion("value " + i, 0.5));
                }
                one.settle();
                return null;
              },
              () -> {
                for (int i = count - 1; i >= 0; i--) {
                  other.completions().store(DOCUMENT, key(i), completion("value " + i, 0.5));
                }
                other.settle();
                return null;
              });
      for (Future<Void> stored : threads.invokeAll(stores)) {
        stored.get();
      }
      List<String> keys = IntStream.range(0, count).mapToObj(LedgerTest::key).toList();
      assertThat(one.completions().findAll(DOCUMENT, keys)).hasSize(count);
    } finally {
      threads.shutdownNow();
    }
  }

  /** As the servers of these tests are set up. */
  @Test
  void commit_onAServerThatDoesNotWaitForItsDisk_waits() throws Exception {
    LedgerAddress address = LedgerServers.fresh(LedgerServers.Kind.POSTGRESQL, folder);
    String setting = "SHOW synchronous_commit";
    try (Connection plain =
            DriverManager.getConnection(address.url(), address.user(), address.password());
        Statement statement = plain.createStatement();
        ResultSet row = statement.executeQuery(setting)) {
      row.next();
      assertThat(row.getString(1)).isEqualTo("off");
    }
    AuditChain chain = new AuditChain(CLOCK, Actor.ofThisProcess());
    try (Database database = Database.open(address, chain)) {
      String found =
          database.transaction(
              "asking for a setting",
              connection -> {
                try (Statement statement = connection.createStatement();
                    ResultSet row = statement.executeQuery(setting)) {
                  row.next();
                  return row.getString(1);
                }
              });
      assertThat(found).isEqualTo("on");
    }
  }

  @Test
  void store_thenKilled_losesNothing() throws Exception {
    LedgerAddress address = new LedgerAddress("jdbc:h2:file:" + folder.resolve("killed"), "", "");
    Process writer = LedgerHolder.start(address, "write");
    int acknowledged = 0;
    try {
      LedgerHolder.awaitReady(writer);
      while (acknowledged < 100) {
        acknowledged = Integer.parseInt(String.valueOf(writer.inputReader().readLine()));
      }
    } finally {
      // Through the handle: the process's own method would close the pipe with what it still holds.
      writer.toHandle().destroyForcibly();
      writer.waitFor();
    }
    for (String line = writer.inputReader().readLine();
        line != null;
        line = writer.inputReader().readLine()) {
      acknowledged = Integer.parseInt(line);
    }
    try (Ledger ledger = Ledger.open(address, CLOCK)) {
      List<String> keys = IntStream.rangeClosed(1, acknowledged).mapToObj(LedgerTest::key).toList();
      assertThat(ledger.completions().findAll(DOCUMENT, keys)).hasSize(acknowledged);
    }
  }

  @Test
  void open_withABadAddress_namesCauseAndRemedyButNoPassword() throws Exception {
    LedgerAddress postgres = LedgerServers.fresh(LedgerServers.Kind.POSTGRESQL, folder);
    LedgerAddress missing =
        new LedgerAddress(
            postgres.url().replaceAll("/ledger\\d+", "/nowhere"), "postgres", "secret-word");
    assertThatThrownBy(() -> Ledger.open(missing, CLOCK))
        .hasMessageContaining("the database does not exist")
        .hasMessageNotContaining("secret-word");
    LedgerAddress unreachable =
        new LedgerAddress(
            "jdbc:postgresql://127.0.0.1:1/x?password=secret-word", "u", "secret-word");
    assertThatThrownBy(() -> Ledger.open(unreachable, CLOCK))
        .hasMessageContaining("check that the database runs")
        .hasMessageNotContaining("secret-word");
    LedgerAddress unknown = new LedgerAddress("jdbc:oracle:thin:@x", "", "");
    assertThatThrownBy(() -> Ledger.open(unknown, CLOCK)).hasMessageContaining("unknown kind");
    Path file = Files.writeString(folder.resolve("plain"), "text");
    LedgerAddress inAFile = new LedgerAddress("jdbc:h2:file:" + file.resolve("ledger"), "", "");
    assertThatThrownBy(() -> Ledger.open(inAFile, CLOCK))
        .isInstanceOf(LedgerException.class)
        .hasMessageContaining("cannot be opened");
  }

  @Test
  void key_changesWithEverythingThatCanChangeTheAnswer() {
    Constraint verbatim = new Constraint.Verbatim(5, false);
    PrefixRequest request = new PrefixRequest("text", List.of(new Branch("a", "q", verbatim)));
    String key = CompletionKey.of("model", request);
    assertThat(key)
        .hasSize(64)
        .isEqualTo(
            CompletionKey.of(
                "model", new PrefixRequest("text", List.of(new Branch("a", "q", verbatim)))));
    List<PrefixRequest> others =
        List.of(
            new PrefixRequest("texts", request.branches()),
            new PrefixRequest("text", List.of()),
            new PrefixRequest("text", List.of(new Branch("b", "q", verbatim))),
            new PrefixRequest("text", List.of(new Branch("a", "r", verbatim))),
            new PrefixRequest(
                "text", List.of(new Branch("a", "q", new Constraint.Verbatim(6, false)))),
            new PrefixRequest(
                "text", List.of(new Branch("a", "q", new Constraint.Verbatim(5, true)))),
            new PrefixRequest("text", List.of(new Branch("a", "q", new Constraint.Free(5)))),
            new PrefixRequest(
                "text",
                List.of(
                    new Branch(
                        "a",
                        "q",
                        new Constraint.OneOf(
                            List.of(new Choice("te", new CharSpan(0, 2))), false)))),
            new PrefixRequest(
                "text",
                List.of(
                    new Branch(
                        "a", "q", new Constraint.OneOf(List.of(new Choice("te", null)), false)))));
    assertThat(others.stream().map(other -> CompletionKey.of("model", other)).distinct())
        .hasSize(others.size())
        .doesNotContain(key);
    assertThat(CompletionKey.of("model2", request)).isNotEqualTo(key);
  }

  static AuditEvent.RunStarted started(String run) {
    return new AuditEvent.RunStarted(
        run,
        "nightly",
        WORK,
        new AuditEvent.Model("embedded", "f", "int8"),
        "9",
        new AuditEvent.Schema("contract", "s"),
        "0.1",
        "/in");
  }

  static String key(int number) {
    return String.format("%064x", number);
  }

  static Completion completion(String text, double probability) {
    return new Completion(
        List.of(
            new BranchAnswer(
                "parties",
                List.of(
                    new Answer(text, new CharSpan(3, 9), probability), new Answer("none", null, 1)),
                0.25),
            new BranchAnswer("date", List.of(), 1)),
        new TokenUsage(10, 20, 30),
        1234567890123L);
  }

  static DocumentRecord document() {
    SourceFile file = new SourceFile(new DocumentId(key(5)), "a/b c.pdf", "/in/a/b c.pdf", 77);
    List<Field> fields =
        List.of(
            field("name", new FieldValue.Text("Acme")),
            field("day", new FieldValue.Date(LocalDate.of(2024, 2, 29))),
            field("value", new FieldValue.Amount(new BigDecimal("1250000.00"), "USD")),
            field("count", new FieldValue.Quantity(new BigDecimal("1E+3"))),
            field("flag", new FieldValue.Flag(true)),
            new Field("lost", "x", new FieldValue.Text("x"), null, 0, 0.5, FieldStatus.UNGROUNDED));
    Summary summary =
        new Summary(
            Summary.Kind.KEY_SENTENCES,
            "One. Two.",
            List.of(new CharSpan(0, 4), new CharSpan(5, 9)));
    return new DocumentRecord(
        file,
        "application/pdf",
        3,
        1,
        0.875,
        List.of(2),
        100,
        2,
        "contract",
        "model",
        summary,
        fields,
        new TokenUsage(1, 2, 3),
        new Timings(NOW, 5, 6),
        List.of());
  }

  private static Field field(String name, FieldValue value) {
    return new Field(
        name,
        "verbatim",
        value,
        new CharSpan(1, 9),
        2,
        0.75,
        FieldStatus.FOUND,
        List.of(new Box(2, 720, 1_000, 480, 100)),
        List.of(new CharSpan(20, 30)));
  }

  /** What {@link #document()} took. */
  public static Metered metered() {
    return new Metered(
        LocalDate.of(2026, 11, 21),
        "embedded",
        new CloudPrice.Work(3, 3, 3, 100),
        2,
        new Metered.Spent(new BigDecimal("0.000123456789"), new BigDecimal("0.000018024691"), true),
        new Metered.Spent(
            new BigDecimal("0.001234567890"), new BigDecimal("0.000063094500"), false));
  }
}
