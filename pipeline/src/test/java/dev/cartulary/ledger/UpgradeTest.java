package dev.cartulary.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cartulary.cost.CostLine;
import dev.cartulary.document.DocumentId;
import dev.cartulary.document.ExtractedText;
import dev.cartulary.escalation.Trust;
import dev.cartulary.field.Field;
import dev.cartulary.field.FieldValue;
import dev.cartulary.outcome.DocumentRecord;
import dev.cartulary.outcome.Failure;
import dev.cartulary.outcome.FailureReason;
import dev.cartulary.outcome.Stage;
import dev.cartulary.reading.CostedDocument;
import dev.cartulary.reading.Delivery;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.Deflater;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Ledgers as every version of the schema has left them, with data in them, opened by this version.
 * The payloads are those of the first version; nothing here is made by today's classes.
 */
@Timeout(120)
class UpgradeTest {
  private static final String WORK = "a".repeat(64);
  private static final String ID = "b".repeat(64);
  private static final String KEY = "c".repeat(64);

  private static final String DOCUMENT =
      """
      {"file":{"id":{"sha256":"%s"},"path":"a/b.pdf","location":"/in/a/b.pdf","sizeBytes":77},
      "mediaType":"application/pdf","pages":3,"ocrPages":1,"characters":100,"chunks":2,"type":"contract","model":"model",
      "summary":{"kind":"KEY_SENTENCES","text":"One.","spans":[{"start":0,"end":4}]},
      "fields":[{"name":"day","value":"February 29","normalized":{"kind":".FieldValue$Date","date":"2024-02-29"},
      "span":{"start":1,"end":12},"page":2,"probability":0.75,"status":"FOUND"},
      {"name":"value","value":"$5","normalized":{"kind":".FieldValue$Amount","amount":5.00,"currency":"USD"},
      "span":{"start":20,"end":22},"page":2,"probability":0.25,"status":"NEEDS_REVIEW"}],
      "usage":{"prefixTokens":1,"questionTokens":2,"generatedTokens":3},
      "timings":{"finishedAt":"2026-11-20T02:03:04.567Z","extractNanos":5,"modelNanos":6}}"""
          .formatted(ID);

  private static final String COMPLETION =
      """
      {"answers":[{"name":"parties","answers":[{"text":"Acme","span":{"start":3,"end":9},"probability":0.5}],
      "absentProbability":0.25}],"usage":{"prefixTokens":10,"questionTokens":20,"generatedTokens":30},"engineNanos":7}""";

  private static final String TEXT =
      """
      {"id":{"sha256":"%s"},"mediaType":"application/pdf","text":"One. Two.","pages":[{"number":1,"span":{"start":0,"end":9},
      "ocr":false,"confidence":null}],"layouts":[{"width":5950,"height":8420,"packed":""}]}"""
          .formatted(ID);

  private static final String DECIDED =
      """
      {"name":"value","value":"$7","normalized":{"kind":".FieldValue$Amount","amount":7.00,"currency":"USD"},
      "span":{"start":30,"end":32},"page":2,"probability":1.0,"status":"REVIEWED"}""";

  private static final String ANSWER =
      """
      {"content":"{}","said":[{"subject":{"field":"day","place":""},"kind":"GIVEN","value":{"name":"day","value":"March 1",
      "normalized":{"kind":".FieldValue$Date","date":"2024-03-01"},"span":{"start":40,"end":47},"page":2,"probability":1.0,
      "status":"FOUND"}}]}""";

  private static final String DIGEST = "d".repeat(64);

  /** Of documents, which had them before {@code document_cost}. */
  private static final String COUNTS =
      ", pages, characters, prefix_tokens, question_tokens, generated_tokens";

  private static final String COUNTED = ", 3, 100, 1, 2, 3";

  @TempDir Path folder;

  static Stream<Arguments> versions() {
    return Stream.of("1", "2", "3", "4", "5", "7", "10", "11", "12.1", "13", "14", "15", "16", "17")
        .flatMap(
            version ->
                Arrays.stream(LedgerServers.Kind.values())
                    .filter(kind -> !version.equals("7") || kind == LedgerServers.Kind.POSTGRESQL)
                    .map(kind -> Arguments.of(kind, version)));
  }

