package dev.cartulary.privacy;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cartulary.document.CharSpan;
import dev.cartulary.document.DocumentId;
import dev.cartulary.document.ExtractedText;
import dev.cartulary.document.Page;
import dev.cartulary.field.Alternative;
import dev.cartulary.field.Field;
import dev.cartulary.field.FieldStatus;
import dev.cartulary.field.FieldValue;
import dev.cartulary.keys.Encryption;
import dev.cartulary.keys.KeyException;
import dev.cartulary.keys.KeyFolder;
import dev.cartulary.keys.KeyRing;
import dev.cartulary.keys.SealedText;
import dev.cartulary.outcome.Summary;
import dev.cartulary.types.DocumentTypes;
import dev.cartulary.verify.Verification;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PrivacyGateTest {
  private static final String TEXT =
      "Quillfeather came on 03/04/2019.\nHe has a cough and is 95 years old.\nbriar rose is well.\n";

  private static final ExtractedText DOCUMENT =
      new ExtractedText(
          new DocumentId("ab".repeat(32)),
          "text/plain",
          TEXT,
          List.of(new Page(1, new CharSpan(0, TEXT.length()), false, null)));

  private static Field field(String name, String value, FieldValue normalized) {
    int at = TEXT.indexOf(value);
    return new Field(
        name, value, normalized, new CharSpan(at, at + value.length()), 1, 0.9, FieldStatus.FOUND);
  }

  private static final Verification FOUND =
      new Verification(
          List.of(
              field("patient_name", "briar rose", new FieldValue.Text("briar rose")),
              field("age", "95", new FieldValue.Quantity(BigDecimal.valueOf(95))),
              field("chief_complaint", "cough", new FieldValue.Text("cough")),
              field(
                  "dates_of_service", "03/04/2019", new FieldValue.Date(LocalDate.of(2019, 3, 4))),
              Field.absent("mrn", 0.9)
                  .with(List.of(new Alternative("Quillfeather", new CharSpan(0, 12), 0.05)))),
          new Summary(
              Summary.Kind.KEY_SENTENCES, TEXT.substring(0, 32), List.of(new CharSpan(0, 32))),
          0,
          true);

  private static PrivacyGate gate(PrivacyMode mode, double risk) {
    return new PrivacyGate(
        new PrivacyChoice(mode, null, risk), DocumentTypes.builtIn("clinical-note"), null);
  }

  @Test
  void release_keep_isTheSame() {
    assertThat(gate(PrivacyMode.KEEP, 1).release(DOCUMENT, FOUND).verified()).isSameAs(FOUND);
  }

  @Test
  void release_mask_hidesValuesSummaryAndWhatTheModelKnows() {
    Verification verified =
        requireNonNull(gate(PrivacyMode.MASK, 1).release(DOCUMENT, FOUND).verified());

    assertThat(verified.fields())
        .extracting(Field::value)
        .containsExactly("[NAME]", "[AGE OVER 89]", "cough", "[DATE]", "");
    assertThat(verified.fields())
        .extracting(field -> field.normalized().canonical())
        .containsExactly("[NAME]", "[AGE OVER 89]", "cough", "[DATE]", "");
    assertThat(verified.fields().get(0).span()).isEqualTo(FOUND.fields().get(0).span());
    assertThat(verified.fields()).flatExtracting(Field::alternatives).isEmpty();
    assertThat(verified.summary().text()).doesNotContain("03/04/2019");
  }

  @Test
  void release_riskAboveTheBound_goesToReview() {
    String odd = TEXT + "He saw 99x812 and 77y3411 and 5512z81 there.\n";
    ExtractedText document =
        new ExtractedText(
            new DocumentId("cd".repeat(32)),
            "text/plain",
            odd,
            List.of(new Page(1, new CharSpan(0, odd.length()), false, null)));

    PrivacyGate.Released released = gate(PrivacyMode.MASK, 0).release(document, FOUND);

    assertThat(released.verified()).isNull();
    assertThat(released.risk()).isPositive();
  }

  private static Verification treated(FieldTreatments treatments, @Nullable KeyRing keys) {
    PrivacyChoice choice = new PrivacyChoice(PrivacyMode.KEEP, null, 1, treatments);
    PrivacyGate gate = new PrivacyGate(choice, DocumentTypes.builtIn("clinical-note"), keys);
    return requireNonNull(gate.release(DOCUMENT, FOUND).verified());
  }

  @Test
  void release_maskedFields_goEverywhereAndLeaveTheRest() {
    Verification verified =
        treated(
            new FieldTreatments(
                PhiTreatment.KEEP,
                Map.of(
                    "chief_complaint", PhiTreatment.MASK,
                    "dates_of_service", PhiTreatment.MASK,
                    "age", PhiTreatment.MASK)),
            null);

    assertThat(verified.fields())
        .extracting(Field::value)
        .containsExactly("briar rose", "[AGE]", "[OTHER]", "[DATE]", "");
    assertThat(verified.fields())
        .extracting(field -> field.normalized().canonical())
        .containsExactly("briar rose", "[AGE]", "[OTHER]", "[DATE]", "");
    assertThat(verified.summary().text()).isEqualTo("Quillfeather came on [DATE].");
  }

  @Test
  void release_usualTreatment_isForMarkedFieldsOnly() {
    Verification verified = treated(new FieldTreatments(PhiTreatment.MASK, Map.of()), null);

    assertThat(verified.fields())
        .extracting(Field::value)
        .containsExactly("[NAME]", "[AGE]", "cough", "[DATE]", "");
  }

  @Test
  void release_encryptedField_opensWithTheKeyAndOnlyInItsPlace(@TempDir Path folder) {
    KeyFolder.create(folder.resolve("keys"));
    KeyRing keys = KeyRing.open(new Encryption.Folder(folder.resolve("keys").toString()));
    FieldTreatments treatments =
        new FieldTreatments(PhiTreatment.KEEP, Map.of("dates_of_service", PhiTreatment.ENCRYPT));

    Verification verified = treated(treatments, keys);

    Field sealed = verified.fields().get(3);
    String id = DOCUMENT.id().sha256();
    assertThat(sealed.value()).startsWith("sealed:").doesNotContain("2019");
    assertThat(SealedText.open(keys, sealed.value(), id, sealed.name(), "value"))
        .isEqualTo("03/04/2019");
    assertThat(
            SealedText.open(keys, sealed.normalized().canonical(), id, sealed.name(), "canonical"))
        .isEqualTo("2019-03-04");
    assertThatThrownBy(() -> SealedText.open(keys, sealed.value(), id, "mrn", "value"))
        .isInstanceOf(KeyException.class);
    assertThatThrownBy(
            () -> SealedText.open(keys, sealed.value() + "!", id, sealed.name(), "value"))
        .isInstanceOf(KeyException.class);
    assertThat(verified.summary().text()).isEqualTo("Quillfeather came on [DATE].");
    assertThat(verified.fields().get(0)).isEqualTo(FOUND.fields().get(0));
  }

  @Test
  void release_maskedWithinAMode_showsTheClassOnly() {
    PrivacyChoice choice =
        new PrivacyChoice(
            PrivacyMode.MASK,
            null,
            1,
            new FieldTreatments(PhiTreatment.KEEP, Map.of("chief_complaint", PhiTreatment.MASK)));
    Verification verified =
        requireNonNull(
            new PrivacyGate(choice, DocumentTypes.builtIn("clinical-note"), null)
                .release(DOCUMENT, FOUND)
                .verified());

    assertThat(verified.fields())
        .extracting(Field::value)
        .containsExactly("[NAME]", "[AGE OVER 89]", "[OTHER]", "[DATE]", "");
  }
}
