package dev.cartulary.desk;

import static java.util.Objects.requireNonNull;

import dev.cartulary.accounting.Metered;
import dev.cartulary.audit.AuditEvent;
import dev.cartulary.completion.TokenUsage;
import dev.cartulary.cost.CloudPrice;
import dev.cartulary.document.Box;
import dev.cartulary.document.CharSpan;
import dev.cartulary.document.DocumentId;
import dev.cartulary.document.ExtractedText;
import dev.cartulary.document.Page;
import dev.cartulary.document.PageLayout;
import dev.cartulary.document.SourceFile;
import dev.cartulary.field.Alternative;
import dev.cartulary.field.DocumentType;
import dev.cartulary.field.Field;
import dev.cartulary.field.FieldStatus;
import dev.cartulary.field.FieldValue;
import dev.cartulary.ledger.Ledger;
import dev.cartulary.ledger.LedgerAddress;
import dev.cartulary.outcome.DocumentRecord;
import dev.cartulary.outcome.Summary;
import dev.cartulary.outcome.Timings;
import dev.cartulary.report.KeptPictures;
import dev.cartulary.review.Decision;
import dev.cartulary.types.DocumentTypes;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/**
 * A review of three documents with the same text over a real ledger, which Ann and Ben may enter:
 * number 2 with three open fields and a path that is markup, number 3 with one, number 1 with none.
 */
final class Deals implements AutoCloseable {
  static final String SCRIPT = "<script>alert(1)</script>";
  static final String FIRST =
      "Agreement of 18 March 2024 between Acme\nLimited and \"Beta\" Inc. " + SCRIPT + " Beta Inc.";
  static final String SECOND = "Signed on 2 April 2025 by Gamma GmbH.";
  static final String TEXT = FIRST + "\n\n" + SECOND;

  private static final String WORK = "a".repeat(64);

  private final Time time = new Time();
  private final Ledger ledger;
  private final Queue queue;
  private final ReviewServer server;

  Deals(Path folder) throws IOException {
    DocumentType type =
        DocumentTypes.load(
            Files.writeString(
                folder.resolve("deal.yaml"),
                """
                name: deal
                fields:
                  - {name: day, type: date, candidates: dates, required: true}
                  - {name: parties, many: true}
                """));
    ledger =
        Ledger.open(new LedgerAddress("jdbc:h2:file:" + folder.resolve("ledger"), "", ""), time);
    ledger.runs().start(started(), folder.toString(), "c");
    deliver(1, "sure.txt", value("day", "18 March 2024", 0.99, FieldStatus.FOUND));
    deliver(
        2,
        "<img src=x onerror=alert(1)>.txt",
        value("day", "Acme\nLimited", 0.5, FieldStatus.NEEDS_REVIEW),
        value("parties", "Acme\nLimited", 0.4, FieldStatus.NEEDS_REVIEW),
        value("parties", SCRIPT, 0.4, FieldStatus.NEEDS_REVIEW));
    deliver(
        3,
        "one.txt",
        value("day", "18 March 2024", 0.3, FieldStatus.NEEDS_REVIEW)
            .with(List.of(new Alternative("2 April 2025", span("2 April 2025"), 0.25))));
    ledger.runs().finish("R1", 3, 0);
    queue = new Queue(ledger, ledger.runs().delivery("R1"), type, 0.5);
    server =
        new ReviewServer(
            new Desk(
                ledger,
                "deals",
                queue,
                KeptPictures.of(folder.resolve("report")),
                time,
                ZoneOffset.UTC),
            List.of("Ann", "Ben"),
            0,
            time);
  }

  private void deliver(int number, String path, Field... fields) {
    DocumentId id = id(number);
    DocumentRecord record =
        new DocumentRecord(
            new SourceFile(id, path, "/in/" + path, 77),
            "text/plain",
            2,
            0,
            null,
            List.of(),
            TEXT.length(),
            1,
            "deal",
            "model",
            new Summary(Summary.Kind.KEY_SENTENCES, "", List.of()),
            List.of(fields),
            TokenUsage.ZERO,
            new Timings(time.instant(), 0, 0),
            List.of());
    Metered.Spent spent = new Metered.Spent(BigDecimal.ONE, BigDecimal.ONE, true);
    ledger
        .documents(WORK)
        .store(
            record,
            new ExtractedText(
                id,
                "text/plain",
                TEXT,
                List.of(
                    new Page(1, new CharSpan(0, FIRST.length()), false),
                    new Page(2, new CharSpan(FIRST.length() + 2, TEXT.length()), false)),
                List.of(new PageLayout(5_950, 8_420, ""), PageLayout.NONE)),
            new Metered(
                LocalDate.of(2026, 11, 21),
                "embedded",
                new CloudPrice.Work(3, 3, 1, 100),
                1,
                spent,
                spent));
    ledger.runs().deliver("R1", record.file(), WORK, false);
  }

  private static AuditEvent.RunStarted started() {
    return new AuditEvent.RunStarted(
        "R1",
        "deals",
        WORK,
        new AuditEvent.Model("embedded", "f", "int8"),
        "9",
        new AuditEvent.Schema("deal", "s"),
        "0.1",
        "/in");
  }

  private static Field value(String name, String words, double probability, FieldStatus status) {
    return new Field(
        name,
        words,
        words.startsWith("18")
            ? new FieldValue.Date(LocalDate.of(2024, 3, 18))
            : new FieldValue.Text(words),
        span(words),
        1,
        probability,
        status,
        List.of(new Box(1, 600, 700, 900, 120)));
  }

  private static CharSpan span(String words) {
    int start = TEXT.indexOf(words);
    return new CharSpan(start, start + words.length());
  }

  private static DocumentId id(int number) {
    return new DocumentId(String.format("%064x", number));
  }

  Ledger ledger() {
    return ledger;
  }

  Queue queue() {
    return queue;
  }

  ReviewServer server() {
    return server;
  }

  /** Where {@code person} enters, once. */
  String address(String person) {
    return requireNonNull(server.addresses().get(person));
  }

  /** Scheme, host and port of the server. */
  String origin() {
    String address = address("Ann");
    return address.substring(0, address.indexOf("/enter"));
  }

  void pass(Duration time) {
    this.time.now = this.time.now.plus(time);
  }

  /** The record as it stands after what was decided. */
  DocumentRecord document(int number) {
    return ledger.documents(WORK).find(id(number)).orElseThrow();
  }

  List<Field> fields(int number, String name) {
    return document(number).fields().stream().filter(field -> field.name().equals(name)).toList();
  }

  Field day(int number) {
    return fields(number, "day").get(0);
  }

  List<Decision> decisions(int number) {
    String digest = ledger.reviews().find(id(number), WORK).orElseThrow().digest();
    return ledger.reviews().history(id(number), digest, "deal");
  }

  List<String> events() {
    List<String> events = new ArrayList<>();
    ledger.audit().read(link -> events.add(link.event()));
    return events;
  }

  @Override
  public void close() {
    server.close();
    ledger.close();
  }

  /** Goes on when it is told to. */
  private static final class Time extends Clock {
    private volatile Instant now = Instant.parse("2026-11-22T10:00:00Z");

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }

    @Override
    public Instant instant() {
      return now;
    }
  }
}