  @ParameterizedTest(name = "{0}, schema {1}")
  @MethodSource("versions")
  void open_ofAnOlderSchema_bringsItUpToDateWithAllThatIsInIt(
      LedgerServers.Kind kind, String version) throws Exception {
    LedgerAddress address = LedgerServers.empty(kind, folder);
    leave(address, version);

    try (Ledger ledger = Ledger.open(address, Clock.systemUTC())) {
      assertThat(ledger.runs().last("nightly")).map(FinishedRun::id).contains("R1");
      Delivery delivery = ledger.runs().delivery("R1");
      assertThat(delivery.documents())
          .containsExactly(new Delivery.Delivered("a/b.pdf", new DocumentId(ID), null, WORK));
      Failure failure =
          new Failure(
              new DocumentId(ID), "bad.pdf", null, Stage.EXTRACT, FailureReason.CORRUPT, "cut", 0);
      assertThat(delivery.failures()).containsExactly(failure);
      assertThat(ledger.failures().of("R1"))
          .extracting(FailedFile::failure)
          .containsExactly(failure);
      assertThat(ledger.failures().standing(WORK, "d".repeat(64)).find(new DocumentId(ID)))
          .as("of circumstances that nobody noted, nothing stands")
          .isEmpty();

      CostedDocument finished = ledger.documents(WORK).findCosted(new DocumentId(ID)).orElseThrow();
      DocumentRecord document = finished.document();
      assertThat(document.parts()).isEmpty();
      assertThat(document.pagesWithoutText()).isEmpty();
      assertThat(document.fields())
          .extracting(Field::normalized)
          .containsExactly(
              new FieldValue.Date(LocalDate.of(2024, 2, 29)),
              new FieldValue.Amount(
                  new BigDecimal(Double.parseDouble(version) >= 15 ? "7.00" : "5.00"), "USD"));
      assertThat(ledger.documents(WORK).findText(new DocumentId(ID)))
          .map(ExtractedText::text)
          .isEqualTo(
              Double.parseDouble(version) >= 14 ? Optional.of("One. Two.") : Optional.empty());
      Trust trust = new Trust("http://127.0.0.1:8000/v1", "big", 0.9, 0.5);
      assertThat(
              ledger.documents(WORK, trust).find(new DocumentId(ID)).orElseThrow().fields().get(0))
          .extracting(Field::normalized, Field::probability)
          .containsExactly(
              Double.parseDouble(version) >= 17
                  ? new Object[] {new FieldValue.Date(LocalDate.of(2024, 3, 1)), 0.9}
                  : new Object[] {new FieldValue.Date(LocalDate.of(2024, 2, 29)), 0.75});
      assertThat(finished.costs()).extracting(CostLine::item).containsExactly("energy");
      assertThat(ledger.completions().findAll(LedgerTest.DOCUMENT, List.of(KEY)))
          .hasEntrySatisfying(
              KEY, completion -> assertThat(completion.usage().total()).isEqualTo(60));
      assertThat(ledger.costs().work("R1").documents()).isEqualTo(1);
      assertThat(ledger.costs().totals("R1")).hasSize(1);
      assertThat(ledger.prices().prices()).isNotEmpty();
      assertThat(ledger.audit().verify(null).isWhole()).isTrue();

      ledger.runs().start(LedgerTest.started("R2"), "/out", "d".repeat(64));
      ledger.runs().deliver("R2", document.file(), WORK, true);
      ledger.runs().finish("R2", 1, 0);
      assertThat(ledger.runs().finished("nightly")).containsExactly("R2", "R1");
    }
  }

