package dev.cartulary.clinical;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SheetTest {
  @Test
  void text_sectionsInTheOrderOfTopics_blankValuesLeaveNoTrace() {
    Sheet sheet = new Sheet();
    sheet.row(Topic.RESULTS, List.of("Glucose", "", " 1\n2 "));
    Sheet.Entry allergy = sheet.item(Topic.ALLERGIES, "Penicillin");
    allergy.detail("Severity", "severe");
    allergy.detail("Reaction", " ");
    allergy.note(" since childhood ");
    allergy.note("");
    sheet.line("Sex", "Female");
    sheet.line("Sex", "Female");
    sheet.line("Race", " ");

    assertThat(sheet.text())
        .isEqualTo(
            "Sex: Female\n\nAllergies\n- Penicillin | Severity = severe\nNote - since childhood\n\n"
                + "Results\nGlucose |  | 1 2");
  }

  @ParameterizedTest
  @CsvSource({
    "Asthma, LN, 1-2, Asthma, Asthma (LOINC 1-2)",
    "'', LN, 1-2, Asthma, Asthma (LOINC 1-2)",
    "'', LN, 1-2, '', LOINC 1-2",
    "'', '', F, '', F",
    "F, '', F, '', F",
    "Asthma, '', '', '', Asthma",
    "'', http://snomed.info/sct, 5, '', SNOMED 5",
    "X, urn:oid:2.16.840.1.113883.6.1, 5, '', X (LOINC 5)",
    "X, http://example.org/codes, 5, '', X (codes 5)",
  })
  void text_oneCode_wordsThenMark(
      String words, String system, String code, String display, String text) {
    assertThat(Coding.text(words, List.of(new Coding(system, code, display)))).isEqualTo(text);
  }

  @Test
  void text_twoCodes_bothKept() {
    assertThat(
            Coding.text(
                "", List.of(new Coding("LN", "1", "Sugar"), new Coding("L", "2", "Glucose"))))
        .isEqualTo("Sugar (LOINC 1) Glucose (L 2)");
    assertThat(Coding.text("", List.of(new Coding("LN", "1", ""), new Coding("L", "2", ""))))
        .isEqualTo("(LOINC 1) (L 2)");
  }
}
