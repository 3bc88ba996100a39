package dev.cartulary.constrain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cartulary.completion.Constraint.Free;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FreeTest {
  private final ToyTokenizer tokenizer = new ToyTokenizer();

  private Guide said(String text, int bound) {
    Guide guide = Guides.of(tokenizer, new Free(bound), "");
    for (int token : tokenizer.encode(text).ids().toArray()) {
      if (guide.isFinished()) {
        break;
      }
      guide.accept(token);
    }
    return guide;
  }

  @Test
  void allowed_always_isEverythingButSpecialsThatAreNoEnd() {
    TokenSet allowed = Guides.of(tokenizer, new Free(3), "").allowed();
    assertThat(allowed.size()).isEqualTo(257);
    assertThat(allowed.contains(2)).isTrue();
    assertThat(allowed.contains(5)).isFalse();
  }

  @Test
  void accept_endToken_finishes() {
    Guide guide = said(" one two ", 20);
    guide.accept(2);
    assertThat(guide.values()).containsExactly(new GuidedValue("one two", null, 0, 10));
  }

  @Test
  void accept_endTokenFirst_saysNothing() {
    Guide guide = said("", 20);
    guide.accept(2);
    assertThat(guide.values()).isEmpty();
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "abcdefghij, 5, abcde",
    "abcdabcdabcd, 50, abcd",
    "xaaaaaaaaaaaaa, 50, xa",
    "to and to and to so, 50, to and to and to so",
    "'the cat, the cat, the cat, ', 50, 'the cat,'"
  })
  void accept_textInCircles_finishesAndKeepsOneBlock(String text, int bound, String kept) {
    Guide guide = said(text, bound);
    if (!guide.isFinished()) {
      guide.accept(2);
    }
    assertThat(Guides.said(guide)).isEqualTo(kept);
  }
}
