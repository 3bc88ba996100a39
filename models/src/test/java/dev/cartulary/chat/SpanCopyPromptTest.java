package dev.cartulary.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.cartulary.completion.Branch;
import dev.cartulary.completion.Constraint;
import dev.cartulary.constrain.ToyTokenizer;
import dev.cartulary.document.CharSpan;
import dev.cartulary.tokenizer.TokenIds;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SpanCopyPromptTest {
  private final ToyTokenizer tokenizer = new ToyTokenizer(" b", "\u00e9t");
  private final SpanCopyPrompt prompt = new SpanCopyPrompt(tokenizer);

  @ParameterizedTest(name = "row {index}")
  @CsvSource(
      quoteCharacter = '"',
      value = {
        "\"\", \"\"",
        "\" \t\", \"\"",
        "\"a\", \"a\"",
        "\"a  b\", \"a b\"",
        "\"a \t\u00a0b\", \"a b\"",
        "\"a\r\nb\", \"a\nb\"",
        "\"a \n \n\t b\", \"a\nb\"",
        "\"a\fb\", \"a\nb\"",
        "\" \n a b \n\", \"a b\"",
        "\"\u2003a\u2003b\u2003\", \"a\u2003b\""
      })
  void of_whiteSpace_becomesPlain(String original, String clean) {
    assertThat(CleanText.of(original).text()).isEqualTo(clean);
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
  void prefix_anyText_hasSpansInTheOriginal(int seed) {
    Random random = new Random(seed);
    StringBuilder built = new StringBuilder();
    for (int i = 0; i < 200; i++) {
      built.append("ab\u00e9t \u00a0\t\r\n\f".charAt(random.nextInt(10)));
    }
    String text = built.toString();
    PromptPrefix prefix = prompt.prefix(text);
    StringBuilder told = new StringBuilder();
    int end = 0;
    for (CharSpan span : prefix.text().spans()) {
      assertThat(span.start()).isGreaterThanOrEqualTo(Math.min(end, span.start()));
      assertThat(text.substring(Math.min(end, span.start()), span.start())).matches("[\\s\u00a0]*");
      if (span.end() > end) {
        told.append(CleanText.of("x" + span.of(text) + "x").text(), 1, told(span, text));
      }
      end = span.end();
    }
    assertThat(told.toString()).isEqualTo(tokenizer.decode(prefix.text().ids()));
    assertThat(told.toString()).isEqualTo(CleanText.of(text).text());
  }

  private static int told(CharSpan span, String text) {
    return CleanText.of("x" + span.of(text) + "x").text().length() - 1;
  }

  @Test
  void prefixAndBranch_always_standAsTrained() {
    assertThat(prompt.prefix("a  b").ids()).isEqualTo(TokenIds.of(1, 6 + 'a', 262));
    assertThat(prompt.branch(new Branch("x", "q ", new Constraint.Free(1))))
        .isEqualTo(TokenIds.of(3, 6 + 'q', 4));
  }

  @Test
  void prefix_specialTokenInTheText_staysText() {
    assertThat(prompt.prefix("<|end|>").ids().size()).isEqualTo(8);
  }

  @Test
  void constructor_tokenizerWithoutTheSpecials_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new SpanCopyPrompt(new ToyTokenizer(List.of("<s>"))));
  }
}
