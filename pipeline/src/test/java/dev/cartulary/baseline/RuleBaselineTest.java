package dev.cartulary.baseline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cartulary.types.DocumentTypes;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RuleBaselineTest {
  private static Map<String, List<String>> values(String type, String text) {
    Map<String, List<String>> values = new TreeMap<>();
    for (RuleValue value : new RuleBaseline(DocumentTypes.builtIn(type)).values(text)) {
      values.merge(
          value.field(),
          List.of(value.canonical()),
          (a, b) -> Stream.of(a, b).flatMap(List::stream).toList());
    }
    return values;
  }

  @Test
  void values_plainContract_areFound() {
    Map<String, List<String>> values =
        values(
            "contract",
            """
            EXHIBIT 10.4

            DISTRIBUTION AGREEMENT

            This Agreement is entered into as of March 14, 2019 by and between Kestrel Works, Inc.,
            a Delaware corporation ("Supplier"), and Tarnholm GmbH ("Distributor").

            The initial term shall continue until December 31, 2024 and shall renew for successive
            one (1) year periods unless either party gives notice at least ninety (90) days prior to
            the end of the term.

            Supplier shall maintain commercial general liability insurance.

            This Agreement shall be governed by and construed under the laws of the State of New York.
            """);

    assertThat(values)
        .containsEntry("document_name", List.of("DISTRIBUTION AGREEMENT"))
        .containsEntry("agreement_date", List.of("2019-03-14"))
        .containsEntry("expiration_date", List.of("2024-12-31"))
        .containsEntry("renewal_term", List.of("1 year"))
        .containsEntry("notice_period", List.of("90 days"))
        .containsEntry("governing_law", List.of("New York"))
        .containsEntry("insurance", List.of("true"))
        .doesNotContainKeys("source_code_escrow", "non_disparagement");
    assertThat(values.get("parties")).containsExactly("Kestrel Works, Inc.", "Tarnholm GmbH");
  }

  @Test
  void values_plainNote_areFound() {
    Map<String, List<String>> values =
        values(
            "clinical-note",
            """
            Patient Name: Orla Brennerman
            MRN: 00482913
            DOB: 02/29/1948

            CHIEF COMPLAINT
            Shortness of breath.

            HISTORY
            Orla Brennerman is a 75-year-old pleasant woman.

            MEDICATIONS:
            1. Lisinopril 10 mg daily
            2. Aspirin 81 mg

            ALLERGIES: Penicillin; latex
            """);

    assertThat(values)
        .containsEntry("patient_name", List.of("Orla Brennerman"))
        .containsEntry("mrn", List.of("00482913"))
        .containsEntry("date_of_birth", List.of("1948-02-29"))
        .containsEntry("age", List.of("75"))
        .containsEntry("sex", List.of("female"))
        .containsEntry("chief_complaint", List.of("Shortness of breath"))
        .containsEntry("medications", List.of("Lisinopril 10 mg daily", "Aspirin 81 mg"))
        .containsEntry("allergies", List.of("Penicillin", "latex"));
  }

  @Test
  void values_rowsOfTables_areFoundInTheColumnThatNamesThem() {
    assertThat(
            values(
                "clinical-note",
                """
                Allergies, Adverse Reactions & Alerts
                Group Description: Food; Code: 12; Code Description: Eggs; Status: Active

                Medications
                Ibuprofen 200 MG Oral Tablet | daily

                Problems
                Problem: Asthma; Status: Active
                """))
        .containsEntry("allergies", List.of("Eggs"))
        .containsEntry("medications", List.of("Ibuprofen 200 MG Oral Tablet"))
        .containsEntry("diagnoses", List.of("Asthma"));
  }

  @ParameterizedTest(name = "text {index}")
  @ValueSource(strings = {"", " \n\n", "MEDICATIONS:", "between", "\u0000\uD800"})
  void values_oddTexts_areSurvived(String text) {
    assertThat(values("contract", text)).isEmpty();
    assertThat(values("clinical-note", text)).isEmpty();
  }

  @Test
  void lead_headings_areNoSentences() {
    String text = "NOTE\n\nThe patient came in today. She feels well and strong. She left.\n";

    assertThat(Lead.of(text, 1)).isEqualTo("The patient came in today.");
    assertThat(Lead.of(text, 9)).hasLineCount(2);
    assertThat(Lead.of("", 3)).isEmpty();
  }

  /** A sentence that shares words with every other stands highest. */
  @Test
  void textRank_hub_isFirst() {
    String text =
        "Knee pain began yesterday evening. Blood tests were normal throughout. "
            + "Yesterday evening knee pain and blood tests were reviewed. A dog barked loudly outside.";

    assertThat(TextRank.of(text, 1))
        .isEqualTo("Yesterday evening knee pain and blood tests were reviewed.");
    assertThat(TextRank.of(text, 2)).hasLineCount(2).startsWith("Knee pain");
    assertThat(TextRank.of("", 2)).isEmpty();
  }

  /** In an even ring everybody has the rank that PageRank gives on average. */
  @Test
  void ranks_equalSentences_areEqual() {
    double[] ranks = TextRank.ranks(List.of("a b c", "a b c", "a b c"));

    assertThat(Arrays.stream(ranks)).hasSize(3).allMatch(rank -> Math.abs(rank - 1) < 1e-9);
  }
}
