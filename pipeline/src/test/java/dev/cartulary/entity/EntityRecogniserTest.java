package dev.cartulary.entity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cartulary.chunk.Sentences;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EntityRecogniserTest {
  private final EntityRecogniser recogniser = EntityRecogniser.clinical();

  /** Names at least as probable as not, as {@code KIND words}. */
  private List<String> names(String text) {
    return Entity.apart(recogniser.find(text, Sentences.of(text))).stream()
        .filter(entity -> entity.probability() >= 0.5)
        .map(entity -> entity.kind() + " " + entity.span().of(text))
        .toList();
  }

  @Test
  void find_sentences_givesEachNameItsKind() {
    String text =
        "A 61-year-old man with diabetes mellitus presented with fever and cough. Computed tomography"
            + " of the chest showed pneumonia, and he was treated with aspirin. His blood"
            + " pressure was 118/76 mm Hg.";
    assertThat(names(text))
        .contains(
            "PROBLEM diabetes mellitus",
            "SYMPTOM fever",
            "SYMPTOM cough",
            "TEST Computed tomography",
            "PROBLEM pneumonia",
            "DRUG aspirin",
            "MEASUREMENT blood pressure");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "She was admitted to hospital with pneumonia.|There was no evidence of pneumonia on the film.",
        "She was admitted to hospital with pneumonia.|Her mother had been admitted with pneumonia.",
        "He was treated with penicillin for ten days.|He is allergic to penicillin and to latex.",
        "The scan showed pulmonary embolism in both lungs.|Pulmonary embolism was ruled out by the scan.",
      })
  void find_whatIsDeniedOrOfRelatives_isLeftOut(String said, String denied) {
    assertThat(names(said)).isNotEmpty();
    assertThat(names(denied))
        .noneMatch(name -> name.matches("(?i)(PROBLEM|DRUG) .*(pneumonia|penicillin|embolism)"));
  }

  @Test
  void find_aDenialEndsBeforeTheNextStatement_andARelativeMayTellOfThePatient() {
    assertThat(names("He denied chest pain but was found to have pneumonia on the film."))
        .contains("PROBLEM pneumonia")
        .doesNotContain("SYMPTOM chest pain");
    assertThat(names("His mother reports that he was treated for pneumonia last winter."))
        .contains("PROBLEM pneumonia");
  }

  @Test
  void find_underTheHeadingOfAFamilysHistory_namesNothingOfThePatient() {
    String text =
        """
        FAMILY HISTORY:
        There is diabetes mellitus and breast cancer on both sides.

        HOSPITAL COURSE:
        The patient was treated here for diabetes mellitus.
        """;
    assertThat(names(text)).containsOnlyOnce("PROBLEM diabetes mellitus");
    assertThat(names(text)).noneMatch(name -> name.contains("breast"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "MRN: 998991",
        "PHYSICAL EXAMINATION",
        "Diabetes Clinic | Pneumonia vaccine | completed",
        "",
        "  ",
        "...",
        "\uD83D\uDE00 \uD83D\uDE00 \uD83D\uDE00 \uD83D\uDE00 \uD83D\uDE00."
      })
  void find_whatIsNoRunningText_namesNothing(String text) {
    assertThat(recogniser.find(text)).isEmpty();
  }

  @Test
  void find_anyText_givesSpansWithinItAndProbabilities() {
    Random random = new Random(5);
    String[] pieces = {
      "the ",
      "pneumonia",
      " ",
      "no ",
      "aspirin 81 mg ",
      "\n",
      ".",
      "é",
      "'s ",
      "MRI ",
      "12",
      "\uD83D\uDE00",
      "of "
    };
    for (int i = 0; i < 500; i++) {
      StringBuilder text = new StringBuilder();
      for (int n = random.nextInt(60); n > 0; n--) {
        text.append(pieces[random.nextInt(pieces.length)]);
      }
      String document = text.toString();
      for (Entity entity : recogniser.find(document, Sentences.of(document))) {
        String words = entity.span().of(document);
        assertThat(words.toLowerCase(Locale.ROOT))
            .isEqualTo(words.toLowerCase(Locale.ROOT).strip());
        assertThat(entity.probability()).isBetween(0.05, 1.0 + 1e-9);
      }
    }
  }
}
