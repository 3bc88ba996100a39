package dev.cartulary.retention;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cartulary.accounting.Metered;
import dev.cartulary.audit.AuditEvent;
import dev.cartulary.completion.Answer;
import dev.cartulary.completion.BranchAnswer;
import dev.cartulary.completion.Completion;
import dev.cartulary.completion.TokenUsage;
import dev.cartulary.cost.CloudPrice;
import dev.cartulary.cost.CostLine;
import dev.cartulary.document.CharSpan;
import dev.cartulary.document.DocumentId;
import dev.cartulary.document.ExtractedText;
import dev.cartulary.document.Page;
import dev.cartulary.document.Part;
import dev.cartulary.document.SourceFile;
import dev.cartulary.field.Field;
import dev.cartulary.field.FieldStatus;
import dev.cartulary.field.FieldValue;
import dev.cartulary.ledger.Ledger;
import dev.cartulary.ledger.LedgerAddress;
import dev.cartulary.outcome.DocumentRecord;
import dev.cartulary.outcome.Failure;
import dev.cartulary.outcome.FailureReason;
import dev.cartulary.outcome.Stage;
import dev.cartulary.outcome.Summary;
import dev.cartulary.outcome.Timings;
import dev.cartulary.parquet.CostRow;
import dev.cartulary.parquet.DocumentRow;
import dev.cartulary.parquet.FailureRow;
import dev.cartulary.parquet.FieldRow;
import dev.cartulary.parquet.OutputFolder;
import dev.cartulary.parquet.Table;
import dev.cartulary.parquet.TableWriter;
import dev.cartulary.reading.CompletionStore;
import java.io.IOException;
import java.io.Serializable;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Letters that two jobs have read: a ledger and two folders of tables, to be purged. */
final class Letters {
  static final Instant OLD = Instant.parse("2026-09-01T02:00:00Z");
  static final Instant NOW = Instant.parse("2026-11-21T02:00:00Z");
  static final String WORK = "a".repeat(64);

  /**
   * A letter; a message with a part of its own and one that also lies beside it; a young letter.
   */
  static final DocumentId LETTER = id(1);

  static final DocumentId MAIL = id(2);
  static final DocumentId OWN_PART = id(3);
  static final DocumentId SHARED_PART = id(4);
  static final DocumentId YOUNG = id(5);
  static final DocumentId SCAN = id(6);

  /** Inside of the part that lies in two places. */
  static final DocumentId DEEP = id(7);

  private static final DocumentId NOBODY = id(8);

  private Letters() {}

  /** Two runs of two jobs over one ledger, with their tables. */
  static void fill(LedgerAddress address, Path folder) throws IOException {
    List<DocumentRecord> documents =
        List.of(
            record(LETTER, "Letter of Zebulon.pdf", null, OLD),
            record(
                MAIL,
                "mail.eml",
                null,
                OLD,
                new Part("own of Zebulon.txt", OWN_PART),
                new Part("plan.pdf", SHARED_PART)),
            record(OWN_PART, "mail.eml/own of Zebulon.txt", MAIL, OLD),
            record(SHARED_PART, "mail.eml/plan.pdf", MAIL, OLD),
            record(SHARED_PART, "plan.pdf", null, OLD),
            record(DEEP, "mail.eml/plan.pdf/deep.txt", SHARED_PART, OLD),
            record(DEEP, "plan.pdf/deep.txt", SHARED_PART, OLD),
            record(YOUNG, "young.txt", null, NOW));
    List<Failure> failures =
        List.of(
            new Failure(SCAN, "scan.tiff", Stage.EXTRACT, FailureReason.NO_TEXT, "no text"),
            new Failure(null, "locked.pdf", Stage.SCAN, FailureReason.UNREADABLE, "locked"));
    try (Ledger ledger = Ledger.open(address, Clock.fixed(OLD, ZoneOffset.UTC))) {
      ledger.runs().start(started("R1", "letters"), folder.resolve("out").toString(), "c");
      ledger.runs().start(started("R2", "others"), folder.resolve("other").toString(), "c");
      CompletionStore completions = ledger.completions();
      completions.store(LETTER, key(1), completion(planted(LETTER)));
      completions.store(LETTER, key(2), completion("Zebulon"));
      completions.store(MAIL, key(3), completion("mail of Zebulon"));
      completions.store(NOBODY, key(9), completion("nobody's Zebulon"));
      completions.store(MAIL, key(10), completion("both"));
      completions.store(OWN_PART, key(10), completion("both"));
      for (DocumentRecord document : documents) {
        if (!document.file().id().equals(YOUNG)) {
          ledger.documents(WORK).store(document, text(document), metered());
        }
        ledger.runs().deliver("R1", document.file(), WORK, false);
      }
      ledger.runs().deliver("R2", documents.get(0).file(), WORK, true);
      ledger.runs().start(started("R3", "far"), folder.resolve("elsewhere").toString(), "c");
      ledger.runs().deliver("R3", documents.get(0).file(), WORK, true);
      failures.forEach(failure -> ledger.runs().fail("R1", failure));
    }
    disown(address);
    try (Ledger ledger = Ledger.open(address, Clock.fixed(NOW, ZoneOffset.UTC))) {
      ledger.documents(WORK).store(documents.get(7), text(documents.get(7)), metered());
    }
    write(folder.resolve("out"), "R1", documents, failures);
    write(folder.resolve("other"), "R2", documents.subList(0, 1), List.of());
  }

