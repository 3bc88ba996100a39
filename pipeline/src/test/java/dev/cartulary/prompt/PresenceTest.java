package dev.cartulary.prompt;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cartulary.chunk.Chunk;
import dev.cartulary.chunk.Chunker;
import dev.cartulary.chunk.Sentences;
import dev.cartulary.completion.Branch;
import dev.cartulary.completion.Choice;
import dev.cartulary.completion.Constraint;
import dev.cartulary.document.CharSpan;
import dev.cartulary.field.DocumentType;
import dev.cartulary.field.FieldDefinition;
import dev.cartulary.field.FieldType;
import dev.cartulary.types.DocumentTypes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Questions to models that say themselves whether there is a value. */
class PresenceTest {
  private static final DocumentType CONTRACT = DocumentTypes.builtIn("contract");
  private static final String TEXT =
      """
      MASTER SUPPLY AGREEMENT

      This Master Supply Agreement is made as of March 14, 2023 by and between Acme Systems, Inc.
      and Beta Widgets LLC.

      Neither party may assign this Agreement without the prior written consent of the other party.
      The buyer pays within thirty days of an invoice.

      This Agreement and the rights under it shall not pass to an heir or a buyer of the business
      unless the other party has agreed to that in writing. Prices are those of the list.

      An assignment needs prior written consent at any time, as was said above here. A court of
      Ohio once sat in New York. This Agreement shall be governed by the laws of the State of
      New York.
      """;

  private static List<ChunkRequest> requests(
      Presence presence, boolean instruct, String text, int tokens) {
    List<Chunk> chunks = new Chunker(tokens, tokens / 8, RequestBuilderTest::words).chunks(text);
    return new RequestBuilder(CONTRACT, instruct, presence)
        .requests(RequestBuilderTest.document(text), chunks);
  }

  private static List<Constraint.OneOf> asked(List<ChunkRequest> requests, String field) {
    List<Constraint.OneOf> asked = new ArrayList<>();
    for (ChunkRequest request : requests) {
      for (Branch branch : request.request().branches()) {
        if (branch.name().equals(field)) {
          asked.add((Constraint.OneOf) branch.constraint());
        }
      }
    }
    return asked;
  }

  @Test
  void of_auto_isTheModelIfItFollowsInstructions() {
    assertThat(Presence.AUTO.of(true)).isSameAs(Presence.MODEL);
    assertThat(Presence.AUTO.of(false)).isSameAs(Presence.RULES);
    assertThat(Presence.RULES.of(true)).isSameAs(Presence.RULES);
    assertThat(Presence.MODEL.of(false)).isSameAs(Presence.MODEL);
    assertThat(requests(Presence.AUTO, true, TEXT, 60))
        .isEqualTo(requests(Presence.MODEL, true, TEXT, 60))
        .isNotEqualTo(requests(Presence.RULES, true, TEXT, 60));
    assertThat(requests(Presence.AUTO, false, TEXT, 60))
        .isEqualTo(requests(Presence.RULES, false, TEXT, 60));
  }

  @Test
  void requests_modelSaysWhatIsThere_asksEveryCandidateAndTakesNoForAnAnswer() {
    List<ChunkRequest> requests = requests(Presence.MODEL, false, TEXT, 40);

    assertThat(asked(requests(Presence.RULES, false, TEXT, 40), "anti_assignment")).isEmpty();
    assertThat(asked(requests, "anti_assignment")).hasSizeGreaterThan(1);
    for (FieldDefinition field : CONTRACT.fields()) {
      assertThat(asked(requests, field.name()))
          .as(field.name())
          .allMatch(Constraint.OneOf::absence);
    }
    assertThat(requests)
        .as("only lists are decided without the model")
        .flatExtracting(ChunkRequest::decided)
        .isNotEmpty()
        .allMatch(answer -> answer.name().equals("parties"));
  }

