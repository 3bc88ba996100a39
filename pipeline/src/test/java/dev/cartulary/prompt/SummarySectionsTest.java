package dev.cartulary.prompt;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cartulary.field.SummarySection;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SummarySectionsTest {
  private static final SummarySections SECTIONS =
      new SummarySections(
          List.of(
              new SummarySection(List.of("procedure", "procedures performed"), 9, 20),
              new SummarySection(
                  List.of("preoperative diagnosis", "preoperative diagnoses"), 9, 20),
              new SummarySection(List.of("history of present illness"), 1, 20)));

  private static List<List<String>> find(String text) {
    return SECTIONS.find(text).stream()
        .map(piece -> piece.stream().map(span -> span.of(text)).toList())
        .toList();
  }

  @Test
  void find_sectionsInAnyOrder_comeInTheOrderOfPreference() {
    assertThat(
            find(
                """
                PREOPERATIVE DIAGNOSIS: Right hydrocele.

                PROCEDURES PERFORMED:
                1. Right hydrocelectomy.
                2. Left orchiopexy.

                ANESTHESIA: General.
                """))
        .containsExactly(
            List.of("Right hydrocelectomy.", "Left orchiopexy."), List.of("Right hydrocele."));
  }

  @Test
  void find_headingsAmongSentencesOfOneLine_areFound() {
    assertThat(
            find(
                "PREOPERATIVE DIAGNOSES:,1.  Snoring. ,POSTOPERATIVE DIAGNOSES:,  Same.,PROCEDURE: , Uvulectomy."
                    + " ,ANESTHESIA: , Local. ,COMPLICATIONS: , None."))
        .containsExactly(List.of("Uvulectomy."), List.of("Snoring."));
  }

  @Test
  void find_mostSentences_areNotExceeded() {
    assertThat(
            find(
                "HISTORY OF PRESENT ILLNESS\n\nA man of 40 fell off a ladder. He limps. He rests.\n"))
        .containsExactly(List.of("A man of 40 fell off a ladder."));
  }

  /** Under "Procedure" some notes tell at length how it was done. */
  @Test
  void find_longFirstSentence_looksForAnotherSection() {
    String told = "The patient was brought in and " + "then again ".repeat(10) + "was draped.";
    assertThat(find("PROCEDURE: " + told + "\n\nPROCEDURE: Biopsy.\n"))
        .containsExactly(List.of("Biopsy."));
  }

  @Test
  void find_emptySectionOrTable_isPassedOver() {
    assertThat(find("PROCEDURE:\n\nANESTHESIA:\nGeneral.\n")).isEmpty();
    assertThat(
            find(
                "Procedures performed\nName: Biopsy; Code: 12; Status: Done\nBiopsy | 12 | Done\n"))
        .isEmpty();
  }

  @Test
  void find_capitalsBelowAHeading_areWhatItAnnounces() {
    assertThat(find("PROCEDURE:\nMRI OF THE LEFT KNEE\n\nCLINICAL:\nPain.\n"))
        .containsExactly(List.of("MRI OF THE LEFT KNEE"));
  }

  @ParameterizedTest(name = "text {index}")
  @ValueSource(strings = {"", "\n", "PROCEDURE:", "PROCEDURE", "PROCEDURE: ,", "PROCEDURE: 1."})
  void find_oddTexts_areSurvived(String text) {
    assertThat(find(text)).isEmpty();
  }
}
