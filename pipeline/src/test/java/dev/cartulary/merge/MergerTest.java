package dev.cartulary.merge;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import dev.cartulary.calibration.Calibration;
import dev.cartulary.calibration.Scale;
import dev.cartulary.chunk.Chunk;
import dev.cartulary.completion.Answer;
import dev.cartulary.completion.BranchAnswer;
import dev.cartulary.completion.Completion;
import dev.cartulary.completion.TokenUsage;
import dev.cartulary.document.Box;
import dev.cartulary.document.CharSpan;
import dev.cartulary.document.DocumentId;
import dev.cartulary.document.ExtractedText;
import dev.cartulary.document.Page;
import dev.cartulary.document.PageLayout;
import dev.cartulary.document.WordBox;
import dev.cartulary.field.Alternative;
import dev.cartulary.field.DocumentType;
import dev.cartulary.field.Field;
import dev.cartulary.field.FieldStatus;
import dev.cartulary.field.FieldValue;
import dev.cartulary.field.SummarySection;
import dev.cartulary.outcome.Summary;
import dev.cartulary.prompt.Expected;
import dev.cartulary.prompt.Presence;
import dev.cartulary.prompt.RequestBuilder;
import dev.cartulary.types.Priors;
import dev.cartulary.verify.Verification;
import dev.cartulary.verify.Verifier;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class MergerTest {
  private static final DocumentType CONTRACT = contract(null);
  private static final DocumentType WITH_PRIORS = contract(0.5);
  private static final String PAGE_1 =
      "Signed March 14, 2023 or 03/14/2023 by Acme Systems, Inc. and by Acme Systems. Good day now.";
  private static final String PAGE_2 =
      "Ends April 1, 2024. ACME SYSTEMS, INC. and Beta LLC agree on this here. Good day now indeed.";
  private static final String TEXT = PAGE_1 + "\n" + PAGE_2;
  private static final ExtractedText DOCUMENT =
      new ExtractedText(
          new DocumentId("0".repeat(64)),
          "text/plain",
          TEXT,
          List.of(
              new Page(1, new CharSpan(0, PAGE_1.length()), false),
              new Page(2, new CharSpan(PAGE_1.length() + 1, TEXT.length()), false)));
  private static final Chunk FIRST = new Chunk(0, new CharSpan(0, PAGE_1.length()), 0, 10);
  private static final Chunk SECOND =
      new Chunk(1, new CharSpan(PAGE_1.length() + 1, TEXT.length()), 0, 10);

  /** The built-in contract with one prior for all fields. */
  private static DocumentType contract(@Nullable Double prior) {
    DocumentType type = Priors.builtIn("contract", prior);
    return new DocumentType(type.name(), "", "summary", 2, type.fields(), type.fingerprint());
  }

  private static BranchAnswer says(
      Chunk chunk, String field, double absent, Object... textsAndProbabilities) {
    List<Answer> answers = new ArrayList<>();
    for (int i = 0; i < textsAndProbabilities.length; i += 2) {
      String text = (String) textsAndProbabilities[i];
      int start = chunk.of(TEXT).indexOf(text);
      assertThat(start).isNotNegative();
      answers.add(
          new Answer(
              text,
              new CharSpan(start, start + text.length()),
              (Double) textsAndProbabilities[i + 1]));
    }
    return new BranchAnswer(field, answers, absent);
  }

  private static ChunkCompletion completion(Chunk chunk, BranchAnswer... answers) {
    return new ChunkCompletion(
        chunk, List.of(), List.of(), new Completion(List.of(answers), TokenUsage.ZERO, 0));
  }

  private static Extraction merge(ChunkCompletion... completions) {
    return new Merger(CONTRACT, 0.5, Calibration.NONE).merge(DOCUMENT, List.of(completions));
  }

  /** The fields that have a value. */
  private static List<Field> values(Extraction merged) {
    return merged.fields().stream().filter(field -> field.status() != FieldStatus.ABSENT).toList();
  }

  private static final String GOOD_DAY = "Good day now indeed.";

  /** Which sentence shows a clause is another question than whether it is there. */
  @Test
  void merge_flagThatAModelJudges_isAsProbableAsAbsenceIsNot() {
    BranchAnswer insured = says(SECOND, "insurance", 0.3, GOOD_DAY, 0.35);

    assertThat(values(merge(completion(SECOND, insured))))
        .singleElement()
        .satisfies(
            flag -> {
              assertThat(flag.probability()).isCloseTo(0.7, within(1e-9));
              assertThat(flag.status()).isEqualTo(FieldStatus.FOUND);
              assertThat(requireNonNull(flag.span()).of(TEXT)).isEqualTo(GOOD_DAY);
            });
  }

  @Test
  void merge_flagWithSeveralSentences_isThereIfAbsenceIsLessProbableThanAllTogether() {
    Answer best = says(SECOND, "insurance", 0, GOOD_DAY, 0.3).answers().get(0);

    assertThat(values(merge(completion(SECOND, withRunnerUp("insurance", best, 0.4)))))
        .singleElement()
        .satisfies(flag -> assertThat(flag.probability()).isCloseTo(0.6, within(1e-9)));
    assertThat(values(merge(completion(SECOND, withRunnerUp("insurance", best, 0.5))))).isEmpty();
    assertThat(values(merge(completion(SECOND, withRunnerUp("governing_law", best, 0.4)))))
        .as("of a value it counts which one it is")
        .isEmpty();
  }

  private static BranchAnswer withRunnerUp(String field, Answer answer, double absent) {
    return new BranchAnswer(field, List.of(), absent, answer);
  }

  /** The first model chose among what rules found, the second said whether it is there. */
  @Test
  void merge_fieldsOfASecondModelThatJudges_areWithoutTheirPriors() {
    Merger rules = new Merger(WITH_PRIORS, 0.5, Calibration.NONE);
    Merger both = rules.with(Set.of("effective_date"), Calibration.NONE, Presence.MODEL);
    List<ChunkCompletion> said =
        List.of(
            completion(
                FIRST,
                says(FIRST, "agreement_date", 0, "March 14, 2023", 0.9),
                says(FIRST, "effective_date", 0.1, "March 14, 2023", 0.9)));

    assertThat(values(both.merge(DOCUMENT, said)))
        .extracting(Field::name, field -> Math.round(100 * field.probability()))
        .containsExactly(tuple("agreement_date", 45L), tuple("effective_date", 90L));
    assertThat(values(rules.merge(DOCUMENT, said)))
        .extracting(field -> Math.round(100 * field.probability()))
        .containsExactly(45L, 45L);
    Merger back = both.with(Set.of("effective_date"), Calibration.NONE, Presence.RULES);
    assertThat(back.merge(DOCUMENT, said)).isEqualTo(rules.merge(DOCUMENT, said));
  }

  @Test
  void merge_listsOfAModelThatJudges_keepThePriorsOfWhatRulesDecided() {
    BranchAnswer decided = says(FIRST, "parties", 0, "Acme Systems, Inc.", 0.5);
    List<ChunkCompletion> said =
        List.of(
            new ChunkCompletion(
                FIRST, List.of(decided), List.of(), new Completion(List.of(), TokenUsage.ZERO, 0)));

    assertThat(new Merger(WITH_PRIORS, 0.5, Calibration.NONE, Presence.MODEL).merge(DOCUMENT, said))
        .isEqualTo(new Merger(WITH_PRIORS, 0.5, Calibration.NONE).merge(DOCUMENT, said));
  }

  @Test
  void merge_sectionsOfTheSummary_standInPlaceOfKeySentencesAndSayNothingTwice() {
    String note =
        "COMPLAINT: Knee pain.\n\nDIAGNOSIS: Knee pain.\n\nHISTORY: He fell off a tall ladder.\n\nPLAN: Rest.\n";
    ExtractedText document =
        new ExtractedText(
            new DocumentId("0".repeat(64)),
            "text/plain",
            note,
            List.of(new Page(1, new CharSpan(0, note.length()), false)));
    List<SummarySection> sections =
        List.of(
            new SummarySection(List.of("history"), 1, 9),
            new SummarySection(List.of("diagnosis"), 1, 9),
            new SummarySection(List.of("complaint"), 1, 9));
    DocumentType type =
        new DocumentType("note", "", "summary", 3, sections, CONTRACT.fields(), "1");

    Summary summary = new Merger(type, 0.5, Calibration.NONE).merge(document, List.of()).summary();

    assertThat(summary.text()).isEqualTo("He fell off a tall ladder.\nKnee pain.");
    assertThat(summary.spans())
        .extracting(span -> span.of(note))
        .containsExactly("He fell off a tall ladder.", "Knee pain.");
  }

  @Test
  void merge_answersThatWereNotTaken_areAlternativesWhichShareTheRest() {
    BranchAnswer nearly = says(SECOND, "agreement_date", 0.1, "April 1, 2024", 0.7);
    Extraction merged =
        merge(
            completion(FIRST, says(FIRST, "agreement_date", 0.1, "March 14, 2023", 0.8)),
            completion(SECOND, nearly));

    assertThat(values(merged)).hasSize(1);
    assertThat(values(merged).get(0).alternatives())
        .singleElement()
        .satisfies(
            other -> {
              assertThat(other.value()).isEqualTo("April 1, 2024");
              assertThat(requireNonNull(other.span()).of(TEXT)).isEqualTo("April 1, 2024");
              assertThat(other.probability()).isCloseTo(0.2, within(1e-9));
            });
  }

  @Test
  void merge_runnerUpOfASilentBranch_isAnAlternativeOfTheAbsence() {
    BranchAnswer silent =
        new BranchAnswer(
            "agreement_date",
            List.of(),
            0.75,
            says(FIRST, "agreement_date", 0, "March 14, 2023", 0.2).answers().get(0));
    Field absent =
        merge(completion(FIRST, silent)).fields().stream()
            .filter(field -> field.name().equals("agreement_date"))
            .findFirst()
            .orElseThrow();

    assertThat(absent.status()).isEqualTo(FieldStatus.ABSENT);
    assertThat(absent.alternatives())
        .singleElement()
        .satisfies(other -> assertThat(other.probability()).isCloseTo(0.2, within(1e-9)));
  }

  @Test
  void merge_equalValuesElsewhere_areNoAlternatives() {
    Extraction merged =
        merge(
            completion(
                FIRST,
                says(FIRST, "agreement_date", 0.1, "March 14, 2023", 0.6, "03/14/2023", 0.3)));

    assertThat(values(merged))
        .singleElement()
        .satisfies(date -> assertThat(date.alternatives()).isEmpty());
  }

  @Test
  void merge_singleValue_takesTheMostProbableWithPageAndOffset() {
    Extraction merged =
        merge(
            completion(FIRST, says(FIRST, "agreement_date", 0.1, "March 14, 2023", 0.6)),
            completion(SECOND, says(SECOND, "agreement_date", 0.1, "April 1, 2024", 0.8)));
    assertThat(values(merged))
        .extracting(field -> field.with(List.of()))
        .containsExactly(
            new Field(
                "agreement_date",
                "April 1, 2024",
                new FieldValue.Date(LocalDate.of(2024, 4, 1)),
                new CharSpan(TEXT.indexOf("April"), TEXT.indexOf("April") + 13),
                2,
                0.8,
                FieldStatus.FOUND));
  }

  @Test
  void merge_pagesWithGeometry_valueHasItsBoxes() {
    int start = TEXT.indexOf("April");
    CharSpan page = DOCUMENT.pages().get(1).span();
    PageLayout second =
        PageLayout.of(
            6_120,
            7_920,
            List.of(
                new WordBox(start - page.start(), start + 5 - page.start(), 900, 800, 300, 100),
                new WordBox(start + 6 - page.start(), start + 8 - page.start(), 1250, 800, 90, 100),
                new WordBox(
                    start + 9 - page.start(), start + 13 - page.start(), 90, 940, 240, 99)));
    ExtractedText text =
        new ExtractedText(
            DOCUMENT.id(),
            DOCUMENT.mediaType(),
            TEXT,
            DOCUMENT.pages(),
            List.of(PageLayout.NONE, second));

    Extraction merged =
        new Merger(CONTRACT, 0.5, Calibration.NONE)
            .merge(
                text,
                List.of(
                    completion(SECOND, says(SECOND, "agreement_date", 0, "April 1, 2024", 0.8))));

    assertThat(values(merged).get(0).boxes())
        .containsExactly(new Box(2, 900, 800, 440, 100), new Box(2, 90, 940, 240, 99));
  }

  /** A second chunk that begins within the first page and so holds its last words, too. */
  private static final Chunk OVERLAPPING =
      new Chunk(1, new CharSpan(TEXT.indexOf("or 03/14"), TEXT.length()), 0, 10);

  @Test
  void merge_overlappingChunksAgree_meanOfTheirLogOdds() {
    Extraction merged =
        merge(
            completion(FIRST, says(FIRST, "agreement_date", 0.05, "03/14/2023", 0.9)),
            completion(OVERLAPPING, says(OVERLAPPING, "agreement_date", 0.2, "03/14/2023", 0.6)));
    // Odds of 9 and 1.5.
    double odds = Math.sqrt(9 * 1.5);
    assertThat(values(merged)).hasSize(1);
    assertThat(values(merged).get(0).probability()).isCloseTo(odds / (1 + odds), within(1e-12));
    assertThat(values(merged).get(0).span())
        .isEqualTo(new CharSpan(TEXT.indexOf("03/14"), TEXT.indexOf("03/14") + 10));
  }

  @Test
  void merge_overlappingChunkSaysAbsence_answerFalls() {
    BranchAnswer nothing = says(OVERLAPPING, "agreement_date", 0.99);
    Extraction merged =
        merge(
            completion(FIRST, says(FIRST, "agreement_date", 0.4, "03/14/2023", 0.6)),
            completion(OVERLAPPING, nothing));
    assertThat(values(merged)).isEmpty();
    Extraction elsewhere =
        merge(
            completion(FIRST, says(FIRST, "agreement_date", 0.4, "March 14, 2023", 0.6)),
            completion(OVERLAPPING, nothing));
    assertThat(values(elsewhere)).extracting(Field::probability).containsExactly(0.6);
  }

  @Test
  void merge_overlappingChunkSaysAnotherValue_leavesThisOneTheRest() {
    Extraction merged =
        merge(
            completion(FIRST, says(FIRST, "agreement_date", 0, "03/14/2023", 0.9)),
            completion(
                OVERLAPPING, says(OVERLAPPING, "agreement_date", 0.1, "April 1, 2024", 0.8)));
    // This one: odds of 9 and of 0.1 to 0.9; the other, which no other chunk holds, 0.8.
    assertThat(values(merged))
        .extracting(Field::value, Field::probability)
        .containsExactly(tuple("April 1, 2024", 0.8));
  }

  @Test
  void merge_equalProbability_takesTheEarliest() {
    Extraction merged =
        merge(
            completion(SECOND, says(SECOND, "agreement_date", 0, "April 1, 2024", 0.6)),
            completion(FIRST, says(FIRST, "agreement_date", 0, "March 14, 2023", 0.6)));
    assertThat(values(merged)).extracting(Field::value).containsExactly("March 14, 2023");
  }

  @Test
  void merge_absenceMoreProbableEverywhere_noField() {
    Extraction merged =
        merge(
            completion(FIRST, says(FIRST, "agreement_date", 0.5, "March 14, 2023", 0.4)),
            completion(SECOND, says(SECOND, "agreement_date", 0.9)));
    assertThat(values(merged)).isEmpty();
  }

  @Test
  void merge_absence_isAsProbableAsWhereMostSpeaksAgainstIt() {
    Extraction merged =
        merge(
            completion(FIRST, says(FIRST, "agreement_date", 0.6, "March 14, 2023", 0.4)),
            completion(SECOND, says(SECOND, "agreement_date", 0.9)));
    assertThat(merged.fields())
        .extracting(field -> field.with(List.of()))
        .contains(Field.absent("agreement_date", 0.6))
        .contains(Field.absent("parties", 1));
    assertThat(Verifier.verify(DOCUMENT, merged.fields(), merged.summary()).fields())
        .isEqualTo(merged.fields());
  }

  @Test
  void merge_calibration_correctsProbabilityAndStatus() {
    Calibration halving =
        new Calibration(
            "",
            Map.of(
                new Calibration.Key(CONTRACT.name(), "agreement_date", false), new Scale(1, -3),
                new Calibration.Key(CONTRACT.name(), "parties", true), new Scale(1, -9)));
    Extraction merged =
        new Merger(CONTRACT, 0.5, halving)
            .merge(
                DOCUMENT,
                List.of(
                    completion(FIRST, says(FIRST, "agreement_date", 0.1, "March 14, 2023", 0.8))));
    // Odds of 4 to 1, times e to -3.
    double corrected = 4 * Math.exp(-3) / (1 + 4 * Math.exp(-3));
    assertThat(values(merged))
        .singleElement()
        .satisfies(
            field -> {
              assertThat(field.probability()).isCloseTo(corrected, within(1e-12));
              assertThat(field.status()).isEqualTo(FieldStatus.NEEDS_REVIEW);
            });
    assertThat(merged.fields())
        .filteredOn(field -> field.name().equals("parties"))
        .singleElement()
        .satisfies(field -> assertThat(field.probability()).isBetween(0.5, 0.6));
  }

  @Test
  void merge_requiredFieldAgainstAbsence_staysForReview() {
    Extraction merged =
        merge(completion(FIRST, says(FIRST, "parties", 0.9, "Acme Systems, Inc.", 0.7)));
    assertThat(values(merged)).extracting(Field::status).containsExactly(FieldStatus.NEEDS_REVIEW);
  }

  @Test
  void merge_belowThresholdOrUnreadable_needsReview() {
    Extraction merged =
        merge(
            completion(
                FIRST,
                says(FIRST, "agreement_date", 0, "March 14, 2023", 0.4),
                says(FIRST, "effective_date", 0, "Good day", 0.9)));
    assertThat(values(merged))
        .extracting(Field::status)
        .containsExactly(FieldStatus.NEEDS_REVIEW, FieldStatus.NEEDS_REVIEW);
  }

  @Test
  void merge_list_unitesEqualValuesAndDropsPartsOfOthers() {
    Extraction merged =
        merge(
            completion(
                FIRST, says(FIRST, "parties", 0, "Acme Systems, Inc.", 0.6, "Acme Systems", 0.9)),
            completion(
                SECOND, says(SECOND, "parties", 0, "ACME SYSTEMS, INC.", 0.7, "Beta LLC", 0.8)));
    assertThat(values(merged))
        .extracting(Field::value)
        .containsExactly("ACME SYSTEMS, INC.", "Beta LLC");
  }

  @Test
  void merge_keySentences_evidenceBeforeTheModelsChoice() {
    Extraction merged =
        merge(
            completion(FIRST, says(FIRST, RequestBuilder.SUMMARY, 0, "Good day now.", 0.9)),
            completion(
                SECOND,
                says(SECOND, "parties", 0, "Beta LLC", 0.8),
                says(SECOND, "expiration_date", 0, "April 1, 2024", 0.9)));
    assertThat(merged.summary().kind()).isEqualTo(Summary.Kind.KEY_SENTENCES);
    assertThat(merged.summary().text())
        .isEqualTo("Ends April 1, 2024.\nACME SYSTEMS, INC. and Beta LLC agree on this here.");
    Verification verified = Verifier.verify(DOCUMENT, merged.fields(), merged.summary());
    assertThat(verified.summaryGrounded()).isTrue();
  }

  @Test
  void merge_keySentences_withoutEvidenceTheModelsChoiceThenTheLead() {
    Extraction merged =
        merge(
            completion(
                SECOND, says(SECOND, RequestBuilder.SUMMARY, 0, "Good day now indeed.", 0.9)));
    assertThat(merged.summary().spans())
        .extracting(span -> span.of(TEXT))
        .contains("Good day now indeed.")
        .hasSize(2)
        .first()
        .asString()
        .startsWith("Signed March 14, 2023");
  }

  @Test
  void merge_fieldWithPrior_priorTimesTheModelsChoice() {
    Extraction merged =
        new Merger(WITH_PRIORS, 0.25, Calibration.NONE)
            .merge(
                DOCUMENT,
                List.of(
                    completion(FIRST, says(FIRST, "agreement_date", 0, "March 14, 2023", 0.75))));
    assertThat(values(merged)).extracting(Field::probability).containsExactly(0.375);
    assertThat(values(merged)).extracting(Field::status).containsExactly(FieldStatus.FOUND);
  }

  /** What its sentence lets expect takes the place of the prior, for this place only. */
  @Test
  void merge_expectedValue_isAsProbableAsExpectedTimesTheModelsChoice() {
    BranchAnswer said = says(FIRST, "agreement_date", 0, "March 14, 2023", 0.75);
    CharSpan here = requireNonNull(said.answers().get(0).span());
    Completion completion = new Completion(List.of(said), TokenUsage.ZERO, 0);

    for (Expected expected :
        List.of(
            new Expected("agreement_date", here, 0.25),
            new Expected("agreement_date", here.shift(1), 0.9),
            new Expected("effective_date", here, 0.9))) {
      Extraction merged =
          new Merger(WITH_PRIORS, 0.5, Calibration.NONE)
              .merge(
                  DOCUMENT,
                  List.of(new ChunkCompletion(FIRST, List.of(), List.of(expected), completion)));
      assertThat(values(merged))
          .extracting(Field::probability)
          .containsExactly(expected.probability() == 0.25 ? 0.1875 : 0.375);
    }
    assertThatThrownBy(() -> new Expected("x", here, 1.5))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("1.5");
  }

  @Test
  void merge_listWithPrior_rulesDecideAndRunningTextStaysTheModels() {
    Extraction merged =
        new Merger(WITH_PRIORS, 0.5, Calibration.NONE)
            .merge(
                DOCUMENT,
                List.of(
                    new ChunkCompletion(
                        FIRST,
                        List.of(says(FIRST, "parties", 0, "Acme Systems, Inc.", 0.5)),
                        List.of(),
                        new Completion(List.of(), TokenUsage.ZERO, 0)),
                    completion(SECOND, says(SECOND, "parties", 0.1, "Beta LLC", 0.75))));
    assertThat(values(merged)).extracting(Field::probability).containsExactly(0.5, 0.75);
  }

  @Test
  void merge_guess_standsWhereItIsAsProbableAsNot() {
    BranchAnswer doubtful = says(FIRST, "agreement_date", 0.75, "March 14, 2023", 0.25);
    BranchAnswer likely = says(FIRST, "agreement_date", 0.375, "March 14, 2023", 0.625);
    BranchAnswer ruled = says(SECOND, "agreement_date", 0, "April 1, 2024", 0.5);

    List<Field> absent = guessed(doubtful);
    assertThat(absent)
        .filteredOn(field -> field.name().equals("agreement_date"))
        .singleElement()
        .satisfies(
            field -> {
              assertThat(field.status()).isEqualTo(FieldStatus.ABSENT);
              assertThat(field.probability()).isEqualTo(0.75);
              assertThat(field.alternatives())
                  .extracting(Alternative::value)
                  .containsExactly("March 14, 2023");
            });
    assertThat(guessed(likely, completion(SECOND, ruled)))
        .filteredOn(field -> field.name().equals("agreement_date"))
        .extracting(Field::value, Field::probability)
        .containsExactly(tuple("March 14, 2023", 0.625));
  }

  private static List<Field> guessed(BranchAnswer guess, ChunkCompletion... others) {
    List<ChunkCompletion> all = new ArrayList<>(List.of(others));
    all.add(
        new ChunkCompletion(
            FIRST, List.of(guess), List.of(), new Completion(List.of(), TokenUsage.ZERO, 0)));
    return new Merger(CONTRACT, 0.5, Calibration.NONE).merge(DOCUMENT, all).fields();
  }

  @Test
  void merge_freeSummaries_areJoined() {
    BranchAnswer one =
        new BranchAnswer(RequestBuilder.SUMMARY, List.of(new Answer("One.", null, 0.5)), 0);
    BranchAnswer two =
        new BranchAnswer(RequestBuilder.SUMMARY, List.of(new Answer("Two.", null, 0.5)), 0);
    assertThat(merge(completion(FIRST, one), completion(SECOND, two)).summary())
        .isEqualTo(new Summary(Summary.Kind.FREE_TEXT, "One.\nTwo.", List.of()));
  }

  @Test
  void merge_nothingAnswered_leadOfTheDocument() {
    assertThat(values(merge())).isEmpty();
    assertThat(merge().summary().text())
        .startsWith("Signed March 14, 2023")
        .endsWith("\nGood day now.");
    ExtractedText blank =
        new ExtractedText(
            DOCUMENT.id(), "text/plain", "", List.of(new Page(1, new CharSpan(0, 0), false)));
    Extraction nothing = new Merger(CONTRACT, 0.5, Calibration.NONE).merge(blank, List.of());
    assertThat(nothing.summary().text()).isEmpty();
    assertThat(nothing.fields()).as("there is no text to state an absence of").isEmpty();
  }

  @Test
  void merge_anyOrderOfChunks_sameResult() {
    List<ChunkCompletion> completions = new ArrayList<>();
    Random random = new Random(7);
    for (int i = 0; i < 12; i++) {
      Chunk chunk = new Chunk(i, FIRST.span(), 0, 10);
      double p = (1 + random.nextInt(4)) / 8.0;
      completions.add(
          completion(
              chunk,
              says(chunk, "parties", 0, "Acme Systems, Inc.", p),
              says(chunk, "agreement_date", 0, i % 2 == 0 ? "March 14, 2023" : "03/14/2023", p)));
    }
    Merger merger = new Merger(CONTRACT, 0.5, Calibration.NONE);
    Extraction expected = merger.merge(DOCUMENT, completions);
    assertThat(values(expected)).hasSize(2);
    for (int i = 0; i < 20; i++) {
      Collections.shuffle(completions, random);
      assertThat(merger.merge(DOCUMENT, completions)).isEqualTo(expected);
    }
  }

  @Test
  void merge_answerToAForeignField_refused() {
    assertThatThrownBy(() -> merge(completion(FIRST, says(FIRST, "colour", 0, "Good day", 0.9))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("colour");
  }
}
