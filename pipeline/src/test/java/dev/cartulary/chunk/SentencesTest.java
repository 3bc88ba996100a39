package dev.cartulary.chunk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cartulary.document.CharSpan;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SentencesTest {
  private static List<String> of(String text) {
    return Sentences.of(text).stream().map(span -> span.of(text)).toList();
  }

  @Test
  void of_abbreviationsAndInitials_doNotEndASentence() {
    assertThat(of("Dr. J. Roe of Acme Inc. (see Sec. 4.2) signed. It ended at 5 p.m. sharp."))
        .containsExactly(
            "Dr. J. Roe of Acme Inc. (see Sec. 4.2) signed.", "It ended at 5 p.m. sharp.");
  }

  @Test
  void of_linesBrokenByThePage_areOneSentence() {
    String prose =
        "This Agreement shall be governed by and construed in accordance with the\n"
            + "laws of the State of Delaware. Each party submits to its courts.";
    assertThat(of(prose))
        .containsExactly(
            prose.substring(0, prose.indexOf(" Each")), "Each party submits to its courts.");
  }

  @Test
  void of_pagesBreakingBehindALinkingWord_areOneSentence() {
    String prose =
        "This Agreement shall be construed in accordance with the laws of the State of\n\nOregon.";
    assertThat(of(prose)).containsExactly(prose);
    assertThat(of("ruled by the laws of the\nState of Oregon.")).hasSize(1);
    assertThat(of("Certificate of\n\nMerit was given.")).hasSize(2);
  }

  @Test
  void of_headingsItemsAndLabels_standAlone() {
    assertThat(
            of("CHIEF COMPLAINT\nAnnual exam.\nMedications:\n- aspirin 81 mg\n- insulin\nMRN: 12"))
        .containsExactly(
            "CHIEF COMPLAINT",
            "Annual exam.",
            "Medications:",
            "- aspirin 81 mg",
            "- insulin",
            "MRN: 12");
  }

  @Test
  void of_numberedClauses_keepTheirNumbers() {
    assertThat(of("1. Term. Five years.\n2.1 Notice is given by mail and\n(b) by courier."))
        .containsExactly(
            "1. Term.", "Five years.", "2.1 Notice is given by mail and", "(b) by courier.");
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9})
  void of_anyText_partsItWithBlanksBetween(long seed) {
    Random random = new Random(seed);
    String[] parts = {
      "a", "Bee", ".", " ", " ", "\n", "\n\n", ";", ":", "1.", "(a)", "\"", "x".repeat(1200)
    };
    StringBuilder built = new StringBuilder();
    for (int i = random.nextInt(400); i > 0; i--) {
      built.append(parts[random.nextInt(parts.length)]);
    }
    String text = built.toString();
    int from = 0;
    for (CharSpan span : Sentences.of(text)) {
      assertThat(text.substring(from, span.start())).isBlank();
      assertThat(span.of(text)).isEqualTo(span.of(text).strip()).isNotEmpty();
      assertThat(span.length()).isLessThanOrEqualTo(Sentences.LONGEST);
      from = span.end();
    }
    assertThat(text.substring(from)).isBlank();
  }

  @Test
  void of_twoMillionCharacters_takesLinearTime() {
    String page =
        "The Supplier shall deliver, on time, what is ordered; see Art. 7. ".repeat(10) + "\n";
    for (String text :
        List.of(page.repeat(3_000), "x".repeat(2_000_000), "\" ".repeat(1_000_000))) {
      Assertions.assertTimeout(Duration.ofSeconds(20), () -> Sentences.of(text));
    }
  }
}
