package dev.cartulary.prompt;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.cartulary.chunk.Chunk;
import dev.cartulary.chunk.Chunker;
import dev.cartulary.completion.Answer;
import dev.cartulary.completion.Branch;
import dev.cartulary.completion.BranchAnswer;
import dev.cartulary.completion.Choice;
import dev.cartulary.completion.Constraint;
import dev.cartulary.document.CharSpan;
import dev.cartulary.document.DocumentId;
import dev.cartulary.document.ExtractedText;
import dev.cartulary.document.Page;
import dev.cartulary.field.DocumentType;
import dev.cartulary.types.DocumentTypes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequestBuilderTest {
  private static final DocumentType CONTRACT = DocumentTypes.builtIn("contract");
  private static final DocumentType NOTE = DocumentTypes.builtIn("clinical-note");
  private static final String AGREEMENT =
      """
      EXHIBIT 10.1
      MASTER SUPPLY AGREEMENT
      This Master Supply Agreement (this "Agreement") is made as of March 14, 2023, by and between
      Acme Systems, Inc., a Delaware corporation ("Acme"), and Beta Widgets LLC ("Beta").

      9. Governing Law
      The laws of the State of New York shall govern this Agreement in every respect.

      10. Assignment. Neither party may assign this Agreement without the prior written consent of
      the other party. The headings are for convenience only.
      """;
  private static final String NOTE_TEXT =
      """
      Patient Name: Maria Lopez MRN: 00482913
      Date of Birth: 02/03/1960
      Sex: F

      ALLERGIES
      Penicillin; sulfa drugs

      MEDICATIONS:
      1. Lisinopril 10 mg daily
      2. Metformin 500 mg b.i.d.

      PLAN
      She will return in two weeks for a repeat of the examination and for her blood tests.
      """;

  static List<CharSpan> words(String text) {
    List<CharSpan> spans = new ArrayList<>();
    for (Matcher m = Pattern.compile("\\S+").matcher(text); m.find(); ) {
      spans.add(new CharSpan(m.start(), m.end()));
    }
    return spans;
  }

  static ExtractedText document(String text) {
    return new ExtractedText(
        new DocumentId("0".repeat(64)),
        "text/plain",
        text,
        List.of(new Page(1, new CharSpan(0, text.length()), false)));
  }

  private static List<ChunkRequest> requests(
      DocumentType type, boolean instruct, String text, int tokens) {
    List<Chunk> chunks = new Chunker(tokens, tokens / 8, RequestBuilderTest::words).chunks(text);
    return new RequestBuilder(type, instruct).requests(document(text), chunks);
  }

  private static List<String> choices(List<ChunkRequest> requests, String field) {
    List<String> texts = new ArrayList<>();
    for (ChunkRequest request : requests) {
      for (Branch branch : request.request().branches()) {
        if (branch.name().equals(field) && branch.constraint() instanceof Constraint.OneOf oneOf) {
          oneOf.choices().stream().map(Choice::text).forEach(texts::add);
        }
      }
    }
    return texts;
  }

  private static List<String> decided(List<ChunkRequest> requests, String field) {
    List<String> texts = new ArrayList<>();
    for (ChunkRequest request : requests) {
      for (BranchAnswer branch : request.decided()) {
        if (branch.name().equals(field)) {
          branch.answers().stream()
              .map(Answer::text)
              .filter(text -> !texts.contains(text))
              .forEach(texts::add);
        }
      }
    }
    return texts;
  }

  @Test
  void requests_contract_offerWhatRulesFind() {
    List<ChunkRequest> requests = requests(CONTRACT, false, AGREEMENT, 400);
    assertThat(requests).hasSize(1);
    assertThat(choices(requests, "document_name")).containsExactly("Master Supply Agreement");
    assertThat(decided(requests, "parties"))
        .containsExactly("Acme Systems, Inc.", "Beta Widgets LLC");
    assertThat(choices(requests, "agreement_date")).containsExactly("March 14, 2023");
    assertThat(choices(requests, "governing_law")).containsExactly("New York");
    assertThat(choices(requests, "anti_assignment")).isEmpty();
    assertThat(decided(requests, "anti_assignment"))
        .startsWith(
            "Neither party may assign this Agreement without the prior written consent of\n"
                + "the other party.");
    assertThat(decided(requests, "insurance")).isEmpty();
    assertThat(choices(requests, "contract_value")).isEmpty();
  }

  @Test
  void requests_aComplaintOfASentence_endsBeforeItsStory() {
    String text =
        "An 11-year-old boy presented with a history of headaches and vomiting that had been present for"
            + " months.\n";
    assertThat(choices(requests(NOTE, false, text, 200), "chief_complaint"))
        .containsExactly("history of headaches and vomiting");
  }

  @Test
  void requests_rolesPlacesAndFormerNames_areNoParties() {
    String text =
        """
        SUPPLY AGREEMENT

        This Supply Agreement is made by and between Kestrel Works, Inc., a Nevada Corporation
        ("Supplier"), f/k/a Old Kestrel, Inc., and Tarnholm GmbH ("Buyer").
        """;
    assertThat(decided(requests(CONTRACT, false, text, 200), "parties"))
        .containsExactly("Kestrel Works, Inc.", "Tarnholm GmbH");
  }

  @Test
  void requests_titleOverLines_isOfferedWhole() {
    assertThat(
            choices(
                requests(
                    CONTRACT,
                    false,
                    "Exhibit 10.1\n\nSEED STORAGE,\nDRYING AND CARE AGREEMENT\n\nIt is agreed:",
                    200),
                "document_name"))
        .containsExactly("SEED STORAGE,\nDRYING AND CARE AGREEMENT");
    assertThat(
            choices(
                requests(
                    CONTRACT,
                    false,
                    "ACME GROUP STORAGE AGREEMENT\n\nThis Storage Agreement (the “Agreement”) says:",
                    200),
                "document_name"))
        .containsExactly("Storage Agreement");
  }

  @Test
  void requests_severalSignatureDates_offerTheLast() {
    String text =
        """
        RESELLER AGREEMENT

        The parties agree.

        By: /s/ A. Roe
        Date: 4/25/2018

        By: /s/ B. Poe
        Date: 4/24/2018
        """;
    assertThat(choices(requests(CONTRACT, false, text, 200), "agreement_date"))
        .containsExactly("4/25/2018");
  }

  @Test
  void requests_note_offerLabelledLinesAndSectionItems() {
    List<ChunkRequest> requests = requests(NOTE, false, NOTE_TEXT, 400);
    assertThat(choices(requests, "patient_name")).contains("Maria Lopez");
    assertThat(choices(requests, "mrn")).containsExactly("00482913");
    assertThat(choices(requests, "date_of_birth")).containsExactly("02/03/1960");
    assertThat(choices(requests, "sex")).containsExactly("F");
    assertThat(decided(requests, "allergies")).containsExactly("Penicillin", "sulfa drugs");
    assertThat(decided(requests, "medications"))
        .containsExactly("Lisinopril 10 mg daily", "Metformin 500 mg b.i.d.");
    assertThat(choices(requests, "medications")).isEmpty();
  }

  @Test
  void requests_sections_itemsWithoutLabelsRemarksOrWhatFollows() {
    List<ChunkRequest> requests =
        requests(
            NOTE,
            false,
            """
            Allergies: vancomycin (flushing) Code status: full

            Medications
            Medication: Metformin 500 MG Tablet; Directions: 1 tablet daily; Start: 2018-09-14
            - Furosemide 40 mg daily (increased)

            Examination

            Belly soft, no rash.

            Assessment
            1. Atopic dermatitis, mild
            2. Morbid obesity; sleep apnea, treated
            02/20/2024 - ICU day 2
            Overnight stable
            """,
            400);
    assertThat(decided(requests, "allergies")).containsExactly("vancomycin");
    assertThat(decided(requests, "medications"))
        .containsExactly("Metformin 500 MG Tablet", "Furosemide 40 mg daily");
    assertThat(decided(requests, "diagnoses"))
        .containsExactly("Atopic dermatitis", "Morbid obesity", "sleep apnea");
  }

  @Test
  void requests_fieldWithPrior_askedOnceOfTheBestCueWithoutAbsence() {
    String text =
        AGREEMENT
            + "\nAn assignment needs prior written consent at any time, as was said above here.\n\n"
            + "Governing law is treated above; the courts of Ohio have jurisdiction under its law.\n";
    List<ChunkRequest> requests = requests(CONTRACT, false, text, 40);
    assertThat(requests.size()).isGreaterThan(2);
    for (String field : List.of("governing_law", "agreement_date")) {
      List<Constraint> asked = new ArrayList<>();
      for (ChunkRequest request : requests) {
        for (Branch branch : request.request().branches()) {
          if (branch.name().equals(field)) {
            asked.add(branch.constraint());
          }
        }
      }
      assertThat(asked).as(field).hasSize(1);
      assertThat(((Constraint.OneOf) asked.get(0)).absence()).as(field).isFalse();
    }
    assertThat(choices(requests, "governing_law")).containsExactly("New York");
  }

  /** The same law in a sentence about governing law, and in one that merely names the state. */
  @Test
  void requests_valuesThatRulesOffer_areExpectedByTheirSentences() {
    List<ChunkRequest> plain = requests(CONTRACT, false, AGREEMENT, 400);
    List<ChunkRequest> odd =
        requests(
            CONTRACT,
            false,
            AGREEMENT
                .replace("Governing Law", "Fireworks")
                .replace(
                    "The laws of the State of New York shall govern this Agreement in every respect",
                    "Laws of the State of New York on fireworks were read aloud to those who came"),
            400);

    assertThat(choices(odd, "governing_law")).containsExactly("New York");
    assertThat(expected(plain, "governing_law")).isGreaterThan(0.9);
    assertThat(expected(odd, "governing_law")).isLessThan(expected(plain, "governing_law") - 0.1);
    assertThat(expected(plain, "agreement_date")).isGreaterThan(0.9);
    for (ChunkRequest request : plain) {
      assertThat(request.expected())
          .extracting(Expected::name)
          .doesNotContain("parties", "document_name", "anti_assignment");
      assertThat(request.only("governing_law"::equals).expected()).hasSize(1);
    }
    assertThat(requests(NOTE, false, NOTE_TEXT, 400))
        .allSatisfy(request -> assertThat(request.expected()).isEmpty());
  }

  private static double expected(List<ChunkRequest> requests, String field) {
    return requests.stream()
        .flatMap(request -> request.expected().stream())
        .filter(expected -> expected.name().equals(field))
        .mapToDouble(Expected::probability)
        .max()
        .orElseThrow();
  }

  /**
   * The clause that a rule finds is probable, its sentence the best; one that nothing says is not.
   */
  @Test
  void requests_clauses_areDecidedWithProbabilitiesAndNotAsked() {
    List<ChunkRequest> requests = requests(CONTRACT, false, AGREEMENT, 40);
    Map<String, BranchAnswer> best = new HashMap<>();
    for (ChunkRequest request : requests) {
      for (BranchAnswer answer : request.decided()) {
        best.merge(
            answer.name(),
            answer,
            (a, b) -> a.absentProbability() <= b.absentProbability() ? a : b);
      }
      assertThat(request.request().branches())
          .extracting(Branch::name)
          .doesNotContain("anti_assignment", "insurance", "non_compete");
    }
    BranchAnswer assignment = requireNonNull(best.get("anti_assignment"));
    BranchAnswer insurance = requireNonNull(best.get("insurance"));

    assertThat(assignment.answers()).hasSize(1);
    assertThat(assignment.answers().get(0).text()).contains("may assign");
    assertThat(assignment.answers().get(0).probability())
        .isGreaterThan(0.8)
        .isCloseTo(1 - assignment.absentProbability(), within(1e-9));
    assertThat(insurance.absentProbability()).isGreaterThan(0.9);
  }

  @Test
  void requests_summary_ofSentencesOrFreeByTheKindOfModel() {
    Branch sentences = summary(requests(NOTE, false, NOTE_TEXT, 400).get(0));
    assertThat(sentences.constraint()).isInstanceOf(Constraint.OneOf.class);
    assertThat(choices(requests(NOTE, false, NOTE_TEXT, 400), RequestBuilder.SUMMARY))
        .containsExactly(
            "She will return in two weeks for a repeat of the examination and for her blood tests.");
    Branch free = summary(requests(NOTE, true, NOTE_TEXT, 400).get(0));
    assertThat(free.constraint()).isInstanceOf(Constraint.Free.class);
  }

  private static Branch summary(ChunkRequest request) {
    List<Branch> branches = request.request().branches();
    assertThat(branches).last().extracting(Branch::name).isEqualTo(RequestBuilder.SUMMARY);
    return branches.get(branches.size() - 1);
  }

  @Test
  void requests_blankDocument_none() {
    assertThat(requests(CONTRACT, false, "", 100)).isEmpty();
  }

  @ParameterizedTest(name = "{0} tokens")
  @ValueSource(ints = {1, 2, 7, 12, 25, 60, 400})
  void requests_anyChunkSize_choicesStandAtTheirSpans(int tokens) {
    for (String text : List.of(AGREEMENT, NOTE_TEXT)) {
      DocumentType type = text.equals(AGREEMENT) ? CONTRACT : NOTE;
      List<ChunkRequest> requests = requests(type, false, text, tokens);
      assertThat(requests).isNotEmpty();
      for (ChunkRequest request : requests) {
        String prefix = request.request().prefix();
        assertThat(prefix).isEqualTo(request.chunk().of(text));
        for (Branch branch : request.request().branches()) {
          if (branch.constraint() instanceof Constraint.OneOf oneOf) {
            assertThat(oneOf.choices()).doesNotHaveDuplicates();
            for (Choice choice : oneOf.choices()) {
              CharSpan span = requireNonNull(choice.span());
              assertThat(span.of(prefix)).isEqualTo(choice.text());
            }
          }
        }
      }
      assertThat(requests(type, false, text, tokens)).isEqualTo(requests);
    }
  }
}
