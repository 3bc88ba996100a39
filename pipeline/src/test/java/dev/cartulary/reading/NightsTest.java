package dev.cartulary.reading;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cartulary.audit.AuditEvent;
import dev.cartulary.calibration.Calibration;
import dev.cartulary.chunk.Chunker;
import dev.cartulary.completion.Answer;
import dev.cartulary.completion.BranchAnswer;
import dev.cartulary.completion.Choice;
import dev.cartulary.completion.Completion;
import dev.cartulary.completion.Constraint;
import dev.cartulary.completion.PrefixRequest;
import dev.cartulary.completion.TokenUsage;
import dev.cartulary.document.CharSpan;
import dev.cartulary.document.DocumentId;
import dev.cartulary.document.ExtractedText;
import dev.cartulary.document.Page;
import dev.cartulary.document.SourceFile;
import dev.cartulary.field.DocumentType;
import dev.cartulary.field.Field;
import dev.cartulary.ledger.CompletionKey;
import dev.cartulary.ledger.FailedFile;
import dev.cartulary.ledger.Ledger;
import dev.cartulary.ledger.LedgerAddress;
import dev.cartulary.merge.Merger;
import dev.cartulary.outcome.DocumentRecord;
import dev.cartulary.outcome.Failure;
import dev.cartulary.outcome.FailureReason;
import dev.cartulary.outcome.Outcome;
import dev.cartulary.outcome.Stage;
import dev.cartulary.prompt.RequestBuilder;
import dev.cartulary.types.DocumentTypes;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ForkJoinPool;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * One folder over many nights, with a real ledger: how often a file is opened and how often the
 * model is asked. A file's bytes are its text, {@code !REASON} for one that fails, or {@code
 * mail:one|two} for one that holds two others.
 */
@Timeout(60)
class NightsTest {
  private static final Instant FIRST = Instant.parse("2026-11-20T02:00:00Z");
  private static final String LETTER = "We met on 1 May 2026 and agreed on the boat house.";
  private static final String OTHER = "The keys are yours from 14 April 2026 on, said the master.";

  @TempDir Path folder;

  private final Map<String, String> files = new TreeMap<>();
  private final ForkJoinPool pool = new ForkJoinPool(2);
  private Ledger ledger;
  private int nights;

  private String question = "date";
  private String model = "model";
  private double threshold = 0.5;
  private String circumstances = "as ever";
  private boolean anew;
  private boolean replay;

  @BeforeEach
  void open() {
    ledger =
        Ledger.open(
            new LedgerAddress("jdbc:h2:file:" + folder.resolve("ledger"), "", ""), new Nightly());
  }

  /** A day later every night. */
  private final class Nightly extends Clock {
    @Override
    public Instant instant() {
      return FIRST.plus(Duration.ofDays(nights - 1L));
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      throw new UnsupportedOperationException();
    }
  }

  @AfterEach
  void close() {
    pool.shutdownNow();
    ledger.close();
  }

  @Test
  void night_nothingNew_opensAndAsksNothing() throws Exception {
    files.put("a.txt", LETTER);
    files.put("copy of a.txt", LETTER);
    files.put("mail.eml", "mail:" + OTHER + "|!CORRUPT||" + LETTER);
    files.put("bad.pdf", "!ENCRYPTED");

    Night first = night();

    assertThat(first.opened).isEqualTo(5);
    assertThat(first.asked).isEqualTo(2);
    assertThat(first.documents).hasSize(5);
    assertThat(first.failures).containsOnlyKeys("bad.pdf", "mail.eml/2", "mail.eml/3");
    assertThat(first.attempts()).containsOnly(1);

    Night second = night();

    assertThat(second.opened).isZero();
    assertThat(second.asked).isZero();
    assertThat(second.documents).isEqualTo(first.documents);
    assertThat(second.reasons()).isEqualTo(first.reasons());
    assertThat(second.attempts()).containsOnly(0);
  }

  @Test
  void night_containerFailedAfterItsParts_deliversThemAgainWithoutOpeningIt() throws Exception {
    files.put("broken.zip", "mail:" + LETTER + "|" + OTHER + "|!TOO_LARGE|!!");

    Night first = night();
    Night second = night();

    assertThat(first.reasons())
        .containsEntry("broken.zip", FailureReason.CORRUPT)
        .containsEntry("broken.zip/3", FailureReason.TOO_LARGE);
    assertThat(second.opened).isZero();
    assertThat(second.documents)
        .isEqualTo(first.documents)
        .containsOnlyKeys("broken.zip/1", "broken.zip/2");
    assertThat(second.reasons()).isEqualTo(first.reasons());
  }

