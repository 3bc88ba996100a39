package dev.cartulary.phi;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class TrainedNamesTest {
  private static final String NOTE =
      "Ottoline Vasquelle lives in Quorndon Bay with two dogs. Her brother, Iolo, called from"
          + " 14 Kestrel Gata Apt. 3, Brimhaven. She denies chest pain.\n";

  @ParameterizedTest(name = "{0}: {2} in {1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "NAME | Why was Brunhild so late? | Brunhild",
        "NAME | It was Quillfeather, not Ostenwick, who signed. | Ostenwick",
        "NAME | We thank Ysolde for her patience. | Ysolde",
        "GEOGRAPHY | The bridge in Skarnholt is closed for repairs. | Skarnholt",
        "GEOGRAPHY | Please send it to 4410 Vinterbrogata 12, Lysekroken. | Lysekroken",
      })
  void find_namesWithoutDictionary_areCovered(PhiClass kind, String text, String identifier) {
    int start = text.indexOf(identifier);

    assertThat(PhiFinder.find(text, List.of()).spans())
        .anyMatch(
            span ->
                span.kind() == kind
                    && span.span().start() <= start
                    && span.span().end() >= start + identifier.length());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "A Foley catheter was placed and the bladder was drained.",
        "Babinski sign was negative and Romberg was normal.",
        "She has Parkinson disease and takes Sinemet three times a day.",
        "The wound was closed with Vicryl and Steri-Strips.",
        "Past history of Crohn disease and Hashimoto thyroiditis.",
      })
  void find_eponymsAndProducts_areLeft(String text) {
    assertThat(PhiFinder.find(text, List.of()).spans()).isEmpty();
  }

  @Test
  void find_ofManyThreads_isTheSame() {
    String text = NOTE.repeat(40);
    List<PhiFindings> findings =
        IntStream.range(0, 8).parallel().mapToObj(i -> PhiFinder.find(text, List.of())).toList();

    assertThat(findings.get(0).spans()).hasSizeGreaterThan(100);
    assertThat(findings).containsOnly(findings.get(0));
  }

  @Test
  void read_longText_isCutIntoPiecesThatCoverIt() {
    WordFeatures words = WordFeatures.of(NOTE.repeat(60) + "word ".repeat(1_500));
    List<Integer> cuts = words.cuts();

    assertThat(cuts).startsWith(0).endsWith(words.size()).isSorted().doesNotHaveDuplicates();
    assertThat(cuts.size()).isGreaterThan(4);
    for (int i = 1; i < cuts.size(); i++) {
      assertThat(cuts.get(i) - cuts.get(i - 1)).isLessThanOrEqualTo(600);
    }
    assertThat(TrainedNames.builtIn().read(words).spans())
        .isNotEmpty()
        .allMatch(span -> span.probability() <= 1);
  }

  @Test
  void read_noWords_findsNothing() {
    WordFeatures words = WordFeatures.of(" \n--\n");

    assertThat(words.size()).isZero();
    assertThat(TrainedNames.builtIn().read(words).spans()).isEmpty();
  }

  @Test
  void of_unknownWords_hidesListsAndRules() {
    String text = "Maria Delacroix is a nurse.";
    WordFeatures plain = WordFeatures.of(text);

    WordFeatures hidden = WordFeatures.of(text, word -> word.equals("maria"));

    assertThat(hidden.features(0, 1)[0]).isNotEqualTo(plain.features(0, 1)[0]);
    assertThat(hidden.features(4, 5)[0]).isEqualTo(plain.features(4, 5)[0]);
    assertThat(Collections.max(plain.cuts())).isEqualTo(5);
  }
}
