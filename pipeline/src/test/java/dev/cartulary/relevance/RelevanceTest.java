package dev.cartulary.relevance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.cartulary.document.CharSpan;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class RelevanceTest {
  private static final String TEXT =
      "Insurance\nThe tenant keeps 500 dollars of cover.\nTHE TENANT keeps 77 dollars of cover!\nNobody sings.";
  private static final List<CharSpan> SENTENCES = lines(TEXT);

  private static List<CharSpan> lines(String text) {
    List<CharSpan> lines = new ArrayList<>();
    int start = 0;
    for (String line : text.split("\n", -1)) {
      lines.add(new CharSpan(start, start + line.length()));
      start += line.length() + 1;
    }
    return lines;
  }

  private static final SentenceFeatures FEATURES = new SentenceFeatures(TEXT, SENTENCES);

  /** Two fields: the first likes the words of sentence 2, the second dislikes them. */
  private static Relevance opposites() {
    float[] rarities = new float[1 << 10];
    float[] weights = new float[2 << 10];
    for (int row : FEATURES.rows(2, 10)) {
      rarities[row] = Relevance.rarity(1, 3 + row % 5);
      weights[2 * row] = 4;
      weights[2 * row + 1] = -4;
    }
    float[] signs = {1, 0.5f, 2, 1, 1, 0.25f, 0.1f};
    return Relevance.rounded(List.of("liked", "disliked"), rarities, new float[] {-1, 1}, weights)
        .with(
            new SignOdds(signs, new float[] {Float.NaN, -0.5f}),
            new SignOdds(new float[] {0.5f}, new float[] {2, Float.NaN}));
  }

  @Test
  void features_numbersAndCase_doNotMatterAndNeighboursDo() {
    int[] after = FEATURES.rows(2, 10);
    SentenceFeatures second = new SentenceFeatures(TEXT, SENTENCES.subList(1, 2));
    SentenceFeatures third = new SentenceFeatures(TEXT, SENTENCES.subList(2, 3));

    assertThat(after).isSorted().doesNotHaveDuplicates();
    assertThat(second.rows(0, 10)).isEqualTo(third.rows(0, 10));
    assertThat(FEATURES.rows(1, 10)).hasSizeGreaterThan(second.rows(0, 10).length);
    assertThat(FEATURES.sentences()).isEqualTo(4);
  }

  @Test
  void features_headingOverSeveralSentences_isAboveEachUntilItIsFar() {
    String line = "it rains again and again in the old town by the river\n";
    String without = "a short line of some words\n" + line.repeat(14) + line.strip();
    String with = "Rain\n" + line.repeat(14) + line.strip();
    SentenceFeatures plain = new SentenceFeatures(without, lines(without));
    SentenceFeatures headed = new SentenceFeatures(with, lines(with));

    for (int i = 2; i < 15; i++) {
      int more = headed.rows(i, 17).length - plain.rows(i, 17).length;
      assertThat(more).as("sentence %d", i).isEqualTo(i <= 12 ? 1 : 0);
    }
  }

  /** The definition, feature by feature, with exact weights. */
  @Test
  void odds_sentence_areTheSumOfWeightsTimesRaritiesOfLengthOne() {
    int[] rows = FEATURES.rows(2, 10);
    double squares = 0;
    double sum = 0;
    for (int row : rows) {
      double rarity = Relevance.rarity(1, 3 + row % 5);
      squares += rarity * rarity;
      sum += 4 * rarity;
    }
    double[] odds = opposites().odds(FEATURES, 2);

    assertThat(odds[0]).isCloseTo(-1 + sum / Math.sqrt(squares), within(1e-5));
    assertThat(odds[1]).isCloseTo(1 - sum / Math.sqrt(squares), within(1e-5));
    assertThat(Relevance.probability(odds[0])).isGreaterThan(0.99);
    double[] other = opposites().odds(new SentenceFeatures(TEXT, SENTENCES.subList(3, 4)), 0);
    assertThat(other[0]).isLessThan(odds[0] / 2);
  }

  @Test
  void rarity_shareOfSentences_isTheLogarithmInSteps() {
    assertThat(Relevance.rarity(7, 7)).isZero();
    assertThat(Relevance.rarity(1, 1000)).isCloseTo(6.9f, within(1e-4f));
    assertThat(Relevance.rarity(1, Integer.MAX_VALUE)).isCloseTo(12.7f, within(1e-4f));
  }

  @Test
  void clauses_signs_areWeighedWithTheClausesOffset() {
    SignOdds odds = opposites().clauses();
    ClauseSigns silent = ClauseSigns.of(new double[] {-3, -1, -2}, new int[0], 0.8);
    ClauseSigns offered = ClauseSigns.of(new double[] {-3, -1, -2}, new int[] {0, 2}, 0.8);

    assertThat(odds.know(0)).isFalse();
    assertThat(odds.know(1)).isTrue();
    assertThat(silent).isEqualTo(new ClauseSigns(-1, -2, 0, -12, 0.8));
    assertThat(offered).isEqualTo(new ClauseSigns(-1, -2, 2, -2, 0.8));
    assertThat(odds.probability(1, silent.all()))
        .isCloseTo(Relevance.probability(-0.5 - 1 - 1 - 0.1), within(1e-6));
    assertThat(odds.probability(1, offered.all()))
        .isCloseTo(Relevance.probability(-0.5 - 1 - 1 + 2 + Math.log(4) + 0.6 - 0.5), within(1e-6));
    assertThat(ClauseSigns.of(new double[] {-1}, new int[] {0}, 1))
        .isEqualTo(new ClauseSigns(-1, -12, 1, -1, 0.99));
    assertThatThrownBy(() -> odds.probability(1, new double[3]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("7 weights and 3 signs");
  }

  @Test
  void values_sign_isTheSentencesOddsFromTwelveBelowOn() {
    SignOdds odds = opposites().values();

    assertThat(odds.know(0)).isTrue();
    assertThat(odds.know(1)).isFalse();
    assertThat(odds.probability(0, new ValueSign(-3).all()))
        .isCloseTo(Relevance.probability(2 - 1.5), within(1e-6));
    assertThat(odds.probability(0, new ValueSign(-100).all()))
        .isCloseTo(Relevance.probability(2 - 6), within(1e-6));
  }

  @Test
  void read_whatWasWritten_saysTheSame() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    opposites().write(out);

    Relevance read = Relevance.read(new ByteArrayInputStream(out.toByteArray()));

    assertThat(read.fields()).containsExactly("liked", "disliked");
    for (int i = 0; i < SENTENCES.size(); i++) {
      assertThat(read.odds(FEATURES, i)).isEqualTo(opposites().odds(FEATURES, i));
    }
    ClauseSigns signs = new ClauseSigns(-1, -2, 2, -2, 0.8);
    assertThat(read.clauses().know(0)).isFalse();
    assertThat(read.clauses().probability(1, signs.all()))
        .isEqualTo(opposites().clauses().probability(1, signs.all()));
    assertThat(read.values().know(1)).isFalse();
    assertThat(read.values().probability(0, new ValueSign(-1).all()))
        .isEqualTo(opposites().values().probability(0, new ValueSign(-1).all()));
    byte[] cut = Arrays.copyOf(out.toByteArray(), out.size() / 2);
    assertThatThrownBy(() -> Relevance.read(new ByteArrayInputStream(cut)))
        .isInstanceOf(IOException.class);
  }

  @Test
  void builtIn_contract_knowsClausesThatNoCueNames() {
    String text =
        "The sun rises.\n"
            + "Any purported transfer or delegation of this Agreement by either party without the other's"
            + " prior written consent shall be null and void.";
    Relevance contract = Relevance.builtIn("contract").orElseThrow();
    int assignment = contract.fields().indexOf("anti_assignment");

    SentenceFeatures features = new SentenceFeatures(text, lines(text));
    assertThat(contract.odds(features, 1)[assignment])
        .isGreaterThan(contract.odds(features, 0)[assignment] + 2.3);
    assertThat(contract.clauses().know(assignment)).isTrue();
    assertThat(contract.clauses().know(contract.fields().indexOf("agreement_date"))).isFalse();
    assertThat(Relevance.builtIn("lease")).isEmpty();
  }
}
