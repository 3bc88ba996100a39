package dev.cartulary.reading;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cartulary.calibration.Calibration;
import dev.cartulary.calibration.Scale;
import dev.cartulary.chunk.Chunker;
import dev.cartulary.completion.Answer;
import dev.cartulary.completion.Branch;
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
import dev.cartulary.field.Route;
import dev.cartulary.ledger.CompletionKey;
import dev.cartulary.ledger.Ledger;
import dev.cartulary.ledger.LedgerAddress;
import dev.cartulary.merge.Merger;
import dev.cartulary.outcome.DocumentRecord;
import dev.cartulary.outcome.FailureReason;
import dev.cartulary.outcome.Outcome;
import dev.cartulary.privacy.PrivacyChoice;
import dev.cartulary.privacy.PrivacyGate;
import dev.cartulary.prompt.Presence;
import dev.cartulary.prompt.RequestBuilder;
import dev.cartulary.routing.Rules;
import dev.cartulary.schedule.RequestTooLongException;
import dev.cartulary.types.Fields;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A document that two models read; rules of theirs stand for weights. */
@Timeout(60)
class SecondOpinionTest {
  private static final String TEXT =
      "The lease begins on 1 May 2026 and ends on 30 April 2029. The law of Norway governs it.";
  private static final DocumentId ID = new DocumentId("0123456789abcdef".repeat(4));
  private static final SourceFile FILE = new SourceFile(ID, "lease.txt", "/in/lease.txt", 9);
  private static final DocumentType TYPE =
      new DocumentType(
          "lease",
          "A lease.",
          "summary",
          1,
          List.of(
              Fields.of("day", "type: date, candidates: dates"),
              Fields.of("law", "candidates: jurisdictions")),
          "type-1");

  @TempDir Path folder;

  private Ledger ledger;
  private final AtomicInteger opened = new AtomicInteger();

  @BeforeEach
  void open() {
    ledger =
        Ledger.open(
            new LedgerAddress("jdbc:h2:file:" + folder.resolve("ledger"), "", ""),
            Clock.systemUTC());
  }

  @AfterEach
  void close() {
    ledger.close();
  }

  @Test
  void read_fieldAtWhichTheFirstIsNotSure_isWhatTheSecondSays() throws Exception {
    RuleModel first = model(Map.of("day", 0.3, "law", 0.9), 0);
    RuleModel second = model(Map.of("day", 0.8, "law", 0.1), 1);

    DocumentRecord document = read("a", first, second, new Rules(0.5, Set.of(), 0));

    assertThat(document.fields()).extracting(Field::name).containsExactly("day", "law");
    Field day = document.fields().get(0);
    assertThat(day.normalized().canonical()).isEqualTo("2029-04-30");
    assertThat(day.probability()).as("by the second's calibration").isEqualTo(calibrated(0.8));
    assertThat(day.route()).isEqualTo(Route.LOCAL_LARGE);
    Field law = document.fields().get(1);
    assertThat(law.probability()).as("by the first's").isEqualTo(0.9);
    assertThat(law.route()).isNull();
    assertThat(second.submitted())
        .allSatisfy(
            request -> assertThat(request.branches()).extracting(Branch::name).containsOnly("day"));
    assertThat(document.timings().modelNanos()).isEqualTo(2_000);
    assertThat(ledger.documents("a".repeat(64)).find(ID)).contains(document);
  }

  @Test
  void read_whereTheFirstIsSure_doesNotOpenTheSecond() throws Exception {
    RuleModel second = model(Map.of(), 0);

    read("a", model(Map.of("day", 0.7, "law", 0.9), 0), second, new Rules(0.5, Set.of(), 0));

    assertThat(opened).hasValue(0);
    assertThat(second.submitted()).isEmpty();
  }

  @Test
  void read_fieldThatIsAlwaysHard_isAskedAgainAndOnlyIt() throws Exception {
    RuleModel second = model(Map.of("law", 0.6), 0);

    DocumentRecord document =
        read(
            "a",
            model(Map.of("day", 0.7, "law", 0.9), 0),
            second,
            new Rules(0.5, Set.of("law"), 0));

    assertThat(document.fields()).extracting(Field::route).containsExactly(null, Route.LOCAL_LARGE);
    assertThat(opened).hasValue(1);
  }

