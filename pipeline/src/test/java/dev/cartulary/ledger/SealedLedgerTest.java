package dev.cartulary.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cartulary.completion.Completion;
import dev.cartulary.document.CharSpan;
import dev.cartulary.document.DocumentId;
import dev.cartulary.document.SourceFile;
import dev.cartulary.endpoint.ChatEndpoint;
import dev.cartulary.endpoint.ChatReply;
import dev.cartulary.escalation.Answered;
import dev.cartulary.escalation.Letter;
import dev.cartulary.escalation.Passage;
import dev.cartulary.escalation.Question;
import dev.cartulary.escalation.Said;
import dev.cartulary.escalation.Trust;
import dev.cartulary.field.Field;
import dev.cartulary.field.FieldDefinition;
import dev.cartulary.field.FieldStatus;
import dev.cartulary.field.FieldValue;
import dev.cartulary.keys.Encryption;
import dev.cartulary.keys.KeyFolder;
import dev.cartulary.keys.KeyRing;
import dev.cartulary.outcome.DocumentRecord;
import dev.cartulary.outcome.Failure;
import dev.cartulary.outcome.FailureReason;
import dev.cartulary.outcome.Stage;
import dev.cartulary.reading.Delivery;
import dev.cartulary.review.Decision;
import dev.cartulary.review.Subject;
import dev.cartulary.review.Verdict;
import dev.cartulary.types.Fields;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The ledger of a job that encrypts: everything is found with the keys, and nothing without. */
class SealedLedgerTest {
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-11-21T02:03:04.567Z"), ZoneOffset.UTC);
  private static final String WORK = "a".repeat(64);
  private static final String RUN = "20261121-020304-567";

  @TempDir Path parent;
  private Path keyFolder = Path.of("");

  @BeforeEach
  void makeKeys() {
    keyFolder = parent.resolve("keys");
    KeyFolder.create(keyFolder);
  }

  @ParameterizedTest
  @EnumSource
  void everything_isFoundWithTheKeys_alsoAfterRotation(LedgerServers.Kind kind) throws Exception {
    LedgerAddress address = LedgerServers.fresh(kind, parent.resolve("db"));
    Completion completion = LedgerTest.completion("Zebulon Quist", 0.5);
    DocumentRecord document = LedgerTest.document();
    Failure failure = failure();
    try (Ledger ledger = Ledger.open(address, CLOCK, keys())) {
      fill(ledger, completion, document, failure);
    }
    KeyFolder.open(keyFolder).rotate();
    try (Ledger ledger = Ledger.open(address, CLOCK, keys())) {
      assertFound(ledger, completion, document, failure);
      ledger.completions().store(LedgerTest.DOCUMENT, LedgerTest.key(8), completion);
    }
    try (Ledger ledger = Ledger.open(address, CLOCK, keys())) {
      assertThat(
              ledger
                  .completions()
                  .findAll(LedgerTest.DOCUMENT, List.of(LedgerTest.key(7), LedgerTest.key(8))))
          .containsOnlyKeys(LedgerTest.key(7), LedgerTest.key(8))
          .containsValue(completion);
    }
  }

