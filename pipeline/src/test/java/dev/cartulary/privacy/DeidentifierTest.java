package dev.cartulary.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cartulary.phi.KnownIdentifier;
import dev.cartulary.phi.PhiClass;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class DeidentifierTest {
  private static final String NOTE =
      """
      Patient: Thessaly Quillfeather
      MRN: 00482913
      DOB: 03/04/1950
      Phone: (715) 555-0142
      SSN: 219-09-9999
      Address: 1420 Wisteria Lane, Tonopah, NV 89049

      Ms. Quillfeather was admitted on March 4, 2019 and discharged on March 9, 2019.
      She is 94 years old. Write to thessaly.q@example.com.

      Signed: Ana Ruiz, MD
      """;

  private static final List<String> SECRETS =
      List.of(
          "Quillfeather",
          "Thessaly",
          "00482913",
          "03/04/1950",
          "555-0142",
          "219-09-9999",
          "Wisteria",
          "Tonopah",
          "89049",
          "March 4",
          "March 9",
          " 94 ",
          "thessaly.q",
          "Ruiz");

  @TempDir private Path folder;
  private PrivacyKey key;
  private PrivacyKey otherKey;

  @BeforeEach
  void keys() throws IOException {
    key = PrivacyKey.read(PrivacyKeyTest.key(folder, 32, "rw-------", 7));
    otherKey = PrivacyKey.read(PrivacyKeyTest.key(folder, 40, "rw-------", 8));
  }

  private static String read(PrivacyMode mode, PrivacyKey key, String text) {
    return new Deidentifier(mode, key).read(text, "d", List.of()).text();
  }

  @ParameterizedTest(name = "{0}")
  @EnumSource(
      value = PrivacyMode.class,
      names = {"KEEP"},
      mode = EnumSource.Mode.EXCLUDE)
  void read_note_nothingOfItSurvives(PrivacyMode mode) {
    assertThat(read(mode, key, NOTE)).doesNotContain(SECRETS).contains("was admitted on");
  }

  @Test
  void mask_twice_isTheSame() {
    String masked = read(PrivacyMode.MASK, key, NOTE);

    assertThat(masked).contains("Ms. [NAME] was admitted on [DATE]", "[AGE OVER 89]", "000**");
    assertThat(read(PrivacyMode.MASK, key, masked)).isEqualTo(masked);
  }

  @Test
  void mask_sparseZip_becomesZeros() {
    assertThat(read(PrivacyMode.MASK, key, "Address: 14 Wisteria Lane, Stanley, ID 83601-2231"))
        .contains("836**");
    assertThat(read(PrivacyMode.MASK, key, "Address: 14 Wisteria Lane, Jackson, WY 83101"))
        .contains("000**");
  }

  @Test
  void surrogate_sameName_sameSurrogateAndFormsKept() {
    String text = read(PrivacyMode.SURROGATE, key, NOTE);
    String surname = text.lines().findFirst().orElseThrow().replaceFirst(".* ", "");

    assertThat(text)
        .contains("Ms. " + surname + " was admitted")
        .containsPattern("Phone: \\(\\d{3}\\) \\d{3}-\\d{4}");
    assertThat(text).containsPattern("MRN: \\d{8}\\n");
    assertThat(read(PrivacyMode.SURROGATE, key, NOTE)).isEqualTo(text);
    assertThat(read(PrivacyMode.SURROGATE, otherKey, NOTE)).isNotEqualTo(text);
  }

  @Test
  void shift_twoNotesOfOnePatient_shareTheOffset() {
    String one = read(PrivacyMode.SHIFT, key, "MRN: 00482913\nAdmitted 2019-03-04.\n");
    String two =
        read(PrivacyMode.SHIFT, key, "MRN: 0048-2913\nSeen 2019-03-04, again 2019-03-09.\n");
    String other = read(PrivacyMode.SHIFT, key, "MRN: 99482913\nAdmitted 2019-03-04.\n");

    String day = one.replaceAll("(?s).*(\\d{4}-\\d{2}-\\d{2}).*", "$1");
    assertThat(day).isNotEqualTo("2019-03-04");
    assertThat(two).contains(day, LocalDate.parse(day).plusDays(5).toString());
    assertThat(other).doesNotContain(day);
  }

  @Test
  void hash_sameIdentifier_sameHashUnderOneKeyOnly() {
    String text = "SSN: 219-09-9999 and SSN: 219-09-9999";
    String hashed = read(PrivacyMode.HASH, key, text);
    String[] parts = hashed.split(" and ", -1);

    assertThat(parts[0]).matches("SSN: \\[SSN#[0-9a-f]{16}]").isEqualTo(parts[1]);
    assertThat(read(PrivacyMode.HASH, otherKey, text)).isNotEqualTo(hashed);
  }

  @Test
  void read_knownIdentifier_isReplacedToo() {
    Deidentified document =
        new Deidentifier(PrivacyMode.MASK, null)
            .read(
                "the rose was seen", "d", List.of(new KnownIdentifier(PhiClass.NAME, "the rose")));

    assertThat(document.text()).isEqualTo("[NAME] was seen");
    assertThat(document.counts()).containsEntry(PhiClass.NAME, 1);
  }
}
