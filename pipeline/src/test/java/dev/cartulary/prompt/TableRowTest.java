package dev.cartulary.prompt;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TableRowTest {
  private static List<String> items(String label, String... lines) {
    String text = label + "\n" + String.join("\n", lines) + "\n\nPLAN:\nrest\n";
    return new Sections(Set.of(label.toLowerCase(Locale.ROOT)), Set.of("plan"))
        .items(text).stream().map(span -> span.of(text)).toList();
  }

  /** The first column holds groups of drugs, as in records that lead with a class. */
  @Test
  void items_headersInRows_takeTheColumnThatNamesTheItem() {
    assertThat(
            items(
                "Medications",
                "Group Description: Antidiabetics; Code System: RxNorm; Code: 12; Code Description: Exenatide 0.25 MG/ML"
                    + " Injectable Solution; Status: Active",
                "Type: Drug; Medication Name: Ibuprofen 200 MG Oral Tablet; Status: Stopped"))
        .containsExactly(
            "Exenatide 0.25 MG/ML Injectable Solution", "Ibuprofen 200 MG Oral Tablet");
  }

  @Test
  void items_rowOfCodes_isNoItemOfItsOwn() {
    assertThat(
            items(
                "Problems",
                "Problem: Low back pain; Code System: SNOMED-CT; Code: 279039007; Status: Active",
                "Code System: ICD-9-CM; Code: 724.2; Code Description: Lumbago",
                "Problem: Asthma; Code System: SNOMED-CT; Code: 195967001; Status: Active"))
        .containsExactly("Low back pain", "Asthma");
  }

  /** Empty cells are left out of rows. */
  @Test
  void items_rowOfOneCellAmongOthers_isARow() {
    assertThat(
            items(
                "Medications",
                "Medication Name: Aspirin 81 MG; Status: Active",
                "Medication Name: Ibuprofen 200 MG Oral Tablet"))
        .containsExactly("Aspirin 81 MG", "Ibuprofen 200 MG Oral Tablet");
  }

  @Test
  void items_commaAndBracketsInACell_stay() {
    assertThat(
            items(
                "Problems",
                "Date: 2012-03-04; Problem: Diabetes mellitus, type II, not stated as uncontrolled; Status: Active"))
        .containsExactly("Diabetes mellitus, type II, not stated as uncontrolled");
  }

  @Test
  void items_headersInARowOfTheirOwn_holdForRowsOfAsManyCells() {
    assertThat(
            items(
                "Allergies",
                "Type | Substance | Reaction | Status",
                "Drug allergy | Penicillin G | Hives | Active",
                "Food allergy | Peanut | Rash | Active",
                "Latex | Active"))
        .containsExactly("Penicillin G", "Peanut", "Latex");
  }

  @Test
  void items_rowsWithoutHeaders_beginWithTheItem() {
    assertThat(items("Allergies", "Penicillin | severe reaction", "Latex | mild"))
        .containsExactly("Penicillin", "Latex");
  }

  @Test
  void items_labelledSentence_isNoRow() {
    assertThat(items("Problems", "Asthma: stable", "Gout")).containsExactly("Asthma", "Gout");
  }
}
