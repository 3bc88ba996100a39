package dev.cartulary.relevance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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

  private static final SentenceFeatures DOCUMENT = new SentenceFeatures(TEXT, SENTENCES);

  private static List<CharSpan> lines(String text) {
    List<CharSpan> lines = new ArrayList<>();
    int start = 0;
    for (String line : text.split("\n", -1)) {
      lines.add(new CharSpan(start, start + line.length()));
      start += line.length() + 1;
    }
    return lines;
  }

  private static SentenceFeatures alone(int sentence) {
    return new SentenceFeatures(TEXT, SENTENCES.subList(sentence, sentence + 1));
  }

  /** Two fields: the first likes the words of sentence 1, the second dislikes them. */
  private static Relevance opposites() {
    float[] weights = new float[2 << 10];
    for (int row : DOCUMENT.rows(2, 10)) {
      weights[2 * row] = 4;
      weights[2 * row + 1] = -4;
    }
    return Relevance.rounded(List.of("liked", "disliked"), new float[] {-1, 1}, weights);
  }

  @Test
  void features_numbersAndCase_doNotMatterAndHeadingsDo() {
    int[] underHeading = DOCUMENT.rows(1, 20);
    int[] alone = alone(1).rows(0, 20);

    assertThat(underHeading).isSorted().doesNotHaveDuplicates().contains(alone);
    assertThat(alone).isEqualTo(alone(2).rows(0, 20));
    assertThat(underHeading).hasSizeGreaterThan(alone.length);
  }

  @Test
  void features_sentencesUnderAHeading_shareItsWordsAsFarAsItReaches() {
    String rule = "\nit is so.";
    String text = "Term and Termination" + rule.repeat(13) + "\nno Heading here, but prose" + rule;
    SentenceFeatures features = new SentenceFeatures(text, lines(text));
    int[] under = features.rows(12, 20);

    assertThat(features.sentences()).isEqualTo(16);
    assertThat(under).isEqualTo(features.rows(2, 20));
    assertThat(features.rows(13, 20)).hasSize(under.length - 3);
    // Prose is no heading: of it only the words of the sentence before count, five for three.
    assertThat(features.rows(15, 20)).hasSize(under.length - 3 + 2);
  }

  @Test
  void probabilities_sentenceOfKnownWords_isLikedAndDisliked() {
    Relevance relevance = opposites();

    double[] known = relevance.probabilities(DOCUMENT, 2);
    double[] other = relevance.probabilities(alone(3), 0);

    assertThat(known[0]).isGreaterThan(0.99);
    assertThat(known[1]).isLessThan(0.01);
    assertThat(other[0]).isLessThan(0.5);
    assertThat(other[1]).isGreaterThan(0.5);
  }

  @Test
  void read_whatWasWritten_saysTheSame() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    opposites().write(out);

    Relevance read = Relevance.read(new ByteArrayInputStream(out.toByteArray()));

    assertThat(read.fields()).containsExactly("liked", "disliked");
    for (int i = 0; i < SENTENCES.size(); i++) {
      assertThat(read.probabilities(DOCUMENT, i)).isEqualTo(opposites().probabilities(DOCUMENT, i));
    }
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
    SentenceFeatures features = new SentenceFeatures(text, lines(text));
    int assignment = contract.fields().indexOf("anti_assignment");

    assertThat(contract.probabilities(features, 1)[assignment])
        .isGreaterThan(10 * contract.probabilities(features, 0)[assignment]);
    assertThat(Relevance.builtIn("lease")).isEmpty();
  }
}
