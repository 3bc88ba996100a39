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

  private static List<CharSpan> lines(String text) {
    List<CharSpan> lines = new ArrayList<>();
    int start = 0;
    for (String line : text.split("\n", -1)) {
      lines.add(new CharSpan(start, start + line.length()));
      start += line.length() + 1;
    }
    return lines;
  }

  /** Two fields: the first likes the words of sentence 1, the second dislikes them. */
  private static Relevance opposites() {
    float[] weights = new float[2 << 10];
    for (int row : SentenceFeatures.of(TEXT, SENTENCES, 2, 10)) {
      weights[2 * row] = 4;
      weights[2 * row + 1] = -4;
    }
    return Relevance.rounded(List.of("liked", "disliked"), new float[] {-1, 1}, weights);
  }

  @Test
  void features_numbersAndCase_doNotMatterAndHeadingsDo() {
    int[] underHeading = SentenceFeatures.of(TEXT, SENTENCES, 1, 10);
    int[] after = SentenceFeatures.of(TEXT, SENTENCES, 2, 10);

    assertThat(after).isSorted().doesNotHaveDuplicates();
    assertThat(SentenceFeatures.of(TEXT, SENTENCES.subList(1, 2), 0, 10))
        .isEqualTo(SentenceFeatures.of(TEXT, SENTENCES.subList(2, 3), 0, 10));
    assertThat(underHeading)
        .hasSizeGreaterThan(SentenceFeatures.of(TEXT, SENTENCES.subList(1, 2), 0, 10).length);
  }

  @Test
  void probabilities_sentenceOfKnownWords_isLikedAndDisliked() {
    Relevance relevance = opposites();

    double[] known = relevance.probabilities(TEXT, SENTENCES, 2);
    double[] other = relevance.probabilities(TEXT, SENTENCES.subList(3, 4), 0);

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
      assertThat(read.probabilities(TEXT, SENTENCES, i))
          .isEqualTo(opposites().probabilities(TEXT, SENTENCES, i));
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
    int assignment = contract.fields().indexOf("anti_assignment");

    assertThat(contract.probabilities(text, lines(text), 1)[assignment])
        .isGreaterThan(10 * contract.probabilities(text, lines(text), 0)[assignment]);
    assertThat(Relevance.builtIn("lease")).isEmpty();
  }
}
