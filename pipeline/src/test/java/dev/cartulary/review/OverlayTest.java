package dev.cartulary.review;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cartulary.completion.TokenUsage;
import dev.cartulary.document.CharSpan;
import dev.cartulary.document.DocumentId;
import dev.cartulary.document.SourceFile;
import dev.cartulary.field.Field;
import dev.cartulary.field.FieldStatus;
import dev.cartulary.field.FieldValue;
import dev.cartulary.field.Route;
import dev.cartulary.outcome.DocumentRecord;
import dev.cartulary.outcome.Summary;
import dev.cartulary.outcome.Timings;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class OverlayTest {
  private static final Instant NOW = Instant.parse("2026-11-21T02:03:04.567Z");

  @Test
  void of_aDecidedField_hasThePersonsValueWhateverTheModelSays() {
    DocumentRecord found = record(value("day", 5, 0.4), Field.absent("law", 0.9));

    List<Field> fields =
        Overlay.of(found, List.of(whole("day", Verdict.CORRECTED, reviewed("day", 20)))).fields();

    assertThat(fields).containsExactly(decided("day", 20), Field.absent("law", 0.9));
  }

  @Test
  void of_aFieldMarkedAbsent_isAbsentForSure() {
    DocumentRecord found = record(value("day", 5, 0.4));

    assertThat(Overlay.of(found, List.of(whole("day", Verdict.ABSENT, null))).fields())
        .containsExactly(Field.absent("day", 1).routed(Route.REVIEW));
  }

  @Test
  void of_aDecisionTakenBack_isWhatTheModelFound() {
    DocumentRecord found = record(value("day", 5, 0.4));

    assertThat(Overlay.of(found, List.of(whole("day", Verdict.WITHDRAWN, null)))).isEqualTo(found);
  }

  @Test
  void of_severalValues_changesThoseThatWereDecidedAndAddsNewOnes() {
    DocumentRecord found =
        record(value("party", 5, 0.4), value("party", 20, 0.4), value("party", 40, 0.8));

    List<Field> fields =
        Overlay.of(
                found,
                List.of(
                    at("party", 5, Verdict.CORRECTED, reviewed("party", 7)),
                    at("party", 20, Verdict.ABSENT, null),
                    at("party", 30, Verdict.CORRECTED, reviewed("party", 30))))
            .fields();

    assertThat(fields)
        .containsExactly(decided("party", 7), decided("party", 30), value("party", 40, 0.8));
  }

  @Test
  void of_severalValuesOfWhichOneIsCorrectedToAnother_hasItOnce() {
    DocumentRecord found = record(value("party", 5, 0.4), value("party", 20, 0.4));

    assertThat(
            Overlay.of(found, List.of(at("party", 5, Verdict.CORRECTED, reviewed("party", 20))))
                .fields())
        .containsExactly(decided("party", 20));
  }

  @Test
  void of_aListWhoseValuesAreAllTakenOut_isAbsent() {
    DocumentRecord found =
        record(
            value("party", 5, 0.4),
            new Field(
                "party", "x", new FieldValue.Text("x"), null, 0, 0.2, FieldStatus.UNGROUNDED));

    assertThat(
            Overlay.of(
                    found,
                    List.of(
                        at("party", 5, Verdict.ABSENT, null),
                        new Decision(
                            Subject.of("party", true, null),
                            1,
                            Verdict.ABSENT,
                            null,
                            "jane",
                            NOW,
                            1)))
                .fields())
        .containsExactly(Field.absent("party", 1).routed(Route.REVIEW));
  }

  @Test
  void of_anEmptyListToWhichAValueIsAdded_saysNoMoreThatThereIsNone() {
    DocumentRecord found = record(Field.absent("party", 0.9));

    assertThat(
            Overlay.of(found, List.of(at("party", 30, Verdict.CORRECTED, reviewed("party", 30))))
                .fields())
        .containsExactly(decided("party", 30));
  }

  @Test
  void of_aFieldThatTheJobDoesNotAskFor_saysNothingOfIt() {
    DocumentRecord found = record(value("day", 5, 0.4));

    assertThat(Overlay.of(found, List.of(whole("mrn", Verdict.CORRECTED, reviewed("mrn", 20)))))
        .isEqualTo(found);
  }

  @Test
  void decision_withAValueThatNobodyReviewed_isRefused() {
    assertThatThrownBy(() -> whole("day", Verdict.ACCEPTED, value("day", 5, 0.4)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> whole("day", Verdict.ACCEPTED, null))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> whole("day", Verdict.ABSENT, reviewed("day", 5)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static Decision whole(String field, Verdict verdict, @Nullable Field value) {
    return new Decision(Subject.of(field, false, null), 1, verdict, value, "jane", NOW, 1);
  }

  private static Decision at(String field, int start, Verdict verdict, @Nullable Field value) {
    Subject subject = Subject.of(field, true, new CharSpan(start, start + 4));
    return new Decision(subject, 1, verdict, value, "jane", NOW, 1);
  }

  private static Field value(String name, int start, double probability) {
    return field(name, start, probability, FieldStatus.NEEDS_REVIEW);
  }

  /** As it stands in a record. */
  private static Field decided(String name, int start) {
    return reviewed(name, start).routed(Route.REVIEW);
  }

  private static Field reviewed(String name, int start) {
    return field(name, start, 1, FieldStatus.REVIEWED);
  }

  private static Field field(String name, int start, double probability, FieldStatus status) {
    return new Field(
        name,
        "word",
        new FieldValue.Text("word"),
        new CharSpan(start, start + 4),
        1,
        probability,
        status);
  }

  private static DocumentRecord record(Field... fields) {
    return new DocumentRecord(
        new SourceFile(new DocumentId("a".repeat(64)), "a.txt", "/in/a.txt", 77),
        "text/plain",
        1,
        0,
        null,
        List.of(),
        100,
        1,
        "contract",
        "model",
        new Summary(Summary.Kind.KEY_SENTENCES, "", List.of()),
        List.of(fields),
        TokenUsage.ZERO,
        new Timings(NOW, 0, 0),
        List.of());
  }
}