  @ParameterizedTest
  @EnumSource
  void rows_withoutTheKeys_sayNothingOfADocument(LedgerServers.Kind kind) throws Exception {
    LedgerAddress address = LedgerServers.fresh(kind, parent.resolve("db"));
    try (Ledger ledger = Ledger.open(address, CLOCK, keys())) {
      fill(ledger, LedgerTest.completion("Zebulon Quist", 0.5), LedgerTest.document(), failure());
      DocumentId id = LedgerTest.document().file().id();
      ledger.reviews().decide(ledger.reviews().find(id, WORK).orElseThrow(), decided());
      assertThat(ledger.reviews().find(id, WORK).orElseThrow().decisions())
          .containsExactly(decided());
      Letter letter = letter(id, ledger.reviews().find(id, WORK).orElseThrow().digest());
      ledger.escalations().approve(letter, "jane", false);
      Said said = new Said(Subject.of("lost", false, null), decided().value(), Said.Kind.GIVEN);
      ledger
          .escalations()
          .answered(letter, new Answered("Zebulon", List.of(said)), new ChatReply("", 1, 1, 1));
      assertThat(ledger.reviews(new Trust(letter.to().url(), "m", 0.9, 0.5)).find(id, WORK))
          .get()
          .extracting(document -> document.found().fields())
          .asString()
          .contains("Zebulon");
    }

    StringBuilder seen = new StringBuilder();
    try (Connection connection = connect(address, kind);
        Statement statement = connection.createStatement()) {
      for (String table :
          List.of(
              "completion",
              "document",
              "document_text",
              "review_decision",
              "escalation",
              "run_document",
              "run_failure")) {
        try (ResultSet rows = statement.executeQuery("SELECT * FROM " + table)) {
          assertThat(rows.next()).isTrue();
          for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
            byte[] bytes =
                rows.getMetaData().getColumnName(i).matches("(?i)payload|sealed|question|answer")
                    ? rows.getBytes(i)
                    : String.valueOf(rows.getString(i)).getBytes(StandardCharsets.UTF_8);
            seen.append(new String(bytes, StandardCharsets.ISO_8859_1)).append('\n');
          }
        }
      }
    }
    assertThat(seen)
        .contains("ledger:1")
        .doesNotContain(
            "Zebulon", "Quist", "Acme", "verbatim", "a/b c.pdf", "One. Two.", "odd page");
  }

  /** The bytes on the disk, those of rows that were deleted or replaced included. */
  @Test
  void fileOfH2_hasNoneOfTheValues() throws Exception {
    Path folder = parent.resolve("db");
    LedgerAddress address = LedgerServers.fresh(LedgerServers.Kind.H2, folder);
    try (Ledger ledger = Ledger.open(address, CLOCK, keys())) {
      fill(ledger, LedgerTest.completion("Zebulon Quist", 0.5), LedgerTest.document(), failure());
      assertNothingIn(folder);
    }
    assertNothingIn(folder);
  }

  @ParameterizedTest
  @EnumSource
  void whatWasWrittenBefore_staysReadable(LedgerServers.Kind kind) throws Exception {
    LedgerAddress address = LedgerServers.fresh(kind, parent.resolve("db"));
    Completion completion = LedgerTest.completion("Zebulon Quist", 0.5);
    DocumentRecord document = LedgerTest.document();
    try (Ledger ledger = Ledger.open(address, CLOCK)) {
      fill(ledger, completion, document, failure());
    }
    try (Ledger ledger = Ledger.open(address, CLOCK, keys())) {
      assertFound(ledger, completion, document, failure());
    }
  }

  @ParameterizedTest
  @EnumSource
  void open_withoutTheKeys_isRefusedWithWords(LedgerServers.Kind kind) throws Exception {
    LedgerAddress address = LedgerServers.fresh(kind, parent.resolve("db"));
    try (Ledger ledger = Ledger.open(address, CLOCK, keys())) {
      ledger
          .completions()
          .store(LedgerTest.DOCUMENT, LedgerTest.key(7), LedgerTest.completion("x", 0.5));
      ledger.runs().start(LedgerTest.started(RUN), "/out", "c");
      ledger.runs().fail(RUN, failure());
      ledger.runs().finish(RUN, 0, 1);
    }
    assertThatThrownBy(() -> Ledger.open(address, CLOCK, null))
        .isInstanceOf(LedgerException.class)
        .hasMessageContaining("holds encrypted work, and the job names no keys")
        .hasMessageContaining("under encryption");
    try (Ledger books = Ledger.open(address, CLOCK)) {
      assertThat(books.runs().last("nightly")).isPresent();
      assertThat(books.costs().work(RUN).documents()).isZero();
      assertThatThrownBy(
              () -> books.completions().findAll(LedgerTest.DOCUMENT, List.of(LedgerTest.key(7))))
          .isInstanceOf(LedgerException.class)
          .hasMessageContaining("an encrypted Completion");
    }
    KeyFolder.create(parent.resolve("others"));
    KeyRing others = KeyRing.open(new Encryption.Folder(parent.resolve("others").toString()));
    try (Ledger ledger = Ledger.open(address, CLOCK, others)) {
      assertThatThrownBy(
              () -> ledger.completions().findAll(LedgerTest.DOCUMENT, List.of(LedgerTest.key(7))))
          .isInstanceOf(LedgerException.class)
          .hasMessageContaining("cannot be decrypted")
          .hasMessageContaining("ledger-0001.key is another key");
    }
  }

  @ParameterizedTest
  @EnumSource
  void payloads_thatWereSwapped_areRefused(LedgerServers.Kind kind) throws Exception {
    LedgerAddress address = LedgerServers.fresh(kind, parent.resolve("db"));
    try (Ledger ledger = Ledger.open(address, CLOCK, keys())) {
      ledger
          .completions()
          .store(LedgerTest.DOCUMENT, LedgerTest.key(1), LedgerTest.completion("one", 0.5));
      ledger
          .completions()
          .store(LedgerTest.DOCUMENT, LedgerTest.key(2), LedgerTest.completion("two", 0.5));
    }
    try (Connection connection = connect(address, kind);
        Statement statement = connection.createStatement()) {
      assertThat(
              statement.executeUpdate(
                  "UPDATE completion SET payload = (SELECT payload FROM completion WHERE"
                      + " completion_key = '"
                      + LedgerTest.key(2)
                      + "') WHERE completion_key = '"
                      + LedgerTest.key(1)
                      + "'"))
          .isEqualTo(1);
    }
    try (Ledger ledger = Ledger.open(address, CLOCK, keys())) {
      assertThat(ledger.completions().findAll(LedgerTest.DOCUMENT, List.of(LedgerTest.key(2))))
          .hasSize(1);
      assertThatThrownBy(
              () -> ledger.completions().findAll(LedgerTest.DOCUMENT, List.of(LedgerTest.key(1))))
          .isInstanceOf(LedgerException.class)
          .hasMessageContaining("belongs elsewhere")
          .hasMessageNotContaining("two");
    }
  }

  private KeyRing keys() {
    return KeyRing.open(new Encryption.Folder(keyFolder.toString()));
  }

  private static Failure failure() {
    return new Failure(
        null, "quist_zebulon.pdf", Stage.EXTRACT, FailureReason.UNREADABLE, "odd page");
  }

  private static Letter letter(DocumentId id, String digest) {
    FieldDefinition field = Fields.of("lost", "type: text");
    Passage passage =
        new Passage(
            "[NAME 1]", List.of(new Passage.Piece(new CharSpan(0, 8), new CharSpan(9, 16), true)));
    return new Letter(
        id,
        digest,
        LedgerTest.document().type(),
        new ChatEndpoint("http://127.0.0.1:8000/v1", "m", null, 1, 1),
        new Question(field, List.of(), passage, "verbatim Zebulon", "e".repeat(64)));
  }

  private static Decision decided() {
    return new Decision(
        Subject.of("lost", false, null),
        1,
        Verdict.CORRECTED,
        new Field(
            "lost",
            "Zebulon",
            new FieldValue.Text("Zebulon"),
            new CharSpan(9, 16),
            1,
            1,
            FieldStatus.REVIEWED),
        "jane",
        CLOCK.instant(),
        5);
  }

  private static void fill(
      Ledger ledger, Completion completion, DocumentRecord document, Failure failure) {
    SourceFile file = document.file();
    ledger.runs().start(LedgerTest.started(RUN), "/out", "c");
    ledger.completions().store(LedgerTest.DOCUMENT, LedgerTest.key(7), completion);
    ledger
        .documents(WORK)
        .store(document, LedgerTest.text(file.id(), "Verbatim Zebulon."), LedgerTest.metered());
    for (int again = 0; again < 2; again++) {
      ledger.runs().deliver(RUN, file, WORK, false);
      ledger.runs().fail(RUN, failure);
    }
    ledger.runs().finish(RUN, 1, 1);
  }

  private static void assertFound(
      Ledger ledger, Completion completion, DocumentRecord document, Failure failure) {
    SourceFile file = document.file();
    assertThat(ledger.completions().findAll(LedgerTest.DOCUMENT, List.of(LedgerTest.key(7))))
        .containsOnly(Map.entry(LedgerTest.key(7), completion));
    assertThat(ledger.documents(WORK).find(file.id())).contains(document);
    assertThat(ledger.documents(WORK).findText(file.id()).orElseThrow().text())
        .isEqualTo("Verbatim Zebulon.");
    assertThat(ledger.runs().delivery(RUN))
        .isEqualTo(
            new Delivery(
                List.of(new Delivery.Delivered(file.path(), file.id(), null, WORK)),
                List.of(failure)));
    assertThat(ledger.costs().work(RUN).documents()).isEqualTo(1);
    assertThat(ledger.documents(WORK).find(new DocumentId(LedgerTest.key(99)))).isEmpty();
  }

  private static void assertNothingIn(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        String bytes = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
        String wide = bytes.replace("\u0000", "");
        for (String secret :
            List.of("Zebulon", "quist", "Acme", "verbatim", "b c.pdf", "One. Two.", "odd page")) {
          assertThat(bytes.contains(secret) || wide.contains(secret)).as(secret).isFalse();
        }
      }
    }
  }

  private static Connection connect(LedgerAddress address, LedgerServers.Kind kind)
      throws Exception {
    String mode = kind == LedgerServers.Kind.H2 ? ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE" : "";
    return DriverManager.getConnection(address.url() + mode, address.user(), "");
  }
}