  /** Makes the ledger as a program of that time has left it. */
  private static void leave(LedgerAddress address, String version) throws SQLException {
    boolean server = address.isServer();
    String url = address.url() + (server ? "" : ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE");
    Flyway.configure()
        .dataSource(url, address.user(), "")
        .locations(
            "classpath:dev/cartulary/migration",
            "classpath:dev/cartulary/" + (server ? "postgresql" : "h2"))
        .table("schema_history")
        .target(version)
        .load()
        .migrate();
    try (Connection connection = DriverManager.getConnection(url, address.user(), "");
        Statement statement = connection.createStatement()) {
      statement.execute(
          "INSERT INTO run (id, job_name, work, product_version, started_at, finished_at, files, documents, failures) VALUES"
              + " ('R1', 'nightly', '"
              + WORK
              + "', '0.1', TIMESTAMP WITH TIME ZONE '2026-11-20 02:00:00+00', TIMESTAMP WITH TIME ZONE '2026-11-20 03:00:00+00', 2, 1, 1)");
      if (Double.parseDouble(version) >= 16) {
        statement.execute("UPDATE run SET finished_number = 1");
      }
      boolean counted = Double.parseDouble(version) < 12;
      payload(
          connection,
          "INSERT INTO document (payload, document_id, work, finished_at"
              + (counted ? COUNTS : "")
              + ") VALUES (?, '"
              + ID
              + "', '"
              + WORK
              + "', TIMESTAMP WITH TIME ZONE '2026-11-20 02:03:04+00'"
              + (counted ? COUNTED : "")
              + ")",
          DOCUMENT);
      if (!counted) {
        statement.execute(
            "INSERT INTO document_cost (document_id, work"
                + COUNTS
                + ") VALUES ('"
                + ID
                + "', '"
                + WORK
                + "'"
                + COUNTED
                + ")");
      }
      if (Double.parseDouble(version) >= 14) {
        text(connection);
        statement.execute("UPDATE document SET text_digest = '" + DIGEST + "'");
      }
      if (Double.parseDouble(version) >= 15) {
        payload(
            connection,
            "INSERT INTO review_decision (payload, document_id, text_digest, document_type, field, place, version, verdict, reviewer,"
                + " decided_at, seconds) VALUES (?, '"
                + ID
                + "', '"
                + DIGEST
                + "', 'contract', 'value', '', 1, 'CORRECTED', 'jane', TIMESTAMP WITH TIME ZONE '2026-11-21 09:00:00+00', 12)",
            DECIDED);
      }
      if (Double.parseDouble(version) >= 17) {
        payload(
            connection,
            "INSERT INTO escalation (answer, question, document_id, text_digest, document_type, field, request, endpoint, model,"
                + " approved_by, standing, approved_at, answered_at) VALUES (?, '', '"
                + ID
                + "', '"
                + DIGEST
                + "', 'contract', 'day', '"
                + KEY
                + "', 'http://127.0.0.1:8000/v1', 'big', 'jane', FALSE, TIMESTAMP WITH TIME ZONE '2026-11-21 09:00:00+00',"
                + " TIMESTAMP WITH TIME ZONE '2026-11-21 10:00:00+00')",
            ANSWER);
      }
      payload(
          connection,
          "INSERT INTO completion (payload, completion_key, stored_at) VALUES (?, '"
              + KEY
              + "', TIMESTAMP WITH TIME ZONE '2026-11-20 02:03:04+00')",
          COMPLETION);
      statement.execute(
          "INSERT INTO cost_line (document_id, work, position, kind, provider, item, quantity, unit, amount, currency, estimated,"
              + " priced_on, verified) VALUES ('"
              + ID
              + "', '"
              + WORK
              + "', 0, 'LOCAL', 'here', 'energy', 0.5, 'kWh', 0.01, 'USD', TRUE, NULL, FALSE)");
      statement.execute(
          "INSERT INTO run_document (run_id, path, document_id, work) VALUES ('R1', 'a/b.pdf', '"
              + ID
              + "', '"
              + WORK
              + "')");
      statement.execute(
          "INSERT INTO run_failure (run_id, path, document_id, stage, reason, message) VALUES"
              + " ('R1', 'bad.pdf', '"
              + ID
              + "', 'EXTRACT', 'CORRUPT', 'cut')");
    }
  }

  private static void text(Connection connection) throws SQLException {
    Deflater deflater = new Deflater(Deflater.DEFAULT_COMPRESSION, true);
    deflater.setInput(TEXT.getBytes(StandardCharsets.UTF_8));
    deflater.finish();
    byte[] payload = new byte[1_000];
    payload[0] = 3;
    int length = 1 + deflater.deflate(payload, 1, payload.length - 1);
    deflater.end();
    try (PreparedStatement insert =
        connection.prepareStatement(
            "INSERT INTO document_text (document_id, digest, payload) VALUES (?, ?, ?)")) {
      insert.setString(1, ID);
      insert.setString(2, DIGEST);
      insert.setBytes(3, Arrays.copyOf(payload, length));
      insert.executeUpdate();
    }
  }

  private static void payload(Connection connection, String sql, String json) throws SQLException {
    try (PreparedStatement insert = connection.prepareStatement(sql)) {
      byte[] text = json.getBytes(StandardCharsets.UTF_8);
      byte[] payload = new byte[text.length + 1];
      payload[0] = 1;
      System.arraycopy(text, 0, payload, 1, text.length);
      insert.setBytes(1, payload);
      insert.executeUpdate();
    }
  }
}