  @Test
  void night_movedRenamedCopied_areRecalledByTheirContent() throws Exception {
    files.put("a.txt", LETTER);
    files.put("bad.pdf", "!ENCRYPTED");
    night();

    files.clear();
    files.put("2026/b.txt", LETTER);
    files.put("2026/c.txt", LETTER);
    files.put("2026/bad.pdf", "!ENCRYPTED");
    Night moved = night();

    assertThat(moved.opened + moved.asked).isZero();
    assertThat(moved.documents).containsOnlyKeys("2026/b.txt", "2026/c.txt");
    assertThat(moved.reasons()).containsOnlyKeys("2026/bad.pdf");

    files.put("2026/b.txt", OTHER);
    Night changed = night();
    assertThat(changed.opened).isEqualTo(1);
    assertThat(changed.asked).isEqualTo(1);
  }

  @Test
  void night_settingChanged_asksTheModelOnlyWhatDependsOnIt() throws Exception {
    files.put("a.txt", LETTER);
    files.put("b.txt", OTHER);
    assertThat(night().asked).isEqualTo(2);

    threshold = 0.99;
    Night stricter = night();
    assertThat(stricter.asked).as("of a threshold, only the rows depend").isZero();
    assertThat(stricter.documents).hasSize(2);

    question = "agreement date";
    assertThat(night().asked).as("another question").isEqualTo(2);
    files.put("c.txt", "Nothing happened until 3 June 2026 at all.");
    assertThat(night().asked).as("only the new file").isEqualTo(1);

    model = "another model";
    assertThat(night().asked).as("another model").isEqualTo(3);
    model = "model";
    assertThat(night().asked).as("back again").isZero();

    anew = true;
    Night forced = night();
    assertThat(forced.opened).isEqualTo(3);
    assertThat(forced.asked).isEqualTo(3);
    anew = false;
    assertThat(night().opened).as("what was computed anew is kept").isZero();
  }

  @Test
  void night_failureOfAccident_isTriedInThreeNightsAndThenStands() throws Exception {
    files.put("slow.pdf", "!TOO_SLOW");
    files.put("bad.pdf", "!ENCRYPTED");
    List<Integer> opened = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      opened.add(night().opened);
    }
    // A deadline is tried twice in a night.
    assertThat(opened).containsExactly(3, 2, 2, 0, 0);

    List<FailedFile> listed = ledger.failures().of("run-5");
    assertThat(listed)
        .extracting(each -> each.failure().path())
        .containsExactly("bad.pdf", "slow.pdf");
    assertThat(listed).extracting(FailedFile::attempts).containsExactly(1, 6);
    assertThat(listed).extracting(FailedFile::since).containsOnly(FIRST);

