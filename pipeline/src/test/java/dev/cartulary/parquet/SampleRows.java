package dev.cartulary.parquet;

import dev.cartulary.completion.TokenUsage;
import dev.cartulary.cost.CostLine;
import dev.cartulary.document.Box;
import dev.cartulary.document.CharSpan;
import dev.cartulary.document.DocumentId;
import dev.cartulary.document.Part;
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
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/** Records for tests: one written by hand, and any number from a seed. */
final class SampleRows {
  static final DocumentId ID = new DocumentId("0123456789abcdef".repeat(4));

  private SampleRows() {}

  static DocumentRecord lease() {
    return new DocumentRecord(
        new SourceFile(ID, "leases/harbour é.pdf", "/in/leases/harbour é.pdf", 48_123L),
        "application/pdf",
        3,
        1,
        0.875,
        List.of(2),
        9_000,
        2,
        "contract",
        "model-fingerprint",
        new Summary(
            Summary.Kind.KEY_SENTENCES,
            "The lease starts in May. Rent is due monthly.",
            List.of(new CharSpan(10, 34), new CharSpan(50, 70))),
        List.of(
            field("title", new FieldValue.Text("Harbour lease"), FieldStatus.FOUND),
            field("start", new FieldValue.Date(LocalDate.of(2026, 5, 1)), FieldStatus.NEEDS_REVIEW),
            field(
                "rent",
                new FieldValue.Amount(new BigDecimal("1250000.50"), "USD"),
                FieldStatus.FOUND),
            field("area", new FieldValue.Quantity(new BigDecimal("-12.5")), FieldStatus.FOUND),
            field("renewal", new FieldValue.Flag(true), FieldStatus.FOUND),
            new Field(
                "guarantor",
                "Nobody & Sons",
                new FieldValue.Text("Nobody & Sons"),
                null,
                0,
                0.25,
                FieldStatus.UNGROUNDED)),
        new TokenUsage(2_100, 80, 40),
        new Timings(Instant.parse("2026-11-20T23:59:59.123456Z"), 1_500_000_000L, 2_000_000_001L),
        List.of(new Part("plan.pdf", ID)));
  }

  static List<CostLine> leaseCosts() {
    return List.of(
        new CostLine(
            CostLine.Kind.LOCAL,
            "this-machine",
            "energy",
            new BigDecimal("0.000018"),
            "kWh",
            new BigDecimal("0.000002628"),
            "USD",
            true,
            null,
            false),
        new CostLine(
            CostLine.Kind.LOCAL,
            "this-machine",
            "hardware",
            new BigDecimal("0.001"),
            "hour",
            new BigDecimal("0.0001"),
            "USD",
            false,
            null,
            false),
        new CostLine(
            CostLine.Kind.CLOUD,
            "Example Cloud",
            "document reader",
            new BigDecimal("3"),
            "page",
            new BigDecimal("0.03"),
            "USD",
            false,
            LocalDate.of(2026, 8, 1),
            true));
  }

  static Failure failure() {
    return new Failure(
        null, "broken/letter.docx", Stage.SCAN, FailureReason.UNREADABLE, "the file is locked");
  }

  private static Field field(String name, FieldValue value, FieldStatus status) {
    return new Field(
        name,
        "as written",
        value,
        new CharSpan(5, 15),
        2,
        0.75,
        status,
        List.of(new Box(2, 4_000, 7_000, 1_112, 100), new Box(2, 720, 7_140, 400, 100)));
  }

  static DocumentRecord document(long seed) {
    Random random = new Random(seed);
    int pages = 1 + random.nextInt(5);
    return new DocumentRecord(
        new SourceFile(
            new DocumentId(String.format("%064x", new BigInteger(250, random))),
            text(random),
            text(random),
            random.nextLong(1L << 50)),
        text(random),
        pages,
        random.nextInt(pages + 1),
        random.nextBoolean() ? random.nextDouble() : null,
        IntStream.rangeClosed(1, random.nextInt(pages + 1)).boxed().toList(),
        random.nextInt(1 << 20),
        random.nextInt(9),
        text(random),
        text(random),
        summary(random),
        IntStream.range(0, random.nextInt(6)).mapToObj(i -> field(random)).toList(),
        new TokenUsage(random.nextLong(1L << 40), random.nextInt(99), random.nextInt(99)),
        new Timings(
            Instant.ofEpochSecond(
                random.nextLong(4_000_000_000L), random.nextInt(1_000_000) * 1_000L),
            random.nextLong(1L << 60),
            random.nextLong(1L << 60)),
        IntStream.range(0, random.nextInt(3)).mapToObj(i -> new Part("p" + i, null)).toList());
  }

  private static Summary summary(Random random) {
    return random.nextBoolean()
        ? new Summary(Summary.Kind.FREE_TEXT, text(random), List.of())
        : new Summary(
            Summary.Kind.KEY_SENTENCES,
            text(random),
            IntStream.range(0, random.nextInt(4)).mapToObj(i -> span(random)).toList());
  }

  private static CharSpan span(Random random) {
    int start = random.nextInt(1000);
    return new CharSpan(start, start + random.nextInt(1000));
  }

  private static Field field(Random random) {
    boolean grounded = random.nextInt(4) > 0;
    return new Field(
        text(random),
        text(random),
        value(random),
        grounded ? span(random) : null,
        grounded ? 1 + random.nextInt(9) : 0,
        random.nextDouble(),
        status(random, grounded),
        grounded ? boxes(random) : List.of(),
        random.nextBoolean() ? List.of() : List.of(span(random), span(random)));
  }

  private static List<Box> boxes(Random random) {
    return random
        .ints(random.nextInt(3), 0, 8_000)
        .mapToObj(n -> new Box(1 + n % 9, n - 50, n / 2, n / 3, n / 90))
        .toList();
  }

  private static FieldStatus status(Random random, boolean grounded) {
    if (!grounded) {
      return FieldStatus.UNGROUNDED;
    }
    return random.nextBoolean() ? FieldStatus.FOUND : FieldStatus.NEEDS_REVIEW;
  }

  private static FieldValue value(Random random) {
    BigDecimal number = new BigDecimal(new BigInteger(80, random), random.nextInt(10));
    return switch (random.nextInt(5)) {
      case 0 -> new FieldValue.Date(LocalDate.ofEpochDay(random.nextInt(100_000) - 50_000));
      case 1 -> new FieldValue.Amount(number.negate(), "EUR");
      case 2 -> new FieldValue.Quantity(number);
      case 3 -> new FieldValue.Flag(random.nextBoolean());
      default -> new FieldValue.Text(text(random));
    };
  }

  /** Words with letters of several alphabets, quotes, line ends and astral characters. */
  private static String text(Random random) {
    String[] parts = {"a", "é", "日", "😀", "\"", "\n", "\\", " ", "'", "\u0000", "Z"};
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(12); i > 0; i--) {
      text.append(parts[random.nextInt(parts.length)]);
    }
    return text.toString();
  }
}
