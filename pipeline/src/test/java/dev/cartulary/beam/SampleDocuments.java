package dev.cartulary.beam;

import dev.cartulary.completion.TokenUsage;
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
import java.time.Instant;
import java.util.List;

/** Documents of 500 characters in 7 chunks, with two values found and one to review. */
final class SampleDocuments {
  private static final DocumentId ID = new DocumentId("0123456789abcdef".repeat(4));

  private SampleDocuments() {}

  static DocumentRecord document(String path, int pages) {
    return new DocumentRecord(
        new SourceFile(ID, path, "/in/" + path, 9),
        "text/plain",
        pages,
        0,
        null,
        List.of(),
        500,
        7,
        "letter",
        "model",
        new Summary(Summary.Kind.FREE_TEXT, "", List.of()),
        List.of(
            field(FieldStatus.FOUND), field(FieldStatus.NEEDS_REVIEW), field(FieldStatus.FOUND)),
        new TokenUsage(10_000, 10_000, 10_000),
        new Timings(Instant.EPOCH, 1, 1),
        List.of());
  }

  static Failure failure(String path, FailureReason reason) {
    return new Failure(null, path, Stage.SCAN, reason, "why");
  }

  private static Field field(FieldStatus status) {
    return new Field("name", "x", new FieldValue.Text("x"), new CharSpan(0, 1), 1, 0.5, status);
  }
}