    replay = true;
    Night replayed = night();
    assertThat(replayed.opened).isEqualTo(3);
    assertThat(replayed.attempts()).containsExactlyInAnyOrder(1, 2);
    replay = false;
    circumstances = "more seconds for a document";
    assertThat(night().opened).isEqualTo(3);
    circumstances = "as ever";
    assertThat(night().opened).isZero();
  }

  @Test
  void night_sameBytesUnderAnotherKindOfName_areTried() throws Exception {
    files.put("a.xml", "!CORRUPT");
    night();
    files.put("b.xml", files.remove("a.xml"));
    assertThat(night().opened).as("renamed").isZero();
    files.put("b.TXT", files.remove("b.xml"));
    assertThat(night().opened).as("another ending").isEqualTo(1);
  }

  @Test
  void night_mended_isNoFailureAnyMore() throws Exception {
    files.put("a.txt", "!OUT_OF_MEMORY");
    night();
    night();
    files.put("a.txt", LETTER);
    Night mended = night();
    assertThat(mended.failures).isEmpty();
    assertThat(ledger.failures().of("run-3")).isEmpty();
    assertThat(ledger.failures().of("run-2")).hasSize(1);
  }

  /** What a night did. */
  private static final class Night implements Deliveries {
    private int opened;
    private int asked;
    private final Map<String, List<Field>> documents = new TreeMap<>();
    private final Map<String, Failure> failures = new TreeMap<>();

    Map<String, FailureReason> reasons() {
      Map<String, FailureReason> reasons = new TreeMap<>();
      failures.forEach((path, failure) -> reasons.put(path, failure.reason()));
      return reasons;
    }

    List<Integer> attempts() {
      return failures.values().stream().map(Failure::attempts).toList();
    }

    @Override
    public void found(int parts) {}

    @Override
    public synchronized void delivered(SourceFile file, DocumentRecord document, boolean recalled) {
      assertThat(documents.put(file.path(), document.fields())).as(file.path()).isNull();
    }

    @Override
    public synchronized void failed(Failure failure) {
      assertThat(failures.put(failure.path(), failure)).as(failure.path()).isNull();
    }

    @Override
    public void computed(Reading reading) {}
  }

  private Night night() throws Exception {
    nights++;
    String run = "run-" + nights;
    Path yaml = folder.resolve("type.yaml");
    Files.writeString(
        yaml,
        "name: letter\nfields:\n  - {name: day, question: %s, type: date, candidates: dates}\n"
            .formatted(question));
    DocumentType type = DocumentTypes.load(yaml);
    String work = hash(type.fingerprint() + model + threshold);
    ledger
        .runs()
        .start(
            new AuditEvent.RunStarted(
                run,
                "nights",
                work,
                new AuditEvent.Model(model, "f", "int8"),
                "9",
                new AuditEvent.Schema("letter", "s"),
                "0.1",
                "/in"),
            "/out",
            hash(circumstances));
    Night night = new Night();
    DocumentStore documents =
        anew ? new AnewDocuments(ledger.documents(work)) : ledger.documents(work);
    CompletionStore completions =
        anew ? new AnewCompletions(ledger.completions()) : ledger.completions();
    RuleModel asked = RuleModel.prompt(NightsTest::firstChoice);
    DurableModel durable =
        new DurableModel(asked, completions, request -> CompletionKey.of(model, request));
    DocumentReader reader =
        new DocumentReader(
            new Chunker(50, 0, RuleModel::words),
            new RequestBuilder(type, false),
            durable,
            new Merger(type, threshold, Calibration.NONE),
            new DocumentReader.Origin("letter", model),
            record -> DocumentReaderTest.METERED,
            documents,
            Clock.systemUTC());
    TextSource texts =
        file -> {
          synchronized (night) {
            night.opened++;
          }
          return text(file);
        };
    FailureStore failures =
        replay || anew ? FailureStore.NONE : ledger.failures().standing(work, hash(circumstances));
    DocumentTree tree =
        new DocumentTree(
            new RetriedTexts(texts, time -> {}), reader, documents, failures, pool, 1L << 20);
    Deliveries noted = noting(run, work, night);
    Map<String, List<SourceFile>> groups = new TreeMap<>();
    files.forEach(
        (path, bytes) ->
            groups
                .computeIfAbsent(bytes, none -> new ArrayList<>())
                .add(source(path, bytes, null)));
    for (List<SourceFile> equal : groups.values()) {
      tree.read(equal, noted);
    }
    ledger.runs().finish(run, night.documents.size(), night.failures.size());
    night.asked = asked.submitted().size();
    return night;
  }

  private Deliveries noting(String run, String work, Night night) {
    return new Deliveries() {
      @Override
      public void found(int parts) {}

      @Override
      public void delivered(SourceFile file, DocumentRecord document, boolean recalled) {
        ledger.runs().deliver(run, file, work, recalled);
        night.delivered(file, document, recalled);
      }

      @Override
      public void failed(Failure failure) {
        ledger.runs().fail(run, failure);
        night.failed(failure);
      }

      @Override
      public void computed(Reading reading) {}
    };
  }

  private static TimedText text(SourceFile file) {
    String bytes = file.location();
    if (bytes.startsWith("mail:")) {
      List<Outcome<SourceFile>> parts = new ArrayList<>();
      String[] inside = bytes.substring(5).split("\\|", -1);
      for (int i = 0; i < inside.length; i++) {
        if (!inside[i].equals("!!")) {
          parts.add(part(file, file.path() + "/" + (i + 1), inside[i]));
        }
      }
      return new TimedText(
          bytes.endsWith("!!")
              ? failed(file, FailureReason.CORRUPT)
              : Outcome.ok(new ExtractedText(file.id(), "message/rfc822", "", List.of())),
          parts,
          1,
          () -> {});
    }
    if (bytes.startsWith("!")) {
      return new TimedText(
          failed(file, FailureReason.valueOf(bytes.substring(1))), List.of(), 1, () -> {});
    }
    return new TimedText(
        Outcome.ok(
            new ExtractedText(
                file.id(),
                "text/plain",
                bytes,
                List.of(new Page(1, new CharSpan(0, bytes.length()), false)))),
        List.of(),
        1,
        () -> {});
  }

  private static Outcome<SourceFile> part(SourceFile holder, String path, String bytes) {
    return bytes.isEmpty()
        ? Outcome.failed(
            new Failure(id(bytes), path, holder.id(), Stage.SCAN, FailureReason.EMPTY, "empty"))
        : Outcome.ok(source(path, bytes, holder.id()));
  }

  private static Outcome<ExtractedText> failed(SourceFile file, FailureReason reason) {
    return Outcome.failed(new Failure(file.id(), file.path(), Stage.EXTRACT, reason, "why"));
  }

  private static SourceFile source(String path, String bytes, @Nullable DocumentId parent) {
    return new SourceFile(id(bytes), path, bytes, bytes.length(), parent);
  }

  private static DocumentId id(String bytes) {
    return new DocumentId(hash(bytes));
  }

  private static String hash(String text) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }

  private static Completion firstChoice(PrefixRequest request) {
    List<BranchAnswer> answers = new ArrayList<>();
    request
        .branches()
        .forEach(
            branch -> {
              List<Choice> choices =
                  branch.constraint() instanceof Constraint.OneOf one ? one.choices() : List.of();
              answers.add(
                  new BranchAnswer(
                      branch.name(),
                      choices.stream()
                          .limit(1)
                          .map(choice -> new Answer(choice.text(), choice.span(), 0.9))
                          .toList(),
                      0.1));
            });
    return new Completion(answers, new TokenUsage(1, 1, 1), 1);
  }
}
