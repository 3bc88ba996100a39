package dev.cartulary.escalation;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.cartulary.endpoint.ChatEndpoint;
import dev.cartulary.endpoint.EndpointException;
import dev.cartulary.field.DocumentType;
import dev.cartulary.field.Field;
import dev.cartulary.field.FieldStatus;
import dev.cartulary.field.Route;
import dev.cartulary.review.Overlay;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers to questions about the sample, and what they come to in its record. */
class AnswerReaderTest {
  private static final ChatEndpoint ENDPOINT =
      new ChatEndpoint("http://127.0.0.1:8000/v1", "big-model", null, 60, 4);
  private static final Field END = SampleLease.unsure("end_date", "1 May 2026");
  private static final Field OWNER = SampleLease.unsure("parties", "Quandrill Zyxworth");
  private static final Field HOUSE = SampleLease.unsure("parties", "boat house");

  @TempDir Path folder;
  private DocumentType type;

  @BeforeEach
  void type() {
    type = SampleLease.type(folder);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"values\": [\"[DATE 2]\"]}",
        "```json\n{\"values\":[\" [date 2] \"]}\n```",
        "{\"why\": \"it says so\", \"values\": [\"[DATE 2]\", \"[DATE 1]\"]}"
      })
  void read_aMark_isTheIdentifierInItsPlace(String content) {
    Field field = ruled(List.of(END), content).get(0);

    assertThat(field.value()).isEqualTo("30 April 2029");
    assertThat(field.normalized().canonical()).isEqualTo("2029-04-30");
    assertThat(requireNonNull(field.span()).of(SampleLease.TEXT)).isEqualTo("30 April 2029");
    assertThat(field.page()).isEqualTo(1);
    assertThat(field.probability()).isEqualTo(0.9);
    assertThat(field.status()).isEqualTo(FieldStatus.FOUND);
    assertThat(field.route()).isEqualTo(Route.ESCALATE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"31 December 2031", "[DATE 7]", "30 April 2029", "ays of noti", "[DATE"})
  void read_whatThePassageDoesNotHold_isUngrounded(String words) {
    Field field = ruled(List.of(END), "{\"values\": [\"" + words + "\"]}").get(0);

    assertThat(field.status()).isEqualTo(FieldStatus.UNGROUNDED);
    assertThat(field.span()).isNull();
    assertThat(field.value()).isEqualTo(words);
    assertThat(field.probability()).isZero();
  }

  @Test
  void read_wordsAroundAnIdentifier_areThoseOfTheDocument() {
    List<Field> law = List.of(SampleLease.unsure("governing_law", "Norway"));
    String mark = mark(question(law), "Quandrill Zyxworth");

    Field field = ruled(law, "{\"values\": [\"Questions go to " + mark + "\"]}").get(0);

    assertThat(field.value()).isEqualTo("Questions go to Quandrill Zyxworth");
    assertThat(field.status()).isEqualTo(FieldStatus.FOUND);
  }

  @Test
  void read_whatIsNoDate_needsReview() {
    Field field = ruled(List.of(END), "{\"values\": [\"ends on\"]}").get(0);

    assertThat(field.value()).isEqualTo("ends on");
    assertThat(field.status()).isEqualTo(FieldStatus.NEEDS_REVIEW);
  }

  @Test
  void read_nothing_isAbsent() {
    assertThat(ruled(List.of(END), "{\"values\": []}"))
        .containsExactly(Field.absent("end_date", 0.9).routed(Route.ESCALATE));
  }

  @Test
  void read_values_areTrustedAsFarAsTheJobSays() {
    List<Said> said = said(List.of(END), "{\"values\": [\"[DATE 2]\"]}");
    Trust little = new Trust(ENDPOINT.url(), "big-model", 0.4, 0.5);

    Field field = said.get(0).by(little).field();

    assertThat(field.probability()).isEqualTo(0.4);
    assertThat(field.status()).isEqualTo(FieldStatus.NEEDS_REVIEW);
  }

  @Test
  void read_aList_confirmsAddsAndLeavesTheRestToPersons() {
    List<Field> parties = List.of(OWNER, HOUSE);
    Question question = question(parties);

    List<Field> fields =
        ruled(
            parties,
            "{\"values\": [\"%s\", \"%s\", \"Somebody Else\"]}"
                .formatted(
                    mark(question, "Quandrill Zyxworth"), mark(question, "Harbour Mills Limited")));

    assertThat(fields)
        .extracting(Field::value, Field::status, Field::route)
        .containsExactly(
            tuple("Quandrill Zyxworth", FieldStatus.FOUND, Route.ESCALATE),
            tuple("boat house", FieldStatus.NEEDS_REVIEW, Route.REVIEW),
            tuple("Harbour Mills Limited", FieldStatus.FOUND, Route.ESCALATE),
            tuple("Somebody Else", FieldStatus.UNGROUNDED, Route.ESCALATE));
  }

  @Test
  void read_nothingForAList_takesNoValueOut() {
    assertThat(ruled(List.of(OWNER, HOUSE), "{\"values\": []}"))
        .containsExactly(OWNER.routed(Route.REVIEW), HOUSE.routed(Route.REVIEW));
    assertThat(ruled(List.of(Field.absent("parties", 0.2)), "{\"values\": []}"))
        .containsExactly(Field.absent("parties", 0.9).routed(Route.ESCALATE));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "I cannot answer that, Quandrill.",
        "{\"values\": \"[DATE 2]\"}",
        "{\"value\": \"[DATE 2]\"}",
        "[\"[DATE 2]\"]",
        "{\"values\": [7]}",
        "{\"values\": [{\"words\": \"[DATE 2]\"}]}",
        "{\"values\": [\"[DATE 2]\""
      })
  void read_nonsense_isRefusedWithoutItsWords(String content) {
    assertThatThrownBy(() -> said(List.of(END), content))
        .isInstanceOf(EndpointException.class)
        .hasMessageNotContaining("Quandrill")
        .hasMessageNotContaining("DATE")
        .hasNoCause();
  }

  private List<Field> ruled(List<Field> values, String content) {
    Trust trust = new Trust(ENDPOINT.url(), "big-model", 0.9, 0.5);
    return Overlay.of(
            SampleLease.record(values.toArray(Field[]::new)),
            said(values, content).stream().map(one -> one.by(trust)).toList())
        .fields();
  }

  private List<Said> said(List<Field> values, String content) {
    return AnswerReader.read(question(values), SampleLease.text(), content);
  }

  private Question question(List<Field> values) {
    return new Questions(type, SampleLease.choice(ENDPOINT, 2_000, null), SampleLease.router(type))
        .about(SampleLease.record(values.toArray(Field[]::new)), SampleLease.text())
        .get(0)
        .question()
        .orElseThrow();
  }

  /** What stands in the passage for words of the document. */
  private static String mark(Question question, String words) {
    return question.passage().pieces().stream()
        .filter(Passage.Piece::hidden)
        .filter(piece -> requireNonNull(piece.there()).of(SampleLease.TEXT).equals(words))
        .map(piece -> piece.here().of(question.passage().text()))
        .findFirst()
        .orElseThrow();
  }
}
