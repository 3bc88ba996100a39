package dev.cartulary.escalation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cartulary.endpoint.ChatEndpoint;
import dev.cartulary.field.DocumentType;
import dev.cartulary.field.Field;
import dev.cartulary.field.Route;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class QuestionsTest {
  private static final ChatEndpoint ENDPOINT =
      new ChatEndpoint("http://127.0.0.1:8000/v1", "big-model", null, 60, 4);

  @TempDir Path folder;
  private DocumentType type;

  @BeforeEach
  void type() {
    type = SampleLease.type(folder);
  }

  @Test
  void about_anUnsureField_sendsTheSentenceOfItsEvidenceWithoutIdentifiers() {
    Question question = only(60, SampleLease.unsure("end_date", "30 April 2029"));

    assertThat(question.passage().text())
        .contains("It begins on [DATE 1] and ends on [DATE 2].")
        .doesNotContain("LEASE", "SSN", "roof");
    assertThat(question.body())
        .contains("big-model", "ends on [DATE 2]")
        .doesNotContain("2029", "2026", "Zyxworth", "918-55", "Harbour", "lease.txt");
  }

  @Test
  void about_aPassageWithNames_hidesPersonsOrganisationsAndNumbers() {
    Question question = only(2_000, SampleLease.unsure("end_date", "30 April 2029"));

    assertThat(question.body())
        .contains("[NAME 1], SSN [SSN 1], lets the old boat house to [ORGANIZATION 1].")
        .doesNotContain("Zyxworth", "Quandrill", "918-55", "Harbour Mills", "plimburg", "2029");
  }

  @Test
  void about_aShortPassage_isNoLongerThanAllowed() {
    for (int most : List.of(20, 40, 60, 200, 400)) {
      Question question = only(most, SampleLease.unsure("governing_law", "Norway"));

      assertThat(question.passage().text().replaceAll("\\[[^\\]]*\\]|\\n", "").length())
          .as("of %d", most)
          .isLessThanOrEqualTo(most);
      assertThat(question.passage().text()).contains("law of");
    }
  }

  @Test
  void about_aMissingValue_sendsWhatTheRulesOffer() {
    Question question = only(120, Field.absent("notice", 0.2));

    assertThat(question.passage().text()).contains("sixty days of notice");
  }

  @Test
  void about_aFieldWithoutCandidates_sendsTheSentencesWithTheWordsOfTheQuestion() {
    assertThat(only(60, Field.absent("painting", 0.2)).passage().text())
        .contains("paints the door");
  }

  @Test
  void about_aFieldOfWhichTheDocumentKnowsNothing_hasNoQuestion() {
    List<Questions.Asked> asked = asked(200, Field.absent("astronomy", 0.2));

    assertThat(asked).extracting(Questions.Asked::question).containsExactly(Optional.empty());
  }

  @Test
  void about_sureAnsweredReviewedAndPatientsFields_asksNothing() {
    Field sure = Field.absent("notice", 0.8);
    Field answered = SampleLease.unsure("end_date", "30 April 2029").routed(Route.ESCALATE);
    Field decided = Field.absent("governing_law", 1).routed(Route.REVIEW);
    Field patients = SampleLease.unsure("tenant_ssn", "918-55-7734");

    assertThat(asked(200, sure, answered, decided, patients)).isEmpty();
  }

  @Test
  void about_theSameTwice_isTheSameQuestion() {
    Field field = SampleLease.unsure("end_date", "30 April 2029");

    assertThat(only(120, field).digest())
        .matches("[0-9a-f]{64}")
        .isEqualTo(only(120, field).digest())
        .isNotEqualTo(only(500, field).digest());
  }

  private Question only(int characters, Field... fields) {
    List<Questions.Asked> asked = asked(characters, fields);
    assertThat(asked).hasSize(1);
    return asked.get(0).question().orElseThrow();
  }

  private List<Questions.Asked> asked(int characters, Field... fields) {
    return new Questions(
            type, SampleLease.choice(ENDPOINT, characters, null), SampleLease.router(type))
        .about(SampleLease.record(fields), SampleLease.text());
  }
}