  /** No cue finds the second sentence about assignment; the trained guess does. */
  @Test
  void requests_modelSaysWhatIsThere_asksAboutGuesses() {
    String guessed =
        TEXT.substring(TEXT.indexOf("This Agreement and"), TEXT.indexOf("An assignment"));

    assertThat(asked(requests(Presence.RULES, false, guessed, 400), "anti_assignment")).isEmpty();
    assertThat(asked(requests(Presence.MODEL, false, guessed, 400), "anti_assignment")).hasSize(1);
  }

  @Test
  void requests_clauseThatAModelJudges_mayBeAnySentenceOfTheChunk() {
    List<ChunkRequest> requests = requests(Presence.MODEL, false, TEXT, 60);

    int clauses = 0;
    for (ChunkRequest request : requests) {
      CharSpan chunk = request.chunk().span();
      List<String> sentences =
          Sentences.of(TEXT).stream()
              .filter(chunk::contains)
              .map(sentence -> sentence.of(TEXT))
              .distinct()
              .toList();
      for (Branch branch : request.request().branches()) {
        if (isClause(branch.name())) {
          clauses++;
          assertThat(((Constraint.OneOf) branch.constraint()).choices())
              .extracting(Choice::text)
              .containsExactlyElementsOf(sentences);
        }
      }
    }
    assertThat(clauses).isPositive();
  }

  private static boolean isClause(String field) {
    return CONTRACT.fields().stream()
        .anyMatch(each -> each.name().equals(field) && each.type() == FieldType.BOOLEAN);
  }

  /** New York stands twice; its better place is the one in the words of a governing law. */
  @Test
  void requests_valueWithTwoPlaces_isOfferedAtTheBetterOne() {
    Constraint.OneOf law =
        asked(requests(Presence.MODEL, false, TEXT, 400), "governing_law").get(0);

    assertThat(law.choices()).extracting(Choice::text).contains("New York");
    Choice york =
        law.choices().stream().filter(c -> c.text().equals("New York")).findFirst().orElseThrow();
    assertThat(requireNonNull(york.span()).start()).isEqualTo(TEXT.lastIndexOf("New York"));
  }

  @Test
  void requests_moreCandidatesThanChoices_theBestAreAmongThem() {
    StringBuilder text = new StringBuilder("SUPPLY AGREEMENT\n\n");
    for (int day = 1; day <= 28; day++) {
      text.append(
          "It was dated in drafts of June " + day + ", 2021 and July " + day + ", 2021.\n\n");
    }
    text.append("This Agreement is made and entered into as of May 3, 2022 by and between us.\n");

    Constraint.OneOf date =
        asked(requests(Presence.MODEL, false, text.toString(), 2_000), "agreement_date").get(0);

    assertThat(date.choices()).extracting(Choice::text).contains("May 3, 2022").hasSize(24);
  }

  @ParameterizedTest(name = "{0} tokens")
  @ValueSource(ints = {1, 3, 11, 30, 400})
  void requests_anyTextAndChunk_choicesStandAtTheirSpansInOrder(int tokens) {
    Random random = new Random(tokens);
    List<String> sentences = new ArrayList<>(List.of(TEXT.split("(?<=\\.)\\s")));
    for (int round = 0; round < 5; round++) {
      Collections.shuffle(sentences, random);
      String text = String.join(" ", sentences);
      for (ChunkRequest request : requests(Presence.MODEL, true, text, tokens)) {
        String prefix = request.request().prefix();
        for (Branch branch : request.request().branches()) {
          if (branch.constraint() instanceof Constraint.OneOf oneOf) {
            int last = -1;
            for (Choice choice : oneOf.choices()) {
              CharSpan span = requireNonNull(choice.span());
              assertThat(span.of(prefix)).isEqualTo(choice.text());
              assertThat(span.start()).isGreaterThanOrEqualTo(last);
              last = span.start();
            }
          }
        }
      }
    }
  }
}