  @Test
  void read_again_recallsTheAnswersOfBoth() throws Exception {
    Rules rules = new Rules(0.5, Set.of(), 0);
    Map<String, Double> unsure = Map.of("day", 0.3, "law", 0.9);
    DocumentRecord before = read("a", model(unsure, 0), model(Map.of("day", 0.8), 1), rules);
    RuleModel first = model(unsure, 0);
    RuleModel second = model(Map.of("day", 0.8), 1);

    DocumentRecord after = read("b", first, second, rules);

    assertThat(first.submitted()).isEmpty();
    assertThat(second.submitted()).isEmpty();
    assertThat(after.fields()).isEqualTo(before.fields());
  }

  @Test
  void read_documentBeyondTheFirstsContext_isReadByTheSecondAsAWhole() throws Exception {
    RuleModel first =
        RuleModel.prompt(
            request -> {
              throw new RequestTooLongException(4_000, 2_000);
            });
    RuleModel second = model(Map.of("day", 0.8, "law", 0.9), 1);

    DocumentRecord document = read("a", first, second, new Rules(0.5, Set.of(), 0));

    assertThat(document.fields()).extracting(Field::route).containsOnly(Route.LOCAL_LARGE);
    assertThat(document.summary().text()).isNotEmpty();
    assertThat(document.usage().total()).isPositive();
    Outcome<Reading> alone = reading("b", first, null, new Rules(0.5, Set.of(), 0));
    assertThat(alone)
        .isInstanceOfSatisfying(
            Outcome.Failed.class,
            failed -> assertThat(failed.failure().reason()).isEqualTo(FailureReason.INFERENCE));
  }

  private DocumentRecord read(String work, RuleModel first, RuleModel second, Rules rules)
      throws Exception {
    return reading(work, first, second, rules)
        .fold(
            Reading::document,
            failure -> {
              throw new AssertionError(failure.toString());
            });
  }

  private Outcome<Reading> reading(
      String work, RuleModel first, @Nullable RuleModel second, Rules rules) throws Exception {
    SecondOpinion opinion =
        second == null
            ? null
            : new SecondOpinion(
                rules,
                calibration(),
                Presence.RULES,
                () -> {
                  opened.incrementAndGet();
                  return questioner(second, "second");
                });
    DocumentReader reader =
        new DocumentReader(
            questioner(first, "first"),
            opinion,
            new Merger(TYPE, 0.5, Calibration.NONE),
            new DocumentReader.Origin(TYPE.name(), "first"),
            record -> DocumentReaderTest.METERED,
            ledger.documents(work.repeat(64)),
            Clock.systemUTC(),
            new PrivacyGate(PrivacyChoice.KEEP, TYPE, null),
            Duration.ofMinutes(1));
    ExtractedText text =
        new ExtractedText(
            ID, "text/plain", TEXT, List.of(new Page(1, new CharSpan(0, TEXT.length()), false)));
    return reader.read(FILE, new TimedText(Outcome.ok(text), List.of(), 1, () -> {}));
  }

  private Questioner questioner(RuleModel model, String fingerprint) {
    DurableModel durable =
        new DurableModel(
            model, ledger.completions(), request -> CompletionKey.of(fingerprint, request));
    return new Questioner(
        new Chunker(100, 2, model::tokenSpans),
        new RequestBuilder(TYPE, false),
        durable,
        Duration.ofMinutes(1));
  }

  private static Calibration calibration() {
    return new Calibration(
        "measured", Map.of(new Calibration.Key("lease", "day", false), new Scale(2, 0.1)));
  }

  private static double calibrated(double stated) {
    return calibration().value("lease", "day", stated);
  }

  /**
   * A model that takes one of the values that it may.
   *
   * @param sure how sure it is of each field; of others, not at all
   * @param which of the values
   */
  private static RuleModel model(Map<String, Double> sure, int which) {
    return RuleModel.prompt(
        request -> {
          List<BranchAnswer> answers = new ArrayList<>();
          for (Branch branch : request.branches()) {
            double probability = sure.getOrDefault(branch.name(), 0.05);
            answers.add(
                new BranchAnswer(
                    branch.name(),
                    List.of(answer(branch, which, probability)),
                    (1 - probability) / 4));
          }
          return new Completion(answers, tokens(request), 1_000);
        });
  }

  private static Answer answer(Branch branch, int which, double probability) {
    List<Choice> choices = ((Constraint.OneOf) branch.constraint()).choices();
    Choice choice = choices.get(Math.min(which, choices.size() - 1));
    return new Answer(choice.text(), choice.span(), probability);
  }

  private static TokenUsage tokens(PrefixRequest request) {
    return new TokenUsage(RuleModel.words(request.prefix()).size(), 1, 1);
  }
}
