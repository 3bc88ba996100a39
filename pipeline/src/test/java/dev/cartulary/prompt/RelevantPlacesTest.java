package dev.cartulary.prompt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.cartulary.document.CharSpan;
import dev.cartulary.relevance.ClauseSigns;
import dev.cartulary.relevance.Relevance;
import dev.cartulary.relevance.SentenceFeatures;
import dev.cartulary.relevance.SignOdds;
import dev.cartulary.relevance.ValueSign;
import dev.cartulary.types.DocumentTypes;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RelevantPlacesTest {
  private static final String TEXT =
      "The sky is blue over the wide sea. Each party keeps its ships insured. Birds sing at dawn.";
  private static final DocumentFindings DOCUMENT = new DocumentFindings(TEXT);
  private static final int BITS = 10;

  private static CharSpan sentence(int i) {
    return DOCUMENT.sentences().get(i);
  }

  /** Weights that like the second sentence, and a clause that is there with a probability. */
  private static RelevantPlaces places(double there, Presence presence) {
    return places("insurance", there, presence);
  }

  /** The same of any field, a value of which is as probable as the odds of its sentence say. */
  private static RelevantPlaces places(String name, double there, Presence presence) {
    FieldQuestion question =
        DocumentTypes.builtIn("contract").fields().stream()
            .filter(field -> field.name().equals(name))
            .map(field -> new FieldQuestion(field, presence, Set.of()))
            .findFirst()
            .orElseThrow();
    float[] rarities = new float[1 << BITS];
    float[] weights = new float[1 << BITS];
    int[] rows = new SentenceFeatures(TEXT, DOCUMENT.sentences()).rows(1, BITS);
    for (int row : rows) {
      rarities[row] = 1;
      weights[row] = 1;
    }
    Relevance relevance =
        Relevance.rounded(List.of(name), rarities, new float[] {-4}, weights)
            .with(
                new SignOdds(
                    new float[ClauseSigns.COUNT],
                    new float[] {(float) Math.log(there / (1 - there))}),
                new SignOdds(new float[] {1}, new float[ValueSign.COUNT]));
    return new RelevantPlaces(relevance, List.of(question), presence);
  }

  private static List<RelevantPlaces.Place> find(
      RelevantPlaces places, CharSpan... offeredByRules) {
    return see(places, offeredByRules).places();
  }

  private static RelevantPlaces.Sight see(RelevantPlaces places, CharSpan... offeredByRules) {
    TreeMap<CharSpan, Integer> offered = new TreeMap<>(FieldQuestion.ORDER);
    Arrays.stream(offeredByRules).forEach(span -> offered.put(span, 0));
    Found found = new Found(List.of(), Collections.unmodifiableSortedMap(offered), List.of());
    return places.find(DOCUMENT, List.of(found)).get(0);
  }

  /** From 0.3 on it stands against absence, though less probable; below 0.02 nothing is shown. */
  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "0.9, 0.1, true",
    "0.4, 0.4, true",
    "0.31, 0.31, true",
    "0.29, 0.71, true",
    "0.01, 0.99, false"
  })
  void find_clause_firstPlaceIsAsProbableAsTheClause(double there, double absence, boolean shown) {
    RelevantPlaces places = places(there, Presence.RULES);
    List<RelevantPlaces.Place> found = find(places);

    assertThat(places.decides(0)).isTrue();
    assertThat(found.get(0).span()).isEqualTo(sentence(1));
    assertThat(found.get(0).probability()).isCloseTo(there, within(1e-6));
    assertThat(found.get(0).absence()).isCloseTo(absence, within(1e-6));
    assertThat(found.get(0).shown()).isEqualTo(shown);
    assertThat(found).allMatch(place -> place.probability() <= found.get(0).probability());
    assertThat(found.stream().skip(1)).allMatch(place -> place.absence() > 0.5);
  }

  @Test
  void find_sentenceThatRulesOffer_hasTwoLogOddsMore() {
    RelevantPlaces places = places(0.9, Presence.RULES);
    List<RelevantPlaces.Place> alone = find(places);
    List<RelevantPlaces.Place> offered = find(places, sentence(2));

    assertThat(alone.get(0).span()).isEqualTo(sentence(1));
    assertThat(offered.get(0).span()).isEqualTo(sentence(1));
    assertThat(probability(offered, 2)).isGreaterThan(3 * probability(alone, 2));
  }

  private static double probability(List<RelevantPlaces.Place> places, int sentence) {
    return places.stream()
        .filter(place -> place.span().equals(sentence(sentence)))
        .mapToDouble(RelevantPlaces.Place::probability)
        .findFirst()
        .orElse(0);
  }

  @Test
  void find_valueThatRulesOffer_isAsProbableAsItsSentenceSays() {
    CharSpan sky = new CharSpan(4, 7);
    CharSpan party = new CharSpan(sentence(1).start() + 5, sentence(1).start() + 10);
    RelevantPlaces places = places("renewal_term", 0.9, Presence.RULES);
    RelevantPlaces.Sight sight = see(places, sky, party);
    SentenceFeatures features = new SentenceFeatures(TEXT, DOCUMENT.sentences());
    double likely = Math.sqrt(features.rows(1, BITS).length) - 4;

    assertThat(sight.of(party).orElseThrow())
        .isCloseTo(0.35 * 0.84 + 0.65 * Relevance.probability(likely), within(0.02));
    assertThat(sight.of(sky).orElseThrow()).isLessThan(sight.of(party).orElseThrow() - 0.3);
    assertThat(sight.of(new CharSpan(party.start() + 1, party.end())))
        .as("a part")
        .isEqualTo(sight.of(party));
    assertThat(sight.of(new CharSpan(0, 3))).as("not offered").isEmpty();
    assertThat(see(places("renewal_term", 0.9, Presence.MODEL), sky).of(sky)).isEmpty();
    assertThat(see(places("parties", 0.9, Presence.RULES), sky).of(sky)).as("a list").isEmpty();
  }

  @Test
  void decides_modelSaysWhatIsThere_isItsQuestion() {
    RelevantPlaces places = places(0.9, Presence.MODEL);

    assertThat(places.decides(0)).isFalse();
  }
}
