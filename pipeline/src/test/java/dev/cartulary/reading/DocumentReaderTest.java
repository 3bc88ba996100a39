package dev.cartulary.reading;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.cartulary.accounting.Metered;
import dev.cartulary.calibration.Calibration;
import dev.cartulary.chunk.Chunker;
import dev.cartulary.completion.Answer;
import dev.cartulary.completion.Branch;
import dev.cartulary.completion.BranchAnswer;
import dev.cartulary.completion.Choice;
import dev.cartulary.completion.Completion;
import dev.cartulary.completion.Constraint;
import dev.cartulary.completion.PrefixRequest;
import dev.cartulary.completion.TokenUsage;
import dev.cartulary.cost.CloudPrice;
import dev.cartulary.cost.CostLine;
import dev.cartulary.document.CharSpan;
import dev.cartulary.document.DocumentId;
import dev.cartulary.document.ExtractedText;
import dev.cartulary.document.Page;
import dev.cartulary.document.SourceFile;
import dev.cartulary.field.DocumentType;
import dev.cartulary.field.Field;
import dev.cartulary.field.FieldDefinition;
import dev.cartulary.field.FieldValue;
import dev.cartulary.ledger.CompletionKey;
import dev.cartulary.ledger.Ledger;
import dev.cartulary.ledger.LedgerAddress;
import dev.cartulary.merge.Merger;
import dev.cartulary.outcome.DocumentRecord;
import dev.cartulary.outcome.Failure;
import dev.cartulary.outcome.FailureReason;
import dev.cartulary.outcome.Outcome;
import dev.cartulary.outcome.Stage;
import dev.cartulary.outcome.Timings;
import dev.cartulary.privacy.PrivacyChoice;
import dev.cartulary.privacy.PrivacyGate;
import dev.cartulary.prompt.RequestBuilder;
import dev.cartulary.schedule.RequestTooLongException;
import dev.cartulary.types.Fields;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class DocumentReaderTest {
  private static final Instant NOW = Instant.parse("2026-11-21T02:03:04.567Z");
  private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
  private static final int CHUNK_TOKENS = 20;
  private static final long EXTRACT_NANOS = 1_234;
  private static final long ENGINE_NANOS = 1_000;
  private static final String SECRET = "Wilhelmina Quartermaine";

  /** Three paragraphs on two pages; the second page was read from a picture. */
  private static final String TEXT =
      """
      This lease is made by Harbour Mills and Wilhelmina Quartermaine for the old boat house.

      It begins on 1 May 2026 and runs for three years unless one of them ends it.

      Signed at the boat house by both of them in two copies on 14 April 2026.""";

  private static final int PAGE_BREAK = TEXT.indexOf("\n\nSigned");
  private static final DocumentId ID = new DocumentId("0123456789abcdef".repeat(4));
  private static final SourceFile FILE =
      new SourceFile(ID, "leases/boat house.pdf", "/in/leases/boat house.pdf", 4_321);
  private static final ExtractedText EXTRACTED =
      new ExtractedText(
          ID,
          "application/pdf",
          TEXT,
          List.of(
              new Page(1, new CharSpan(0, PAGE_BREAK), false),
              new Page(2, new CharSpan(PAGE_BREAK + 2, TEXT.length()), true, 0.75)));
  private static final DocumentType TYPE =
      new DocumentType("lease", "A lease.", "summary", 1, List.of(dates()), "type-1");

  /** As exact as the ledger keeps it. */
  static final Metered METERED =
      new Metered(
          LocalDate.of(2026, 11, 21),
          "embedded",
          new CloudPrice.Work(1, 2, 3, 4),
          1,
          new Metered.Spent(
              new BigDecimal("1.000000000000"), new BigDecimal("10.000000000000"), false),
          new Metered.Spent(
              new BigDecimal("2.000000000000"), new BigDecimal("20.000000000000"), true));

  @TempDir Path folder;

  private Ledger ledger;
  private DocumentStore documents;

  @BeforeEach
  void open() {
    ledger =
        Ledger.open(
            new LedgerAddress("jdbc:h2:file:" + folder.resolve("ledger"), "", ""),
            Clock.systemUTC());
    documents = ledger.documents("a".repeat(64));
  }

  @AfterEach
  void close() {
    ledger.close();
  }

  @Test
  void read_document_addsUpWhatItIsMadeOf() throws Exception {
    RuleModel model = RuleModel.prompt(DocumentReaderTest::firstChoice);
    Reading reading = read(model).fold(ok -> ok, DocumentReaderTest::unexpected);

    DocumentRecord document = reading.document();
    assertThat(document.file()).isEqualTo(FILE);
    assertThat(document.mediaType()).isEqualTo("application/pdf");
    assertThat(document.pages()).isEqualTo(2);
    assertThat(document.ocrPages()).isEqualTo(1);
    assertThat(document.ocrConfidence()).isEqualTo(0.75);
    assertThat(document.pagesWithoutText()).isEmpty();
    assertThat(document.characters()).isEqualTo(TEXT.length());
    assertThat(document.type()).isEqualTo("lease");
    assertThat(document.model()).isEqualTo("rule-model");
    assertThat(document.chunks()).isGreaterThan(1).isEqualTo(model.submitted().size());

    // The naive count: words of every prefix, one token a branch and two an answer.
    long prefix =
        model.submitted().stream().mapToLong(r -> RuleModel.words(r.prefix()).size()).sum();
    long branches = model.submitted().stream().mapToLong(r -> r.branches().size()).sum();
    assertThat(document.usage()).isEqualTo(new TokenUsage(prefix, branches, 2 * branches));
    assertThat(reading.computed()).isEqualTo(document.usage());
    assertThat(document.timings())
        .isEqualTo(new Timings(NOW, EXTRACT_NANOS, ENGINE_NANOS * document.chunks()));
    assertThat(reading.extractNanos()).isEqualTo(EXTRACT_NANOS);

    assertThat(document.fields())
        .extracting(Field::normalized)
        .containsExactly(
            new FieldValue.Date(LocalDate.of(2026, 5, 1)),
            new FieldValue.Date(LocalDate.of(2026, 4, 14)));
    assertThat(document.fields()).extracting(Field::page).containsExactly(1, 2);
    assertThat(document.fields())
        .allSatisfy(
            field -> assertThat(requireNonNull(field.span()).of(TEXT)).isEqualTo(field.value()));
    assertThat(document.summary().text()).isNotEmpty();
    assertThat(documents.find(ID)).contains(document);
    assertThat(documents.findText(ID)).map(ExtractedText::text).contains(TEXT);
    assertThat(new UnkeptTexts(documents).findText(ID)).isEmpty();
    assertThat(documents.findCosted(ID).orElseThrow().costs().subList(0, 2))
        .extracting(CostLine::item, CostLine::quantity, CostLine::amount, CostLine::estimated)
        .containsExactly(
            tuple("energy", METERED.energy().quantity(), METERED.energy().usd(), false),
            tuple("hardware", METERED.hardware().quantity(), METERED.hardware().usd(), true));
  }

  @Test
  void read_completionsOfARunThatDied_areRecalledAndNotCountedAsComputed() throws Exception {
    Reading first =
        read(RuleModel.prompt(DocumentReaderTest::firstChoice))
            .fold(ok -> ok, DocumentReaderTest::unexpected);

    // Another kind of work finds no document, but the same questions.
    documents = ledger.documents("b".repeat(64));
    RuleModel model = RuleModel.prompt(DocumentReaderTest::firstChoice);
    Reading second = read(model).fold(ok -> ok, DocumentReaderTest::unexpected);

    assertThat(model.submitted()).isEmpty();
    assertThat(second.computed()).isEqualTo(TokenUsage.ZERO);
    assertThat(second.document()).isEqualTo(first.document());
    assertThat(documents.find(ID)).contains(second.document());
  }

  @Test
  void read_extractionFailed_passesTheFailureOn() throws Exception {
    Failure failure =
        new Failure(
            ID, FILE.path(), Stage.EXTRACT, FailureReason.ENCRYPTED, "a password is needed");
    RuleModel model = RuleModel.prompt(DocumentReaderTest::firstChoice);

    assertThat(failureOf(reader(model, Outcome.failed(failure), RuleModel::words, r -> METERED)))
        .isEqualTo(failure);
    assertThat(model.submitted()).isEmpty();
    assertThat(documents.find(ID)).isEmpty();
  }

  @Test
  void read_modelThrows_isAnInferenceFailureWithoutItsMessage() throws Exception {
    Failure failure =
        failureOf(
            RuleModel.prompt(
                request -> {
                  throw new IllegalStateException("cannot answer about " + SECRET);
                }));
    assertThat(failure.reason()).isEqualTo(FailureReason.INFERENCE);
    assertThat(failure.stage()).isEqualTo(Stage.INFER);
    assertThat(failure.message())
        .contains("IllegalStateException", getClass().getSimpleName())
        .doesNotContain(SECRET, "cannot answer");
    assertThat(failure.id()).isEqualTo(ID);
    assertThat(failure.path()).isEqualTo(FILE.path());
    assertThat(documents.find(ID)).isEmpty();
  }

  @Test
  void read_chunkTooLong_saysHowLongAndHowLongItMayBe() throws Exception {
    Failure failure =
        failureOf(
            RuleModel.prompt(
                request -> {
                  throw new RequestTooLongException(2_345, 1_234);
                }));
    assertThat(failure.reason()).isEqualTo(FailureReason.INFERENCE);
    assertThat(failure.message()).contains("2345 tokens", "1234");
  }

  @Test
  void read_cuttingThrows_isAnInternalFailureWithoutItsMessage() throws Exception {
    assertInternal(
        Stage.CHUNK,
        failureOf(
            reader(
                RuleModel.prompt(DocumentReaderTest::firstChoice),
                Outcome.ok(EXTRACTED),
                text -> {
                  throw new IndexOutOfBoundsException("no token at " + text);
                },
                record -> METERED)));
  }

  @Test
  void read_mergingThrows_isAnInternalFailureWithoutItsMessage() throws Exception {
    assertInternal(
        Stage.MERGE,
        failureOf(
            RuleModel.prompt(
                request ->
                    new Completion(
                        List.of(new BranchAnswer(SECRET, List.of(), 0)), TokenUsage.ZERO, 0))));
  }

  @Test
  void read_pricingThrows_isAnInternalFailureWithoutItsMessage() throws Exception {
    assertInternal(
        Stage.WRITE,
        failureOf(
            reader(
                RuleModel.prompt(DocumentReaderTest::firstChoice),
                Outcome.ok(EXTRACTED),
                RuleModel::words,
                record -> {
                  throw new ArithmeticException("no price for " + SECRET);
                })));
  }

  @Test
  void read_searchWithoutEnd_isTooSlowAndTheNextDocumentIsRead() throws Exception {
    DocumentReader reader = readerOfCodes("'((a|aa)+b\\2)'", Duration.ofMillis(300));

    Failure failure =
        failureOf(file -> reader.read(file, extracted("a".repeat(200) + " is no code.")));
    Reading next =
        reader
            .read(FILE, extracted("The code is aaba, as agreed."))
            .fold(ok -> ok, DocumentReaderTest::unexpected);

    assertThat(failure.reason()).isEqualTo(FailureReason.TOO_SLOW);
    assertThat(failure.stage()).isEqualTo(Stage.CHUNK);
    assertThat(failure.message()).isEqualTo("it took longer than 0.3 seconds");
    assertThat(next.document().fields()).extracting(Field::value).containsExactly("aaba");
  }

  @Test
  void read_searchTooDeepForTheStack_isAFailure() throws Exception {
    DocumentReader reader = readerOfCodes("'((a|aa)+b\\2)'", Duration.ofMinutes(1));

    Failure failure =
        failureOf(file -> reader.read(file, extracted("a".repeat(200_000) + " is no code.")));

    assertThat(failure.reason()).isEqualTo(FailureReason.INTERNAL);
    assertThat(failure.stage()).isEqualTo(Stage.CHUNK);
    assertThat(failure.message()).matches("StackOverflowError at \\S+\\([\\w.:]+\\)");
  }

  /** Reads a field whose candidates match a pattern. */
  private DocumentReader readerOfCodes(String pattern, Duration patience) {
    DocumentType type =
        new DocumentType(
            "lease",
            "A lease.",
            "summary",
            1,
            List.of(
                Fields.of(
                    "code", "candidates: pattern, max-tokens: 8, patterns: [" + pattern + "]")),
            "type-2");
    DurableModel model =
        new DurableModel(
            RuleModel.prompt(DocumentReaderTest::firstChoice),
            ledger.completions(),
            request -> CompletionKey.of("rule-model", request));
    return new DocumentReader(
        new Questioner(
            new Chunker(CHUNK_TOKENS, 2, RuleModel::words),
            new RequestBuilder(type, false),
            model,
            patience),
        null,
        new Merger(type, 0.5, Calibration.NONE),
        new DocumentReader.Origin(type.name(), "rule-model"),
        record -> METERED,
        documents,
        CLOCK,
        new PrivacyGate(PrivacyChoice.KEEP, type, null),
        patience);
  }

  @Test
  void read_ledgerIsGone_throwsInsteadOfFailingTheDocument() {
    ledger.close();
    assertThatThrownBy(() -> read(RuleModel.prompt(DocumentReaderTest::firstChoice)))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("ledger");
  }

  private static TimedText extracted(String text) {
    ExtractedText extracted =
        new ExtractedText(
            ID, "text/plain", text, List.of(new Page(1, new CharSpan(0, text.length()), false)));
    return new TimedText(Outcome.ok(extracted), List.of(), EXTRACT_NANOS, () -> {});
  }

  private Outcome<Reading> read(RuleModel model) throws InterruptedException {
    return reader(model, Outcome.ok(EXTRACTED), RuleModel::words, record -> METERED).read(FILE);
  }

  private Failure failureOf(RuleModel model) throws InterruptedException {
    return failureOf(reader(model, Outcome.ok(EXTRACTED), RuleModel::words, record -> METERED));
  }

  /** A reader with what was taken out of the file. */
  private interface Read {
    Outcome<Reading> read(SourceFile file) throws InterruptedException;
  }

  private static Failure failureOf(Read reader) throws InterruptedException {
    return reader.read(FILE).fold(ok -> fail(), failure -> failure);
  }

  private static Failure fail() {
    throw new AssertionError("the document was read");
  }

  private static Reading unexpected(Failure failure) {
    throw new AssertionError(failure.toString());
  }

  private static void assertInternal(Stage stage, Failure failure) {
    assertThat(failure.reason()).isEqualTo(FailureReason.INTERNAL);
    assertThat(failure.stage()).isEqualTo(stage);
    assertThat(failure.message()).matches("\\w+Exception at \\S+\\(\\w+\\.java:\\d+\\)");
    assertThat(failure.message()).doesNotContain("Wilhelmina", "Quartermaine");
  }

  private Read reader(
      RuleModel model,
      Outcome<ExtractedText> text,
      Function<String, List<CharSpan>> tokens,
      Function<DocumentRecord, Metered> meter) {
    DurableModel durable =
        new DurableModel(
            model, ledger.completions(), request -> CompletionKey.of("rule-model", request));
    TimedText extracted = new TimedText(text, List.of(), EXTRACT_NANOS, () -> {});
    DocumentReader reader =
        new DocumentReader(
            new Chunker(CHUNK_TOKENS, 2, tokens),
            new RequestBuilder(TYPE, false),
            durable,
            new Merger(TYPE, 0.5, Calibration.NONE),
            new DocumentReader.Origin(TYPE.name(), "rule-model"),
            meter,
            documents,
            CLOCK);
    return file -> reader.read(file, extracted);
  }

  /** Every branch takes the first value that it may, and is rather sure of it. */
  private static Completion firstChoice(PrefixRequest request) {
    List<BranchAnswer> answers = new ArrayList<>();
    for (Branch branch : request.branches()) {
      List<Choice> choices =
          branch.constraint() instanceof Constraint.OneOf one ? one.choices() : List.of();
      Optional<Answer> first =
          choices.stream().map(choice -> new Answer(choice.text(), choice.span(), 0.9)).findFirst();
      answers.add(new BranchAnswer(branch.name(), first.stream().toList(), 0.1));
    }
    int branches = request.branches().size();
    return new Completion(
        answers,
        new TokenUsage(RuleModel.words(request.prefix()).size(), branches, 2L * branches),
        ENGINE_NANOS);
  }

  private static FieldDefinition dates() {
    return Fields.of("dates", "type: date, many: true, candidates: dates, max-tokens: 16");
  }
}
