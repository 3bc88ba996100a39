package dev.cartulary.export;

import dev.cartulary.completion.TokenUsage;
import dev.cartulary.document.Box;
import dev.cartulary.document.CharSpan;
import dev.cartulary.document.DocumentId;
import dev.cartulary.document.SourceFile;
import dev.cartulary.field.Field;
import dev.cartulary.field.FieldStatus;
import dev.cartulary.field.FieldValue;
import dev.cartulary.outcome.DocumentRecord;
import dev.cartulary.outcome.Failure;
import dev.cartulary.outcome.FailureReason;
import dev.cartulary.outcome.Stage;
import dev.cartulary.outcome.Summary;
import dev.cartulary.outcome.Timings;
import dev.cartulary.parquet.DeliveredRun;
import dev.cartulary.parquet.DocumentRow;
import dev.cartulary.parquet.FailureRow;
import dev.cartulary.parquet.FieldRow;
import dev.cartulary.parquet.OutputFolder;
import dev.cartulary.parquet.Table;
import dev.cartulary.parquet.TableWriter;
import dev.cartulary.report.Disclosure;
import dev.cartulary.report.PictureChoice;
import dev.cartulary.report.ReportFolder;
import java.io.IOException;
import java.io.Serializable;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** Tables and pages of a run of two documents and a failure, written as a run writes them. */
public final class SampleRun {
  static final String RUN = "20261120-235959-123";

  private SampleRun() {}

  public static DeliveredRun contracts(Path folder) throws IOException {
    return written(
        folder,
        List.of(
            document(
                1,
                "a/lease \"north\", 2.pdf",
                "contract",
                List.of(
                    field("party", "=HYPERLINK(\"http://x\")", text("=HYPERLINK(\"http://x\")")),
                    field("party", "Kestrel\nWorks", text("Kestrel Works")),
                    field("start", "May 1, 2026", new FieldValue.Date(LocalDate.of(2026, 5, 1))),
                    field("rent", "$1,250.50", amount("1250.50")),
                    field("area", "-12.5", new FieldValue.Quantity(new BigDecimal("-12.5"))),
                    field("renewal", "renews  itself", new FieldValue.Flag(true)),
                    ungrounded("guarantor", "Nobody"))),
            document(
                2,
                "b/café.txt",
                "contract",
                List.of(
                    doubtful("party", "Łódź & Söhne", text("Łódź & Söhne")),
                    Field.absent("start", 0.97),
                    Field.absent("rent", 0.97)))));
  }

  static DeliveredRun notes(Path folder) throws IOException {
    return written(
        folder,
        List.of(
            document(
                3,
                "visit.txt",
                "clinical-note",
                List.of(
                    field("patient_name", "Martha Collins", text("Martha Collins")),
                    field("mrn", "00482913", text("00482913")),
                    field("date_of_birth", "02/03/1960", date(1960, 2, 3)),
                    field("age", "63", new FieldValue.Quantity(new BigDecimal("63"))),
                    field("sex", "female", text("female")),
                    field("dates_of_service", "03/14/2023", date(2023, 3, 14)),
                    field("dates_of_service", "03/16/2023", date(2023, 3, 16)),
                    field("provider", "Ana Ruiz, MD", text("Ana Ruiz, MD")),
                    field("facility", "Mercy General", text("Mercy General")),
                    field("chief_complaint", "chest pain", text("chest pain")),
                    field("diagnoses", "hypertension", text("hypertension")),
                    doubtful("diagnoses", "angina", text("angina")),
                    field("procedures", "angioplasty", text("angioplasty")),
                    field("medications", "lisinopril 10 mg", text("lisinopril 10 mg")),
                    doubtful("allergies", "penicillin", text("penicillin")),
                    field("allergies", "NKDA", text("NKDA")),
                    ungrounded("medications", "invented 5 mg"))),
            document(
                4,
                "masked.txt",
                "clinical-note",
                List.of(
                    field("patient_name", "[NAME]", text("[NAME]")),
                    field("date_of_birth", "[DATE]", text("[DATE]")),
                    Field.absent("medications", 0.9)))));
  }

  private static DeliveredRun written(Path folder, List<DocumentRecord> documents)
      throws IOException {
    List<DocumentRow> rows = new ArrayList<>();
    List<FieldRow> values = new ArrayList<>();
    for (DocumentRecord each : documents) {
      rows.add(new DocumentRow(RUN, each, List.of()));
      values.addAll(FieldRow.of(RUN, each));
    }
    write(folder, Table.DOCUMENTS, rows);
    write(folder, Table.FIELDS, values);
    write(
        folder,
        Table.FAILURES,
        List.of(
            new FailureRow(
                RUN,
                new Failure(
                    null, "broken.docx", Stage.SCAN, FailureReason.UNREADABLE, "it is locked"))));
    write(folder, Table.COSTS, List.of());
    try (ReportFolder report =
        ReportFolder.create(
            folder.resolve(OutputFolder.PAGES), Disclosure.TABLES, PictureChoice.NONE, null)) {
      for (DocumentRecord each : documents) {
        report.add(each, null);
      }
    }
    return DeliveredRun.in(folder, null);
  }

  private static <R extends Serializable> void write(Path folder, Table<R> table, List<R> rows)
      throws IOException {
    try (TableWriter<R> writer = TableWriter.open(table, folder.resolve(table.fileName(0, 1)))) {
      for (R row : rows) {
        writer.write(row);
      }
    }
  }

  static DocumentId id(int number) {
    return new DocumentId(String.format("%064x", number));
  }

  private static DocumentRecord document(int number, String path, String type, List<Field> fields) {
    return new DocumentRecord(
        new SourceFile(id(number), path, "/in/" + path, 48_123L),
        "text/plain",
        3,
        0,
        null,
        List.of(),
        9_000,
        2,
        type,
        "model-fingerprint",
        new Summary(Summary.Kind.FREE_TEXT, "-- A summary, of number " + number + ".", List.of()),
        fields,
        TokenUsage.ZERO,
        new Timings(Instant.parse("2026-11-20T23:59:59.123456Z"), 1, 2),
        List.of());
  }

  private static FieldValue text(String text) {
    return new FieldValue.Text(text);
  }

  private static FieldValue date(int year, int month, int day) {
    return new FieldValue.Date(LocalDate.of(year, month, day));
  }

  private static FieldValue amount(String amount) {
    return new FieldValue.Amount(new BigDecimal(amount), "USD");
  }

  private static Field field(String name, String value, FieldValue normalized) {
    return field(name, value, normalized, FieldStatus.FOUND, 0.875);
  }

  private static Field doubtful(String name, String value, FieldValue normalized) {
    return field(name, value, normalized, FieldStatus.NEEDS_REVIEW, 0.25);
  }

  private static Field field(
      String name, String value, FieldValue normalized, FieldStatus status, double probability) {
    return new Field(
        name,
        value,
        normalized,
        new CharSpan(10, 10 + value.length()),
        2,
        probability,
        status,
        List.of(new Box(2, 4_000, 7_000, 1_112, 100)));
  }

  private static Field ungrounded(String name, String value) {
    return new Field(name, value, text(value), null, 0, 0.5, FieldStatus.UNGROUNDED);
  }
}