  /** As what versions stored that did not note whose a completion is. */
  private static void disown(LedgerAddress address) {
    String url =
        address.url() + (address.isServer() ? "" : ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE");
    try (Connection connection =
            DriverManager.getConnection(url, address.user(), address.password());
        PreparedStatement delete =
            connection.prepareStatement("DELETE FROM document_completion WHERE document_id = ?")) {
      delete.setString(1, NOBODY.sha256());
      assertThat(delete.executeUpdate()).isEqualTo(1);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void write(
      Path output, String run, List<DocumentRecord> documents, List<Failure> failures)
      throws IOException {
    try (OutputFolder to = OutputFolder.prepare(output, run)) {
      try (TableWriter<DocumentRow> rows = writer(to, Table.DOCUMENTS);
          TableWriter<FieldRow> fields = writer(to, Table.FIELDS);
          TableWriter<FailureRow> failed = writer(to, Table.FAILURES);
          TableWriter<CostRow> costs = writer(to, Table.COSTS)) {
        for (DocumentRecord document : documents) {
          rows.write(new DocumentRow(run, document, costs()));
          for (FieldRow field : FieldRow.of(run, document)) {
            fields.write(field);
          }
          for (CostLine line : costs()) {
            costs.write(new CostRow(run, document.file().id(), document.file().path(), line));
          }
        }
        for (Failure failure : failures) {
          failed.write(new FailureRow(run, failure));
        }
      }
      to.commit();
    }
  }

  private static <R extends Serializable> TableWriter<R> writer(OutputFolder to, Table<R> table)
      throws IOException {
    return TableWriter.open(table, to.partial().resolve(table.fileName(0, 1)));
  }

  private static AuditEvent.RunStarted started(String run, String job) {
    return new AuditEvent.RunStarted(
        run,
        job,
        WORK,
        new AuditEvent.Model("embedded", "f", "int8"),
        "9",
        new AuditEvent.Schema("letter", "s"),
        "0.1",
        "/in");
  }

  private static DocumentId id(int number) {
    return new DocumentId(key(0xabc000 + number));
  }

  static String key(int number) {
    return String.format("%064x", number);
  }

  static String planted(DocumentId id) {
    return "Zebulon Quill " + Integer.toHexString(id.sha256().hashCode());
  }

  private static Completion completion(String text) {
    return new Completion(
        List.of(
            new BranchAnswer(
                "name", List.of(new Answer(text, new CharSpan(0, text.length()), 0.5)), 0.25)),
        new TokenUsage(1, 2, 3),
        7);
  }

  private static DocumentRecord record(
      DocumentId id, String path, @Nullable DocumentId parent, Instant finished, Part... parts) {
    String value =
        id.equals(YOUNG) || id.equals(SHARED_PART) || id.equals(DEEP) ? "Nobody" : planted(id);
    return new DocumentRecord(
        new SourceFile(id, path, "/in/" + path, 77, parent),
        "application/pdf",
        1,
        0,
        null,
        List.of(),
        100,
        1,
        "letter",
        "model",
        new Summary(Summary.Kind.FREE_TEXT, "A letter.", List.of()),
        List.of(
            new Field(
                "name",
                value,
                new FieldValue.Text(value),
                new CharSpan(0, value.length()),
                1,
                0.5,
                FieldStatus.FOUND)),
        new TokenUsage(1, 2, 3),
        new Timings(finished, 5, 6),
        List.of(parts));
  }

  private static ExtractedText text(DocumentRecord document) {
    String text = document.fields().get(0).value();
    return new ExtractedText(
        document.file().id(),
        document.mediaType(),
        text,
        List.of(new Page(1, new CharSpan(0, text.length()), false)));
  }

  private static Metered metered() {
    Metered.Spent spent = new Metered.Spent(new BigDecimal("0.5"), new BigDecimal("0.01"), true);
    return new Metered(
        LocalDate.of(2026, 11, 21), "embedded", new CloudPrice.Work(3, 3, 1, 100), 1, spent, spent);
  }

  private static List<CostLine> costs() {
    return List.of(
        new CostLine(
            CostLine.Kind.LOCAL,
            "this-machine",
            "energy",
            new BigDecimal("0.5"),
            "kWh",
            new BigDecimal("0.01"),
            "USD",
            true,
            null,
            false));
  }
}
